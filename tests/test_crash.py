"""kill -9 at random moments of the ingest: nothing committed is lost, nothing is half in, and the next run goes on.

Every other kill comes from outside, at a moment uniform over the run's time; the others come just before a line of the
code that commits (store, indexes, snapshot, pipeline), every line that such a run executes being equally likely.
"""

import json
import os
import random
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from ingest.derive import derive
from ingest.verify import problems
from rag.compose import Library, open_library
from rag.index import snapshot as snapshots
from rag.store import rows
from rag.store.documents import load_documents
from rag.store.snapshots import current_snapshot
from tests.hashed_words import HashedWords
from tests.ingest_server import IngestServer
from tests.small_corpus import SmallCorpus

pytestmark = pytest.mark.usefixtures("hashed_words")

SEED = 20261125
DOCUMENTS = 40
CHANGES = 10
# Small batches and frequent publishing: a short run has as many kinds of moments as a long one.
OFTEN = {
    "ingest.commit.EMBEDDED_TOGETHER": 6,
    "ingest.pipeline.EMBEDDED_TOGETHER": 6,
    "ingest.pipeline.PUBLISH_SECONDS": 0.2,
}
# Extending the indexes instead of building them anew, which is what large collections do.
EXTENDING = OFTEN | {"rag.indexes.SCRATCH_BELOW": 0}


@dataclass
class Bench:
    """What a round needs, and what is known about such runs."""

    server: IngestServer
    folder: Path
    random: random.Random

    def arguments(self, corpus: SmallCorpus, index: Path) -> list[str]:
        return ["--corpus", str(corpus.folder), "--index", str(index)]


@dataclass(frozen=True)
class Moments:
    """How long a run takes, and which lines it executes how often."""

    seconds: float
    lines: list[tuple[str, int, int]]

    def pick(self, chance: random.Random, by_line: bool) -> tuple[float, list[object] | None]:
        if not by_line:
            return chance.uniform(0, self.seconds), None
        file, line, times = chance.choice(self.lines)
        return 120.0, [file, line, chance.randint(1, times)]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with IngestServer(tmp_path / "log.txt") as server:
        yield Bench(server, tmp_path, random.Random(SEED))


def test_a_killed_ingest_loses_nothing_and_goes_on(bench: Bench, request: pytest.FixtureRequest) -> None:
    large, small = SmallCorpus(bench.folder / "large", SEED), SmallCorpus(bench.folder / "small", SEED + 1)
    large.grow(DOCUMENTS)
    small.grow(DOCUMENTS // 4)
    first = measured(bench, small, bench.folder / "measured", OFTEN)
    index = bench.folder / "index"
    bench.server.run(*bench.arguments(large, index), constants=OFTEN)
    large.change(CHANGES)
    later = measured(bench, large, index, EXTENDING)

    kills, wanted, attempts = 0, request.config.getoption("--kills"), 0
    while kills < wanted:
        attempts += 1
        assert attempts <= 4 * wanted + 10, f"only {kills} of {attempts} runs could be killed in time"
        # A first run has moments of its own: the schema, the first snapshot.
        new = attempts % 5 == 4
        corpus, where = (small, bench.folder / f"new-{attempts}") if new else (large, index)
        constants = OFTEN if new or attempts % 3 == 0 else EXTENDING
        corpus.change(2 if new else CHANGES)
        kills += killed(bench, corpus, where, constants, first if new else later, by_line=attempts % 2 == 0)
        if new or attempts % 4 == 0:
            bench.server.run(*bench.arguments(corpus, where), constants=constants)
            assert_whole(corpus, where)
    bench.server.run(*bench.arguments(large, index))
    assert_whole(large, index)


def measured(bench: Bench, corpus: SmallCorpus, index: Path, constants: dict[str, float]) -> Moments:
    """A whole run, counted, and its time (which counting stretches: the latest moments are never reached)."""
    lines = bench.folder / "lines.json"
    before = time.monotonic()
    bench.server.run(*bench.arguments(corpus, index), constants=constants, lines=str(lines))
    return Moments(time.monotonic() - before, [tuple(line) for line in json.loads(lines.read_text())])


def killed(
    bench: Bench, corpus: SmallCorpus, index: Path, constants: dict[str, float], moments: Moments, by_line: bool
) -> bool:
    """Whether the run could be killed before its end; what it left is checked in both cases."""
    seconds, line = moments.pick(bench.random, by_line)
    committed = committed_in(index)
    process = bench.server.start(*bench.arguments(corpus, index), constants=constants, kill=line)
    watching = threading.Event()
    timer = threading.Timer(seconds, lambda: kill(process))
    timer.start()
    seen = [committed]
    watcher = threading.Thread(target=lambda: watch(index, watching, seen))
    watcher.start()
    code = bench.server.end()
    timer.cancel()
    watching.set()
    watcher.join()
    assert code in (0, -signal.SIGKILL), bench.server.log.read_text()
    told = f"killed after {seconds:.3f} s" if line is None else f"killed at {line}"
    if (index / "catalogue.sqlite").exists():
        assert_nothing_lost(corpus, index, seen[-1], told)
        assert_consistent(corpus, index, told)
    else:
        assert not seen[-1], told
    return code != 0


def kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return


def watch(index: Path, ended: threading.Event, seen: list[dict[str, str]]) -> None:
    """Another process's view of what is committed, up to the moment of death."""
    while not ended.wait(0.004):
        seen.append(committed_in(index))


def committed_in(index: Path) -> dict[str, str]:
    """Path to SHA-256 of all that is in; nothing while there is no schema yet."""
    path = index / "catalogue.sqlite"
    if not path.exists():
        return {}
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30) as db:
            return dict(
                db.execute("SELECT f.path, d.sha256 FROM files f JOIN documents d ON d.id = f.document_id").fetchall()
            )
    except sqlite3.OperationalError as error:
        assert "no such table" in str(error)
        return {}


