"""What it costs: taking in, asking, starting, memory and disk; on the incident reports. Ratios are of one run."""

import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from bench.incidents import incidents_library, splits
from bench.setup import Result, Setup, rows
from ingest.derive import embedded_text
from rag.compose import Library
from rag.domain.answers import NO_FILTERS
from rag.domain.rows import PassageRow
from rag.index import vectors as vector_index
from rag.retrieve.question import parse
from rag.retrieve.search import POOL
from rag.store.rows import counts, passage_texts

QUESTIONS = 200
NEIGHBOURS = 10
# As many vectors as the approximate index is chosen for, and then some.
APPROXIMATE = vector_index.EXACT_UP_TO + 50_000


def run(setup: Setup) -> Result:
    """Builds the index from nothing, embeds the same passages bare, asks, and looks at what it took."""
    shutil.rmtree(setup.work / "speed", ignore_errors=True)
    setup = Setup(setup.data, setup.work / "speed", setup.documents, setup.questions)
    begun = time.perf_counter()
    library = incidents_library(setup)
    taken = time.perf_counter() - begun
    documents, passages = counts(library.catalogue.db)
    bare = _seconds(lambda: library.embedder.embed([embedded_text(r.context, r.text) for r in _passages(library)]))
    folder = setup.data / "incidents"
    asked = [q["question"] for s in setup.questions or splits(folder) for q in rows(folder / s / "questions.jsonl")]
    asked = asked[:: max(1, len(asked) // QUESTIONS)]
    queries = [_seconds(partial(library.search, q, limit=30)) for q in asked]
    answers = [_seconds(partial(library.ask, q)) for q in asked]
    figures = {
        "ingest_documents_per_s": documents / taken,
        "ingest_over_embedding": taken / bare,
        "rebuild_unchanged_s": _process("ingest", "--index", str(library.index)),
        "query_p50_ms": _percentile(queries, 50),
        "query_p95_ms": _percentile(queries, 95),
        **_stages(library, asked),
        "answer_p50_ms": _percentile(answers, 50),
        "answer_p95_ms": _percentile(answers, 95),
        "start_s": _process("rag", "search", "convoy", "--index", str(library.index)),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "bytes_per_passage": _bytes(library.index) / passages,
        "approximate_recall@10": _approximate_recall(setup.work),
    }
    return figures, []


def _passages(library: Library) -> list[PassageRow]:
    return list(passage_texts(library.catalogue.db))


def _stages(library: Library, asked: list[str]) -> dict[str, float]:
    """The median of each stage of a search, in milliseconds."""
    indexes = library.indexes.current()
    times: dict[str, list[float]] = {"embed": [], "words": [], "documents": [], "vectors": []}
    for text in asked:
        question = parse(text, NO_FILTERS, None)
        vector = library.embedder.embed([text])[0]
        steps: dict[str, Callable[[], object]] = {
            "embed": partial(library.embedder.embed, [text]),
            "words": partial(indexes.words.passages, question.words, question.dates, None, POOL),
            "documents": partial(indexes.words.documents, question.words, question.dates, None, POOL),
            "vectors": partial(indexes.vectors.search, vector, None, POOL),
        }
        for stage, step in steps.items():
            times[stage].append(_seconds(step))
    return {f"{stage}_p50_ms": _percentile(seconds, 50) for stage, seconds in times.items()}


def _approximate_recall(work: Path) -> float:
    """Recall of the approximate index at the size from which it is used, on random vectors around random centres."""
    random = np.random.default_rng(7)
    centres = random.normal(size=(2000, 384)).astype(np.float32)
    made = centres[random.integers(len(centres), size=APPROXIMATE)]
    made += 0.7 * random.normal(size=made.shape).astype(np.float32)
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    folder = work / "approximate"
    folder.mkdir(parents=True, exist_ok=True)
    vector_index.build(folder, np.arange(len(made), dtype=np.int64), made)
    queries = made[:50] + 0.02 * random.normal(size=(50, 384)).astype(np.float32)
    return vector_index.recall(vector_index.Vectors(folder), queries, NEIGHBOURS)


def _seconds(step: Callable[[], object]) -> float:
    begun = time.perf_counter()
    step()
    return time.perf_counter() - begun


def _process(*arguments: str) -> float:
    """Seconds of a whole process, started as a user starts it."""
    command = [sys.executable, "-m", *arguments]
    return _seconds(lambda: subprocess.run(command, check=True, capture_output=True))


def _percentile(seconds: list[float], share: int) -> float:
    return 1000 * float(np.percentile(seconds, share))


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
