"""What a bench runs on: its data, and an index of its own, built as a user builds one."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.pipeline import update
from rag.compose import Library, open_library

Row = dict[str, Any]
Result = tuple[dict[str, float], list[Row]]


@dataclass(frozen=True, slots=True)
class Setup:
    """`documents` and `questions` name splits; empty means all that the folder has. `reader` writes the answers."""

    data: Path
    work: Path
    documents: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    reader: str = "extractive"


def known_splits(data: Path) -> list[str]:
    """The splits of the incidents, in order; none where there are no incidents."""
    return sorted(path.parent.name for path in (data / "incidents").glob("*/docs.jsonl"))


def rows(path: Path) -> Iterator[Row]:
    """The objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def write_corpus(corpus: Path, texts: Mapping[str, str]) -> None:
    """These files (name to text) and no others; what did not change is not written again."""
    corpus.mkdir(parents=True, exist_ok=True)
    for stale in {path.name for path in corpus.iterdir()} - set(texts):
        (corpus / stale).unlink()
    for name, text in texts.items():
        file = corpus / name
        if not file.exists() or file.read_bytes() != text.encode():
            file.write_bytes(text.encode())


def library_of(work: Path, texts: Mapping[str, str]) -> Library:
    """A library of these files, brought up to date; what did not change is not done again."""
    write_corpus(work / "corpus", texts)
    library = open_library(work / "index", new_with=work / "corpus")
    update(library)
    return library
