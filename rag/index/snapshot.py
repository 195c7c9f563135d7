"""Snapshots: folders of index files that appear whole, or not at all, and are known by their checksums.

    <root>/<name>/manifest.json     what it shows, and the SHA-256 of every other file
    <root>/<name>/words, vectors    the files themselves, never written again
    <root>/.<name>                  one being written, or one that leaves

Which one is current is a row in the catalogue, not known here.
"""

import fcntl
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from rag.errors import SnapshotError

MANIFEST = "manifest.json"
CURE = "python -m ingest rebuilds it"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A published snapshot: its folder, what it was made from, the checksum over those rows (`derived_checksum`)."""

    name: str
    generation: int
    embedder: str
    passages: int
    documents: int
    derived: str
    manifest_sha256: str


def publish(
    root: Path,
    write: Callable[[Path], None],
    *,
    generation: int,
    embedder: str,
    passages: int,
    documents: int,
    derived: str,
) -> Snapshot:
    """Let `write` fill a new folder, which gets its name once it is durably on disk.

    Raises SnapshotError when the disk refuses; then nothing of it is left.
    """
    name = f"{generation:08d}-{secrets.token_hex(4)}"
    unfinished = root / f".{name}"
    try:
        unfinished.mkdir(parents=True)
        with _locked(unfinished, fcntl.LOCK_SH):
            write(unfinished)
            snapshot = _seal(unfinished, Snapshot(name, generation, embedder, passages, documents, derived, ""))
            unfinished.rename(root / name)
            _fsync(root)
    except OSError as error:
        raise SnapshotError(
            f"the search index cannot be written under {root} ({error.strerror or error}): free some space or mend"
            " the disk and run python -m ingest again; what was indexed before stays as it was"
        ) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return snapshot


def check(root: Path, snapshot: Snapshot) -> Path:
    """The snapshot's folder, every byte as it was published. Raises SnapshotError naming the file that is not."""
    folder = root / snapshot.name
    manifest = folder / MANIFEST
    if _sha256(manifest) != snapshot.manifest_sha256:
        raise SnapshotError(f"{manifest} is not as it was written: {CURE}")
    expected: dict[str, str] = json.loads(manifest.read_bytes())["files"]
    for name, digest in expected.items():
        if _sha256(folder / name) != digest:
            raise SnapshotError(f"{folder / name} is not as it was written: {CURE}")
    for name in _files(folder):
        if name not in expected:
            raise SnapshotError(f"{folder / name} does not belong to the index: {CURE}")
    return folder


@contextmanager
def lease(root: Path, snapshot: Snapshot) -> Iterator[Path]:
    """Hold the snapshot: `prune` leaves it alone meanwhile. Raises SnapshotError when it has left already."""
    folder = root / snapshot.name
    gone = SnapshotError(f"{folder} is not there: {CURE}, unless a newer one has just replaced it")
    if not folder.exists():
        raise gone
    with _locked(folder, fcntl.LOCK_SH):
        # Between opening and locking, a pruner may have been faster.
        if not folder.exists():
            raise gone
        yield folder


def prune(root: Path, keep: str) -> list[str]:
    """Remove every snapshot but `keep`, and what killed runs left behind, where no one holds it. Their names."""
    removed = []
    for folder in sorted(root.iterdir() if root.exists() else ()):
        if folder.name == keep or not folder.is_dir():
            continue
        with suppress(BlockingIOError, FileNotFoundError), _locked(folder, fcntl.LOCK_EX | fcntl.LOCK_NB):
            # Renamed first: a snapshot is whole or not there, also when this run is killed here.
            leaving = folder if folder.name.startswith(".") else folder.rename(root / f".{folder.name}")
            shutil.rmtree(leaving)
            removed.append(folder.name)
    return removed


def derived_checksum(rows: Iterable[tuple[int, bytes]], embedder: str) -> str:
    """SHA-256 over the embedder and each passage's id and vector, in the order of the ids."""
    digest = hashlib.sha256(embedder.encode())
    for id_, vector in rows:
        digest.update(b"%d:%d:" % (id_, len(vector)))
        digest.update(vector)
    return digest.hexdigest()


def _seal(folder: Path, snapshot: Snapshot) -> Snapshot:
    """Write the manifest, and wait until every file is on disk."""
    files = {name: _sha256(folder / name) for name in _files(folder)}
    about = asdict(snapshot)
    del about["manifest_sha256"]
    manifest = json.dumps(about | {"files": files}, indent=1).encode()
    (folder / MANIFEST).write_bytes(manifest)
    for path in (*folder.rglob("*"), folder):
        _fsync(path)
    return replace(snapshot, manifest_sha256=hashlib.sha256(manifest).hexdigest())


def _files(folder: Path) -> list[str]:
    """Relative names, `/` between folders; not the manifest, nor the empty lock files that tantivy's readers make."""
    found = (path for path in folder.rglob("*") if not path.is_dir() and path.suffix != ".lock")
    return sorted(path.relative_to(folder).as_posix() for path in found if path != folder / MANIFEST)


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SnapshotError(f"{path} cannot be read ({error.strerror}): {CURE}") from error


def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _locked(folder: Path, kind: int) -> Iterator[None]:
    """An advisory lock on the folder itself, freed by any death of its holder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, kind)
        yield
    finally:
        os.close(descriptor)
