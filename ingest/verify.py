"""Every invariant of an index, checked: `python -m ingest verify`."""

from collections.abc import Iterator

import numpy as np

from ingest.commit import has_unit_length
from ingest.derive import content_hash, embedded_text
from rag.compose import Library
from rag.domain.rows import PassageRow
from rag.errors import SnapshotError
from rag.index.snapshot import derived_checksum
from rag.store import rows
from rag.store.catalogue import Connection
from rag.store.documents import load_documents

EMBEDDED_TOGETHER = 256
# Other batches pad to other lengths, and sums in another order differ in the last bits.
SAME_VECTOR = 0.9999


def problems(library: Library, embeddings: bool = False) -> list[str]:
    """What is wrong, in words; nothing when all is well. With `embeddings`, every passage is embedded again."""
    found = library.catalogue.problems()
    if found:
        return found
    with library.catalogue.reading() as db:
        found += _documents(db)
    found += _indexes(library)
    if embeddings:
        found += _embeddings(library)
    return found


def _documents(db: Connection) -> Iterator[str]:
    """Passages are slices of their document, with the hash of what was embedded; no document is without a file."""
    passages: dict[int, list[PassageRow]] = {}
    for row in rows.passage_texts(db):
        passages.setdefault(row.document_id, []).append(row)
    spans = rows.passage_spans(db)
    for id_ in rows.document_ids(db):
        document = load_documents(db, [id_]).get(id_)
        if document is None:
            yield f"document {id_} belongs to no file"
            continue
        if not passages.get(id_):
            yield f"{document.path}: no passages"
        for row in passages.get(id_, ()):
            span = spans[row.id]
            if not 0 <= span.start < span.end <= len(document.text):
                yield f"{document.path}: passage {row.id} is no slice of the text"
            if content_hash(embedded_text(row.context, row.text)) != span.content:
                yield f"{document.path}: passage {row.id} is not what was embedded"


def _indexes(library: Library) -> Iterator[str]:
    """The published snapshot is intact, and holds exactly the catalogue's passages, documents and vectors."""
    before = len(library.indexes.healed)
    try:
        indexes = library.indexes.current()
    except SnapshotError as error:
        yield str(error)
        return
    yield from library.indexes.healed[before:]
    with library.catalogue.reading() as db:
        if indexes.snapshot.generation != library.generation():
            yield "another run is at work: verify again when it has ended"
            return
        pairs = list(_vectors(library, db))
        documents = rows.document_ids(db)
        owners = rows.passage_documents(db)
    if derived_checksum(pairs, library.embedder.identity) != indexes.snapshot.derived:
        yield "the index was not derived from the vectors that the catalogue holds now: python -m ingest rebuild"
    stored = {id_: np.frombuffer(vector, dtype="<f4") for id_, vector in pairs}
    if set(stored) != set(owners):
        yield f"{len(set(owners) - set(stored))} passages have no vector"
    if indexes.vectors.ids().tolist() != sorted(stored):
        yield "the vector index does not hold the passages of the catalogue"
    elif any(not np.array_equal(indexes.vectors.reconstruct(id_), vector) for id_, vector in stored.items()):
        yield "the vector index holds a vector that is not the catalogue's"
    if indexes.words.passage_ids() != sorted(owners):
        yield "the word index does not hold the passages of the catalogue"
    if indexes.words.document_ids() != documents:
        yield "the word index does not hold the documents of the catalogue"
    yield from (
        f"passage {id_}: its vector is not of unit length: python -m ingest rebuild"
        for id_, vector in pairs
        if not has_unit_length(vector)
    )


def _embeddings(library: Library) -> Iterator[str]:
    """Every stored vector is the embedding of its passage's text."""
    with library.catalogue.reading() as db:
        stored = dict(_vectors(library, db))
        passages = list(rows.passage_texts(db))
    for first in range(0, len(passages), EMBEDDED_TOGETHER):
        batch = passages[first : first + EMBEDDED_TOGETHER]
        made = library.embedder.embed([embedded_text(row.context, row.text) for row in batch])
        for row, vector in zip(batch, made, strict=True):
            if row.id not in stored or float(vector @ np.frombuffer(stored[row.id], dtype="<f4")) < SAME_VECTOR:
                yield f"passage {row.id}: its vector is not the embedding of its text"


def _vectors(library: Library, db: Connection) -> Iterator[tuple[int, bytes]]:
    return rows.vectors(db, library.embedder.identity)
