"""Questions on incident reports with the passages that the program itself finds: which of them is right, and where."""

import random
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.setup import library_of
from bench.setup import rows as read_lines
from rag.compose import Library
from rag.domain.answers import Hit
from rag.language.dates import find_dates
from rag.retrieve.rerank import WEIGHT, as_read
from training.examples import Row, Unit
from training.incidents import Report, answer_spans, is_held_out, names_answer

# What the score of an unread passage is divided by to be a logit: there its likelihood on 1,797 questions is highest.
TEMPERATURE = 0.4
PASSAGES = 30


def units(data: Path, chance: random.Random) -> list[Unit]:
    """A unit a question that may be learned from: the passages that are read for it among the reports of dev."""
    folder = data / "bench" / "incidents" / "dev"
    texts = {f"{item['id']}.txt": item["text"] for item in read_lines(folder / "docs.jsonl")}
    asked = [q for q in read_lines(folder / "questions.jsonl") if q["answerable"] and not is_held_out(q["docs"][0])]
    with tempfile.TemporaryDirectory() as work:
        library = library_of(Path(work), texts)
        names = {path: document.path for document in library.documents() for path in document.paths}
        made = [_unit(question, library, names, chance) for question in asked]
    return [unit for unit in made if unit]


def _unit(question: dict[str, Any], library: Library, names: dict[str, str], chance: random.Random) -> Unit:
    hits, _ = library.search(question["question"], limit=PASSAGES)
    read = [hit for hit in hits if "rank" in hit.parts]
    own = {names[f"{document}.txt"] for document in question["docs"]}
    also = {names[f"{document}.txt"] for document in question["also"] if f"{document}.txt" in names}
    right = [hit.document.path in own | also for hit in read]
    # Where all are right, or none is, nothing tells them apart.
    ranked: Sequence[bool | None] = right if len(set(right)) == 2 else [None] * len(right)
    rows = []
    for hit, is_right, rank in zip(read, right, ranked, strict=True):
        report = _report(hit)
        spans = _spans(question, report, is_right, hit.document.path in own, chance)
        prior = (hit.score - WEIGHT * hit.parts["rank"]) / TEMPERATURE
        rows.append(Row(question["question"], report.text, spans, rank, prior))
    return tuple(rows)


def _spans(
    question: dict[str, Any], report: Report, is_right: bool, is_own: bool, chance: random.Random
) -> tuple[tuple[int, int], ...] | None:
    """Where the passage answers; that it does not is learned from every other one that lacks the answer."""
    if is_right and (found := answer_spans(report, question)):
        return found
    lacks = not is_right or (is_own and not names_answer(report, question))
    return () if lacks and chance.random() < 0.5 else None


def _report(hit: Hit) -> Report:
    days, text = as_read(hit)
    dated = find_dates(text, hit.document.metadata.published_on, hit.document.text)
    places = tuple((d.start + len(days), d.end + len(days), d.iso) for d in dated)
    return Report(hit.document.path, days + text, len(days), places)
