"""The search indexes as derived from the catalogue: opened, caught up, healed."""

import json
import shutil
import threading
from collections.abc import Collection, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.errors import SnapshotError
from rag.index import snapshot as snapshots
from rag.index import vectors as vector_index
from rag.index import words as word_index
from rag.index.snapshot import Snapshot
from rag.index.vectors import Vectors
from rag.index.words import Words
from rag.store import rows
from rag.store.catalogue import Catalogue, Connection
from rag.store.locks import writer_lock
from rag.store.snapshots import current_snapshot, put_snapshot

# When documents departed, a smaller index is made from scratch: seconds, and word statistics hold nothing of theirs.
SCRATCH_BELOW = 20_000


@dataclass(frozen=True, slots=True)
class Indexes:
    """A published snapshot, opened; `owners` gives each passage's document.

    The lease keeps its files until the last one who searches has left.
    """

    snapshot: Snapshot
    words: Words
    vectors: Vectors
    owners: Mapping[int, int]
    lease: ExitStack


class IndexKeeper:
    """Hands out indexes that show the catalogue, for one embedder. Safe for many threads and processes."""

    def __init__(self, index: Path, catalogue: Catalogue, embedder: str) -> None:
        self.root = index / "snapshots"
        self._index = index
        self._catalogue = catalogue
        self._embedder = embedder
        # An index made by another embedder, or with words cut in another way, cannot serve.
        self._made_with = f"{embedder}, words {word_index.VERSION}"
        self._lock = threading.Lock()
        self._opened: Indexes | None = None
        self.healed: list[str] = []

    def current(self) -> Indexes:
        """The indexes at the catalogue's generation; an older one only while another run is about to publish.

        Raises SnapshotError while the first one is still being made, or when passages lack vectors.
        """
        with self._lock:
            wanted = self._catalogue.generation()
            stored = self._stored()
            if self._opened is not None and stored == self._opened.snapshot and stored.generation == wanted:
                return self._opened
            if stored is None or stored.generation != wanted or stored.embedder != self._made_with:
                with writer_lock(self._index, wait=False) as held:
                    if held:
                        stored = self._publish()
            if stored is None or stored.embedder != self._made_with:
                raise SnapshotError("the index is still being built: ask again in a moment")
            if self._opened is None or self._opened.snapshot != stored:
                self._opened = self._open(stored)
            return self._opened

    def publish(self, anew: bool = False) -> Snapshot:
        """Bring the published snapshot up to the catalogue, `anew` from scratch. The caller holds the writer's lock."""
        with self._lock:
            return self._publish(anew)

    def _stored(self) -> Snapshot | None:
        with self._catalogue.reading() as db:
            record = current_snapshot(db)
        return Snapshot(**json.loads(record)) if record else None

    def _open(self, stored: Snapshot) -> Indexes:
        """Opens, or notices damage by name and makes the snapshot anew from the catalogue."""
        try:
            return self._opened_from(stored)
        except SnapshotError as error:
            now = self._stored()
            if now is not None and now != stored:
                return self._open(now)  # another process has just replaced it
            self.healed.append(f"{error}: made anew from the catalogue")
        # No waiting: who has the lock may be waiting for ours.
        with writer_lock(self._index, wait=False) as held:
            if not held:
                raise SnapshotError("the index was damaged and is being made anew: ask again in a moment")
            return self._opened_from(self._publish(anew=True))

    def _opened_from(self, stored: Snapshot) -> Indexes:
        with ExitStack() as held:
            held.enter_context(snapshots.lease(self.root, stored))
            folder = snapshots.check(self.root, stored)
            words, vectors = Words(folder / "words"), Vectors(folder / "vectors")
            with self._catalogue.reading() as db:
                owners = rows.passage_documents(db)
            return Indexes(stored, words, vectors, owners, held.pop_all())

    def _publish(self, anew: bool = False) -> Snapshot:
        with self._catalogue.reading() as db:
            generation = self._catalogue.generation()
            old = None if anew else self._intact(generation)
            if old is not None and old.generation == generation:
                snapshots.prune(self.root, old.name)  # what a run that was killed here has left
                return old
            documents, passages = rows.counts(db)
            new = snapshots.publish(
                self.root,
                write=lambda folder: self._write(db, folder, old),
                generation=generation,
                embedder=self._made_with,
                passages=passages,
                documents=documents,
                derived=_derived(db, self._embedder, passages),
            )
        with self._catalogue.atomic() as db:
            put_snapshot(db, json.dumps(asdict(new)), new.generation)
        snapshots.prune(self.root, new.name)
        return new

    def _intact(self, generation: int) -> Snapshot | None:
        """The stored snapshot, when it can serve as it is or be extended."""
        stored = self._stored()
        if stored is None or stored.embedder != self._made_with or stored.generation > generation:
            return None
        try:
            snapshots.check(self.root, stored)
        except SnapshotError as error:
            self.healed.append(f"{error}: made anew from the catalogue")
            return None
        return stored

    def _write(self, db: Connection, folder: Path, old: Snapshot | None) -> None:
        gone = rows.departed(db, old.generation) if old else []
        if old is None or (gone and old.passages < SCRATCH_BELOW):
            _build(db, folder, self._embedder)
        else:
            shutil.copytree(self.root / old.name / "words", folder / "words")
            shutil.copytree(self.root / old.name / "vectors", folder / "vectors")
            _extend(db, folder, self._embedder, old.generation, gone)


def _build(db: Connection, folder: Path, embedder: str) -> None:
    word_index.build(folder / "words", rows.passage_texts(db), rows.document_texts(db))
    vector_index.build(folder / "vectors", *_matrix(rows.vectors(db, embedder)))


def _extend(db: Connection, folder: Path, embedder: str, since: int, gone: Collection[rows.Departed]) -> None:
    word_index.extend(
        folder / "words",
        rows.passage_texts(db, since),
        rows.document_texts(db, since),
        [d.document_id for d in gone],
    )
    left = np.array([i for d in gone for i in d.passages], dtype=np.int64)
    vector_index.extend(folder / "vectors", *_matrix(rows.vectors(db, embedder, since)), left)


def _matrix(pairs: Iterable[tuple[int, bytes]]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    ids, vectors = [], []
    for id_, vector in pairs:
        ids.append(id_)
        vectors.append(np.frombuffer(vector, dtype="<f4"))
    # An empty index has a dimension too; nobody searches it.
    return np.array(ids, dtype=np.int64), np.stack(vectors) if vectors else np.zeros((0, 1), dtype=np.float32)


def _derived(db: Connection, embedder: str, passages: int) -> str:
    """The checksum over what the indexes are derived from. Raises SnapshotError where vectors are missing."""
    pairs = list(rows.vectors(db, embedder))
    if len(pairs) != passages:
        raise SnapshotError(
            f"{passages - len(pairs)} of {passages} passages have no vectors of {embedder}: run python -m ingest"
        )
    return snapshots.derived_checksum(pairs, embedder)
