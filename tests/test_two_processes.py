"""A reader asks while another process writes: it never sees half a change. Two writers wait for each other."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.compose import Library, open_library
from rag.domain.answers import Filters, Hit
from rag.errors import SnapshotError
from rag.store.locks import writer_lock
from tests.ingest_server import IngestServer
from tests.small_corpus import SmallCorpus
from tests.test_crash import OFTEN, committed_in

pytestmark = pytest.mark.usefixtures("hashed_words")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IngestServer]:
    with IngestServer(tmp_path_factory.mktemp("log") / "log.txt") as started:
        yield started


def arguments(corpus: SmallCorpus, index: Path) -> list[str]:
    return ["--corpus", str(corpus.folder), "--index", str(index)]


def assert_of_one_moment(corpus: SmallCorpus, hits: list[Hit]) -> None:
    """Each document in one whole version, each passage its verbatim slice, no file in two versions."""
    documents = {hit.document.id: hit.document for hit in hits}
    for document in documents.values():
        assert document.text.strip() == corpus.texts[document.sha256].strip()
    for hit in hits:
        assert hit.document.text[hit.passage.start : hit.passage.end] == hit.passage.text
        assert hit.passage.document_id == hit.document.id
    paths = [path for document in documents.values() for path in document.paths]
    assert len(paths) == len(set(paths))


def test_a_reader_never_sees_half_a_change(server: IngestServer, tmp_path: Path) -> None:
    corpus, index = SmallCorpus(tmp_path / "corpus", 31), tmp_path / "index"
    corpus.grow(16)
    server.run(*arguments(corpus, index), constants=OFTEN)
    library = open_library(index)
    stop, asked, failures = threading.Event(), [0], list[BaseException]()

    def read() -> None:
        generation = 0
        while not stop.is_set():
            hits, _ = library.search("Who closed the northern quay?", Filters(), limit=200)
            assert_of_one_moment(corpus, hits)
            assert library.indexes.current().snapshot.generation >= generation
            generation = library.indexes.current().snapshot.generation
            asked[0] += 1

    def reading() -> None:
        try:
            read()
        except BaseException as error:
            failures.append(error)
            raise

    readers = [threading.Thread(target=reading) for _ in range(2)]
    for reader in readers:
        reader.start()
    for _ in range(4):
        corpus.change(6)
        server.run(*arguments(corpus, index), constants=OFTEN)
    stop.set()
    for reader in readers:
        reader.join()
    assert not failures
    assert asked[0] > 10
    assert committed_in(index) == corpus.state()
    assert_every_document_is_found(corpus, library)


def assert_every_document_is_found(corpus: SmallCorpus, library: Library) -> None:
    for sha256 in set(corpus.state().values()):
        word = corpus.word(corpus.texts[sha256])
        assert library.search(word, Filters(), limit=1)[0][0].document.sha256 == sha256


def test_two_writers_wait_for_each_other_and_readers_for_neither(server: IngestServer, tmp_path: Path) -> None:
    corpus, index = SmallCorpus(tmp_path / "corpus", 32), tmp_path / "index"
    corpus.grow(8)
    server.run(*arguments(corpus, index))
    corpus.change(4)
    with IngestServer(tmp_path / "second.txt") as second:
        first_run = server.start(*arguments(corpus, index), constants=OFTEN)
        wait_until_it_writes(index)
        os.kill(first_run, signal.SIGSTOP)
        ended = threading.Event()
        second.start(*arguments(corpus, index))
        waiter = threading.Thread(target=lambda: (codes.append(second.end()), ended.set()))
        codes = list[int]()
        waiter.start()
        hits, _ = open_library(index).search("lighthouse", Filters(), limit=100)
        assert_of_one_moment(corpus, hits)
        assert hits
        assert not ended.wait(1.5), second.log.read_text()
        os.kill(first_run, signal.SIGCONT)
        assert server.end() == 0, server.log.read_text()
        waiter.join()
        assert codes == [0], second.log.read_text()
    assert committed_in(index) == corpus.state()


def wait_until_it_writes(index: Path) -> None:
    """The first run holds the writers' lock: one that does not wait for it gets none."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with writer_lock(index, wait=False) as held:
            if not held:
                return
        time.sleep(0.002)
    raise AssertionError("the first run never began to write")


def test_two_first_runs_make_one_index(server: IngestServer, tmp_path: Path) -> None:
    corpus, index = SmallCorpus(tmp_path / "corpus", 33), tmp_path / "index"
    corpus.grow(5)
    with IngestServer(tmp_path / "second.txt") as second:
        server.start(*arguments(corpus, index))
        second.start(*arguments(corpus, index))
        assert (server.end(), second.end()) == (0, 0), server.log.read_text() + second.log.read_text()
    assert committed_in(index) == corpus.state()
    assert_every_document_is_found(corpus, open_library(index))


def test_a_first_index_that_is_not_there_yet_says_so(tmp_path: Path) -> None:
    """Asking while the very first run is at work."""
    corpus = SmallCorpus(tmp_path / "corpus", 34)
    corpus.grow(1)
    library = open_library(tmp_path / "index", new_with=corpus.folder)
    with writer_lock(tmp_path / "index"), pytest.raises(SnapshotError, match="in a moment"):
        library.search("quay", Filters())
