"""What it costs: taking in, asking, starting, memory and disk; on the incident reports. Ratios are of one run."""

import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from bench.incidents import questions, reports
from bench.setup import Result, Setup, write_corpus
from ingest.derive import embedded_text
from ingest.pipeline import update
from rag.compose import Library, open_library
from rag.domain.answers import NO_FILTERS
from rag.index import vectors as vector_index
from rag.retrieve.question import parse
from rag.retrieve.search import POOL
from rag.store.rows import counts, passage_texts

QUESTIONS = 200
EVIDENCE = 30
NEIGHBOURS = 10
# As many vectors as the approximate index is chosen for, and then some.
APPROXIMATE = vector_index.EXACT_UP_TO + 50_000


def run(setup: Setup) -> Result:
    """Builds the index from nothing, embeds the same passages bare, asks, and looks at what it took."""
    work = setup.work / "speed"
    shutil.rmtree(work, ignore_errors=True)
    write_corpus(work / "corpus", reports(setup))
    library = open_library(work / "index", new_with=work / "corpus")
    library.embedder.embed(["the model is loaded before the clock starts"])
    taken = _seconds(lambda: update(library))
    with library.catalogue.reading() as db:
        documents, passages = counts(db)
        embedded = list(dict.fromkeys(embedded_text(row.context, row.text) for row in passage_texts(db)))
    bare = _seconds(lambda: library.embedder.embed(embedded))
    asked = _some([q["question"] for q in questions(setup)])
    figures = {
        "ingest_documents_per_s": documents / taken,
        "ingest_over_embedding": taken / bare,
        "rebuild_unchanged_s": _process("ingest", "--index", str(library.index)),
        **_times("query", [partial(library.search, text, limit=EVIDENCE) for text in asked]),
        **_stages(library, asked),
        **_times("answer", [partial(library.ask, text) for text in asked]),
        "start_s": _process("rag", "search", "convoy", "--index", str(library.index)),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "bytes_per_passage": _bytes(library.index) / passages,
        "documents": documents,
        "passages": passages,
        "approximate_recall@10": _approximate_recall(library, asked, work / "approximate"),
    }
    return figures, []


def _some(texts: Sequence[str]) -> Sequence[str]:
    return texts[:: max(1, len(texts) // QUESTIONS)]


def _stages(library: Library, asked: Sequence[str]) -> dict[str, float]:
    """Each stage of a query by itself; what is left of it joins the lists and loads what was found."""
    indexes = library.indexes.current()
    parsed = [parse(text, NO_FILTERS, None) for text in asked]
    vectors = library.embedder.embed(asked)
    return (
        _times("query.parse", [partial(parse, text, NO_FILTERS, None) for text in asked])
        | _times("query.embed", [partial(library.embedder.embed, [text]) for text in asked])
        | _times("query.words", [partial(indexes.words.passages, q.words, q.dates, None, POOL) for q in parsed])
        | _times("query.documents", [partial(indexes.words.documents, q.words, q.dates, None, POOL) for q in parsed])
        | _times("query.vectors", [partial(indexes.vectors.search, vector, None, POOL) for vector in vectors])
    )


def _approximate_recall(library: Library, asked: Sequence[str], folder: Path) -> float:
    """Recall for these questions at the size from which the index is approximate.

    There are not that many passages: each further vector lies between two of theirs, with some noise.
    """
    random = np.random.default_rng(7)
    own = library.indexes.current().vectors
    passages = own.take(own.ids())
    more = APPROXIMATE - len(passages)
    one, other = (passages[random.integers(len(passages), size=more)] for _ in range(2))
    share = 0.5 + random.random((more, 1), dtype=np.float32) / 2
    made = share * one + (1 - share) * other
    made += random.normal(scale=0.01, size=made.shape).astype(np.float32)
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    vector_index.build(folder, np.arange(APPROXIMATE, dtype=np.int64), np.concatenate([passages, made]))
    return vector_index.recall(vector_index.Vectors(folder), library.embedder.embed(asked), NEIGHBOURS)


def _times(name: str, steps: Sequence[Callable[[], object]]) -> dict[str, float]:
    """The median and the 95th percentile in milliseconds, after one step to warm up."""
    steps[0]()
    milliseconds = [1000 * _seconds(step) for step in steps]
    return {f"{name}_p{share}_ms": float(np.percentile(milliseconds, share)) for share in (50, 95)}


def _seconds(step: Callable[[], object]) -> float:
    begun = time.perf_counter()
    step()
    return time.perf_counter() - begun


def _process(*arguments: str) -> float:
    """Seconds of a whole process, started as a user starts it."""
    command = [sys.executable, "-m", *arguments]
    return _seconds(lambda: subprocess.run(command, check=True, capture_output=True))


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