def assert_nothing_lost(corpus: SmallCorpus, index: Path, before: dict[str, str], told: str) -> None:
    """What was in is still in, in this version or, where the file was edited, in the new one."""
    now, files = committed_in(index), corpus.state()
    for path, sha256 in before.items():
        if path in files:
            assert now.get(path) in (sha256, files[path]), f"{path} is lost, {told}"
        elif sha256 in files.values():
            assert sha256 in now.values(), f"the document of {path}, renamed, is lost, {told}"


def assert_consistent(corpus: SmallCorpus, index: Path, told: str) -> None:
    """Nothing is half in, the indexes agree with the catalogue, and nothing needed healing."""
    # Opened as the next ingest opens it: a run killed at its very first moments leaves a catalogue without a corpus.
    library = open_library(index, corpus.folder, new_with=corpus.folder)
    try:
        record = current_snapshot(library.catalogue.db)
        if record:
            snapshots.check(index / "snapshots", snapshots.Snapshot(**json.loads(record)))
        assert problems(library) == [], told
        assert library.indexes.healed == [], told
        assert_each_document_is_whole(corpus, library, told)
    finally:
        library.catalogue.close()


def assert_each_document_is_whole(corpus: SmallCorpus, library: Library, told: str) -> None:
    """Every document, passage and vector against what this process makes of the bytes."""
    indexes = library.indexes.current()
    with library.catalogue.reading() as db:
        documents = load_documents(db, rows.document_ids(db))
        spans, owners = rows.passage_spans(db), rows.passage_documents(db)
        stored = dict(rows.vectors(db, library.embedder.identity))
        names = dict(db.execute("SELECT id, read_as FROM documents").fetchall())
    texts: dict[int, str] = {}
    for document in documents.values():
        assert document.text.strip() == corpus.texts[document.sha256].strip(), told
        _, expected = derive(document.reading, names[document.id].rsplit("/", 1)[-1])
        ids = sorted(id_ for id_, owner in owners.items() if owner == document.id)
        assert [(spans[i].start, spans[i].end) for i in ids] == [(p.start, p.end) for p in expected], told
        texts |= {id_: passage.embedded for id_, passage in zip(ids, expected, strict=True)}
        word = corpus.word(document.text)
        assert [i for i, _ in indexes.words.documents(word, (), None, 10)] == [document.id], told
    assert sorted(stored) == sorted(texts) == indexes.vectors.ids().tolist(), told
    for id_, text in texts.items():
        vector = HashedWords().embed([text])[0]
        assert stored[id_] == vector.tobytes(), told
        assert np.array_equal(indexes.vectors.reconstruct(id_), vector), told


def assert_whole(corpus: SmallCorpus, index: Path) -> None:
    """After a run that came to its end, the index is exactly the corpus, with nothing left over."""
    assert committed_in(index) == corpus.state()
    assert_consistent(corpus, index, "after a whole run")
    assert len(list((index / "snapshots").iterdir())) == 1
