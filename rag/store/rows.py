"""What the search indexes are made of, read from the catalogue, whole or since a generation."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from sqlite3 import Connection

from rag.domain.rows import DocumentRow, PassageRow


@dataclass(frozen=True, slots=True)
class PassageSpan:
    """Where a passage lies in its document, and the hash of what was embedded."""

    start: int
    end: int
    content: str


@dataclass(frozen=True, slots=True)
class Departed:
    """A document that left, with the passages it had."""

    document_id: int
    passages: tuple[int, ...]


def passage_texts(db: Connection, since: int = 0) -> Iterator[PassageRow]:
    """Passages of documents that came in after generation `since`, in the order of their ids."""
    # Cut here and not by substr(), which counts from the text's beginning for each passage. Both ids rise together.
    sql = "SELECT id, start, end, context, dates FROM passages WHERE document_id = ? ORDER BY id"
    documents = db.execute("SELECT id, text FROM documents WHERE generation > ? ORDER BY id", (since,))
    for document_id, whole in documents:
        for id_, start, end, context, dates in db.execute(sql, (document_id,)):
            yield PassageRow(id_, document_id, whole[start:end], context, tuple(json.loads(dates)))


def document_texts(db: Connection, since: int = 0) -> Iterator[DocumentRow]:
    """Whole documents that came in after generation `since`; `context` is the first passage's."""
    sql = (
        "SELECT d.id, d.text,"
        " coalesce((SELECT context FROM passages WHERE document_id = d.id ORDER BY id LIMIT 1), ''),"
        " d.dates FROM documents d WHERE d.generation > ? ORDER BY d.id"
    )
    for id_, text, context, dates in db.execute(sql, (since,)):
        yield DocumentRow(id_, text, context, tuple(json.loads(dates)))


def vectors(db: Connection, embedder: str, since: int = 0) -> Iterator[tuple[int, bytes]]:
    """Passage id and vector (bytes of float32), in the order of the ids."""
    sql = (
        "SELECT p.id, e.vector FROM passages p JOIN documents d ON d.id = p.document_id"
        " JOIN embeddings e ON e.passage_id = p.id AND e.embedder = ? WHERE d.generation > ? ORDER BY p.id"
    )
    yield from db.execute(sql, (embedder, since))


def departed(db: Connection, since: int) -> list[Departed]:
    """Documents that left after generation `since`."""
    sql = "SELECT document_id, passages FROM departed WHERE generation > ? ORDER BY document_id"
    return [Departed(id_, tuple(json.loads(passages))) for id_, passages in db.execute(sql, (since,))]


def passage_documents(db: Connection) -> dict[int, int]:
    """Passage id to document id, for every passage."""
    return dict(db.execute("SELECT id, document_id FROM passages").fetchall())


def document_ids(db: Connection) -> list[int]:
    """Every document, ascending."""
    return [row[0] for row in db.execute("SELECT id FROM documents ORDER BY id")]


def passage_spans(db: Connection) -> dict[int, PassageSpan]:
    return {row[0]: PassageSpan(*row[1:]) for row in db.execute("SELECT id, start, end, content FROM passages")}


def counts(db: Connection) -> tuple[int, int]:
    """How many documents and passages there are."""
    row = db.execute("SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM passages)").fetchone()
    return int(row[0]), int(row[1])
