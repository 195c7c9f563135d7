"""Into and out of the catalogue: embed what is new, then a transaction for each document."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ingest.derive import Derived, embedded_text
from rag.compose import Library
from rag.domain.text import Reading
from rag.store import documents as store
from rag.store.catalogue import Connection
from rag.store.files import FileRecord, file_record, forget_file, put_file
from rag.store.progress import Progress

EMBEDDED_TOGETHER = 256


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that was read and cut into passages, not yet embedded."""

    record: FileRecord
    reading: Reading
    dates: tuple[str, ...]
    passages: tuple[Derived, ...]


def commit_arrivals(library: Library, arrivals: Sequence[Arrival]) -> None:
    """Embeds the passages of all together, outside any transaction; then each document goes in by itself."""
    vectors = _vectors(library, [p for arrival in arrivals for p in arrival.passages])
    for arrival in arrivals:
        passages = tuple(
            store.NewPassage(p.start, p.end, p.context, p.dates, p.content, vectors[p.content])
            for p in arrival.passages
        )
        record = arrival.record
        new = store.NewDocument(record.sha256, record.reader, record.path, arrival.reading, arrival.dates, passages)
        with library.catalogue.atomic() as db:
            document_id = store.add_document(db, new, library.embedder.identity)
            _put(db, replace(record, state="indexed", reason="", document_id=document_id))


def attach(library: Library, record: FileRecord) -> bool:
    """Makes the path another name of a document that is already in; False when there is none of its bytes."""
    with library.catalogue.atomic() as db:
        document_id = store.find_document(db, record.sha256, record.reader)
        if document_id is None:
            return False
        _put(db, replace(record, state="indexed", reason="", document_id=document_id))
    return True


def set_state(library: Library, record: FileRecord) -> None:
    """Records a path's state. What was in under it before goes out, unless the record still names it."""
    with library.catalogue.atomic() as db:
        _put(db, record)


def let_go(library: Library, path: str) -> None:
    """The file is gone from the corpus: its document leaves with its last path."""
    with library.catalogue.atomic() as db:
        old = file_record(db, path)
        forget_file(db, path)
        store.remove_if_orphan(db, old.document_id if old else None)


def complete_vectors(library: Library, tell: Callable[[Progress], None]) -> None:
    """Embeds the passages that have no vector of this embedder: it was changed since they went in."""
    identity = library.embedder.identity
    with library.catalogue.reading() as db:
        missing = store.without_vector(db, identity)
    for first in range(0, len(missing), EMBEDDED_TOGETHER):
        tell(Progress("embedding", first, len(missing)))
        with library.catalogue.reading() as db:
            passages = store.load_passages(db, missing[first : first + EMBEDDED_TOGETHER]).values()
        vectors = library.embedder.embed([embedded_text(p.context, p.text) for p in passages])
        with library.catalogue.atomic() as db:
            store.add_vectors(db, identity, [(p.id, v.tobytes()) for p, v in zip(passages, vectors, strict=True)])


def _put(db: Connection, record: FileRecord) -> None:
    """The path's new record; the document that it named before leaves with its last path."""
    old = file_record(db, record.path)
    put_file(db, record)
    if old and old.document_id != record.document_id:
        store.remove_if_orphan(db, old.document_id)


def _vectors(library: Library, passages: Sequence[Derived]) -> dict[str, bytes]:
    """By content hash; only what has no vector yet, or a damaged one, is embedded."""
    embedded = {p.content: p.embedded for p in passages}
    with library.catalogue.reading() as db:
        known = store.known_vectors(db, embedded, library.embedder.identity)
    vectors = {content: vector for content, vector in known.items() if has_unit_length(vector)}
    missing = [content for content in embedded if content not in vectors]
    if missing:
        made = library.embedder.embed([embedded[content] for content in missing])
        vectors |= {content: vector.tobytes() for content, vector in zip(missing, made, strict=True)}
    return vectors


def has_unit_length(vector: bytes) -> bool:
    """Bits that flipped in a stored vector mostly show in its length."""
    return abs(float(np.linalg.norm(np.frombuffer(vector, dtype="<f4").astype(np.float64))) - 1) < 1e-3
