"""The disk fills up: the ingest ends in words, what was committed stays, and with space again it goes on.

Two stand-ins for a full disk. A limit on the size of any file: the kernel then refuses a write as it does on a full
disk, but with another error, and for large files only. And a real one, of a few megabytes in memory, in a mount
namespace of its own: skipped by name where the kernel gives ordinary users none.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ingest_server import IngestServer
from tests.small_corpus import SmallCorpus
from tests.test_crash import OFTEN, assert_nothing_lost, committed_in

MOUNTED = ["unshare", "--map-root-user", "--mount", "sh", "-c", 'mount -t tmpfs -o size=12m tmpfs "$0" && exec "$@"']


def assert_ended_in_words(code: int, log: str) -> None:
    """Done, or an error that says the cure; never a traceback."""
    assert code in (0, 1), log
    assert "Traceback" not in log
    assert code == 0 or ("error: " in log and "space" in log), log


@pytest.fixture
def server(tmp_path: Path) -> Iterator[IngestServer]:
    with IngestServer(tmp_path / "log.txt") as started:
        yield started


def test_a_file_that_may_not_grow(server: IngestServer, tmp_path: Path) -> None:
    corpus, index = SmallCorpus(tmp_path / "corpus", 51), tmp_path / "index"
    corpus.grow(14)
    arguments = ["--corpus", str(corpus.folder), "--index", str(index)]
    server.run(*arguments)
    failures = 0
    sizes = sorted({path.stat().st_size for path in index.rglob("*") if path.stat().st_size > 1000})
    for size in [500, *sizes[:: max(1, len(sizes) // 3)]]:
        corpus.change(5)
        before = committed_in(index)
        server.start(*arguments, constants=OFTEN, largest_file=size - 1)
        code = server.end()
        assert_ended_in_words(code, server.log.read_text())
        failures += code
        assert_nothing_lost(corpus, index, before, f"at {size} bytes")
        assert "all is well" in server.run("verify", "--index", str(index))
    assert failures >= 2
    server.run(*arguments)
    assert committed_in(index) == corpus.state()
    assert "all is well" in server.run("verify", "--index", str(index))


def can_mount(folder: Path) -> bool:
    done = subprocess.run([*MOUNTED, str(folder), "true"], capture_output=True) if shutil.which("unshare") else None
    return done is not None and done.returncode == 0


def test_a_disk_that_is_full(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if not can_mount(disk):
        pytest.skip("this kernel gives ordinary users no mount namespace: no real full disk can be made")
    with IngestServer(tmp_path / "log.txt", inside=[*MOUNTED, str(disk)]) as server:
        fill_and_go_on(server, SmallCorpus(tmp_path / "corpus", 52), disk, tmp_path)


def copied(index: Path, tmp_path: Path) -> Path:
    """The catalogue under a path that SQLite can resolve: it follows /proc's link to the root in our namespace."""
    copy = tmp_path / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for file in index.glob("catalogue.sqlite*"):
        shutil.copy(file, copy)
    return copy


def fill_and_go_on(server: IngestServer, corpus: SmallCorpus, disk: Path, tmp_path: Path) -> None:
    corpus.grow(14)
    arguments = ["--corpus", str(corpus.folder), "--index", str(disk / "index")]
    server.run(*arguments)
    seen = server.root / disk.relative_to("/")
    index, ballast, failures = seen / "index", seen / "ballast", 0
    for left_free in (0, 16, 100, 300):
        corpus.change(5)
        before = committed_in(copied(index, tmp_path))
        free = os.statvfs(seen).f_bavail * os.statvfs(seen).f_frsize
        ballast.write_bytes(bytes(max(0, free - left_free * 1024)))
        server.start(*arguments, constants=OFTEN)
        code = server.end()
        assert_ended_in_words(code, server.log.read_text())
        failures += code
        ballast.unlink()
        assert_nothing_lost(corpus, copied(index, tmp_path), before, f"with {left_free} KiB left")
        assert "all is well" in server.run("verify", "--index", str(disk / "index"))
    assert failures >= 2
    server.run(*arguments)
    assert committed_in(copied(index, tmp_path)) == corpus.state()
    assert len(list((index / "snapshots").iterdir())) == 1
    assert "all is well" in server.run("verify", "--index", str(disk / "index"))
