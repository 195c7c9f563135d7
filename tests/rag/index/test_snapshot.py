import errno
import json
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path

import pytest

from rag.errors import SnapshotError
from rag.index.snapshot import Snapshot, check, derived_checksum, lease, prune, publish

FILES = {"words/meta.json": b'{"a": 1}', "words/segments/one.idx": b"\x00\x01" * 500, "vectors/v": b"abc"}


def fill(folder: Path) -> None:
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def published(root: Path, generation: int = 7, write=fill) -> Snapshot:
    return publish(root, write, generation=generation, embedder="e", passages=3, documents=2, derived="d" * 64)


def names(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir())


def test_a_published_snapshot_checks_and_describes_itself(tmp_path):
    snapshot = published(tmp_path / "snapshots")
    folder = check(tmp_path / "snapshots", snapshot)
    assert {name: (folder / name).read_bytes() for name in FILES} == FILES
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert manifest["generation"] == 7 and sorted(manifest["files"]) == sorted(FILES)
    assert Snapshot(**json.loads(json.dumps(asdict(snapshot)))) == snapshot


def test_two_of_one_generation_stand_side_by_side(tmp_path):
    first, second = published(tmp_path), published(tmp_path)
    assert first.name != second.name
    assert check(tmp_path, first) != check(tmp_path, second)


@pytest.mark.parametrize("name", [*FILES, "manifest.json"])
@pytest.mark.parametrize("damage", ["flip", "cut", "grow", "delete"])
def test_every_damage_is_noticed_by_the_name_of_the_file(tmp_path, name, damage):
    snapshot = published(tmp_path)
    path = check(tmp_path, snapshot) / name
    content = path.read_bytes()
    if damage == "delete":
        path.unlink()
    else:
        flipped = bytes([content[0] ^ 4]) + content[1:]
        path.write_bytes({"flip": flipped, "cut": content[:-1], "grow": content + b"\0"}[damage])
    with pytest.raises(SnapshotError, match=rf"{name}.*python -m ingest"):
        check(tmp_path, snapshot)


def test_a_file_that_does_not_belong_is_noticed_but_not_lock_files(tmp_path):
    snapshot = published(tmp_path)
    folder = check(tmp_path, snapshot)
    (folder / "words" / ".tantivy-meta.lock").touch()
    check(tmp_path, snapshot)
    (folder / "words" / "stray").touch()
    with pytest.raises(SnapshotError, match="words/stray"):
        check(tmp_path, snapshot)


def test_a_manifest_of_another_snapshot_does_not_pass(tmp_path):
    """Each file is intact, but they are not the ones that the catalogue points at."""
    old, new = published(tmp_path, 1), published(tmp_path, 2)
    check(tmp_path, old).rename(tmp_path / "aside")
    check(tmp_path, new).rename(tmp_path / old.name)
    with pytest.raises(SnapshotError, match=r"manifest\.json"):
        check(tmp_path, old)


@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "No space left on device"), KeyError("x")])
def test_a_failed_write_leaves_nothing(tmp_path, failure):
    def half(folder: Path) -> None:
        fill(folder)
        raise failure

    before = published(tmp_path)
    expected = SnapshotError if isinstance(failure, OSError) else KeyError
    with pytest.raises(expected) as caught:
        published(tmp_path, 8, half)
    if expected is SnapshotError:
        assert "No space left on device" in str(caught.value) and "free some space" in str(caught.value)
    assert names(tmp_path) == [before.name]


def test_a_file_over_the_limit_of_the_disk_leaves_nothing(tmp_path):
    """A real refusal by the kernel, in a process that may not write files larger than 100 kB."""
    script = f"""
import resource, signal, sys
from pathlib import Path
from rag.index.snapshot import publish
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
publish(Path({str(tmp_path)!r}), lambda f: (f / "big").write_bytes(bytes(200_000)),
        generation=1, embedder="e", passages=0, documents=0, derived="")
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert "SnapshotError: the search index cannot be written" in done.stderr and "File too large" in done.stderr
    assert names(tmp_path) == []


def test_prune_keeps_the_current_one_and_those_with_readers(tmp_path):
    first, second, third = published(tmp_path, 1), published(tmp_path, 2), published(tmp_path, 3)
    with lease(tmp_path, first) as folder:
        assert prune(tmp_path, third.name) == [second.name]
        assert (folder / "vectors" / "v").read_bytes() == b"abc"
        with lease(tmp_path, first):
            pass
        assert prune(tmp_path, third.name) == []
    assert prune(tmp_path, third.name) == [first.name]
    assert names(tmp_path) == [third.name]


def test_prune_removes_what_killed_runs_left_but_not_what_is_being_written(tmp_path):
    (tmp_path / ".00000001-abandoned").mkdir()
    writing, go_on = threading.Event(), threading.Event()

    def slowly(folder: Path) -> None:
        fill(folder)
        writing.set()
        assert go_on.wait(10)

    results: list[Snapshot] = []
    thread = threading.Thread(target=lambda: results.append(published(tmp_path, 2, slowly)))
    thread.start()
    assert writing.wait(10)
    assert prune(tmp_path, "none") == [".00000001-abandoned"]
    go_on.set()
    thread.join()
    check(tmp_path, results[0])


def test_a_reader_that_was_killed_holds_nothing(tmp_path):
    snapshot = published(tmp_path)
    script = f"""
import sys
from pathlib import Path
from rag.index.snapshot import Snapshot, lease
with lease(Path({str(tmp_path)!r}), Snapshot(**{asdict(snapshot)!r})):
    print("held", flush=True)
    sys.stdin.read()
"""
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reader:
        assert reader.stdout.readline() == b"held\n"
        assert prune(tmp_path, "none") == []
        reader.kill()
    assert prune(tmp_path, "none") == [snapshot.name]


def test_a_snapshot_that_has_left_cannot_be_held(tmp_path):
    snapshot = published(tmp_path)
    prune(tmp_path, "none")
    with pytest.raises(SnapshotError, match="newer one"), lease(tmp_path, snapshot):
        pass


def test_prune_of_a_folder_that_is_not_there(tmp_path):
    assert prune(tmp_path / "nothing", "x") == []


def test_the_derived_checksum_sees_every_part():
    rows = [(1, b"\x01\x02"), (2, b"\x03\x04")]
    variants = [
        derived_checksum(rows, "e"),
        derived_checksum(rows, "f"),
        derived_checksum(rows[::-1], "e"),
        derived_checksum(rows[:1], "e"),
        derived_checksum([(1, b"\x01\x02"), (3, b"\x03\x04")], "e"),
        derived_checksum([(1, b"\x01\x02"), (2, b"\x03\x05")], "e"),
        derived_checksum([(1, b"\x01\x02\x03"), (2, b"\x04")], "e"),
        derived_checksum([], "e"),
    ]
    assert len(set(variants)) == len(variants)
    assert derived_checksum(iter(rows), "e") == variants[0]
