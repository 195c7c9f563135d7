"""Documents in and out of the catalogue, each in one transaction, with everything that belongs to them."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from sqlite3 import Connection, DatabaseError
from typing import Any

from rag.domain.text import Document, Metadata, Page, Passage, Reading, Sourced, WordBox
from rag.store.catalogue import raise_generation


@dataclass(frozen=True, slots=True)
class NewPassage:
    """A passage before it has an id. `content` is the hash of what was embedded; `vector` the bytes of float32."""

    start: int
    end: int
    context: str
    dates: tuple[str, ...]
    content: str
    vector: bytes


@dataclass(frozen=True, slots=True)
class NewDocument:
    """All that goes in together. `reader` names the reader and the derivation, with their versions."""

    sha256: str
    reader: str
    read_as: str
    reading: Reading
    dates: tuple[str, ...]
    passages: tuple[NewPassage, ...]


def add_document(db: Connection, new: NewDocument, embedder: str) -> int:
    """The document's id. One of the same bytes and reader is replaced, for all its paths; if nothing of it differs it
    stays as it is, so that an index that shows it goes on answering."""
    old = find_document(db, new.sha256, new.reader)
    if old is not None and _is(db, old, new, embedder):
        return old
    if old is not None:
        remove_document(db, old)
    cursor = db.execute(
        f"INSERT INTO documents ({_COLUMNS}, generation) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        (*_row(new), raise_generation(db)),
    )
    document_id = int(cursor.lastrowid or 0)
    db.executemany("INSERT INTO pages VALUES (?,?,?,?,?,?,?)", [(document_id, *page) for page in _pages(new.reading)])
    for p in new.passages:
        cursor = db.execute(
            "INSERT INTO passages (document_id, start, end, context, dates, content) VALUES (?,?,?,?,?,?)",
            (document_id, p.start, p.end, p.context, json.dumps(p.dates), p.content),
        )
        db.execute("INSERT INTO embeddings VALUES (?,?,?)", (cursor.lastrowid, embedder, p.vector))
    db.execute("UPDATE files SET document_id = ? WHERE document_id = ?", (document_id, old))
    return document_id


_COLUMNS = "sha256, reader, read_as, media_type, text, title, publisher, published, metadata, warnings, dates"


def _row(new: NewDocument) -> tuple[str | None, ...]:
    """The values of _COLUMNS."""
    reading, metadata = new.reading, new.reading.metadata
    copies = (s.value if s else None for s in (metadata.title, metadata.publisher, metadata.published))
    packed = (json.dumps(asdict(metadata)), json.dumps(reading.warnings), json.dumps(new.dates))
    return (new.sha256, new.reader, new.read_as, reading.media_type, reading.text, *copies, *packed)


def _pages(reading: Reading) -> list[tuple[int, int, int, float, float, str]]:
    return [(p.number, p.start, p.end, p.width, p.height, _packed(p.words)) for p in reading.pages]


def _is(db: Connection, document_id: int, new: NewDocument, embedder: str) -> bool:
    """Whether the document that is in, with its pages, passages and vectors, is the new one to the last byte."""
    row = db.execute(f"SELECT {_COLUMNS} FROM documents WHERE id = ?", (document_id,)).fetchone()
    pages = db.execute(
        "SELECT number, start, end, width, height, words FROM pages WHERE document_id = ? ORDER BY number",
        (document_id,),
    )
    passages = db.execute(
        "SELECT p.start, p.end, p.context, p.dates, p.content, e.vector FROM passages p"
        " LEFT JOIN embeddings e ON e.passage_id = p.id AND e.embedder = ? WHERE p.document_id = ? ORDER BY p.id",
        (embedder, document_id),
    )
    made = [(p.start, p.end, p.context, json.dumps(p.dates), p.content, p.vector) for p in new.passages]
    return row == _row(new) and pages.fetchall() == _pages(new.reading) and passages.fetchall() == made


def remove_document(db: Connection, document_id: int) -> None:
    """Everything of the document leaves; what left is noted for the indexes. No file may name it at the commit."""
    ids = [row[0] for row in db.execute("SELECT id FROM passages WHERE document_id = ?", (document_id,))]
    db.execute("DELETE FROM documents WHERE id = ?", (document_id,))
    db.execute("INSERT INTO departed VALUES (?,?,?)", (document_id, json.dumps(ids), raise_generation(db)))


def remove_if_orphan(db: Connection, document_id: int | None) -> None:
    """A document that no file is any more leaves."""
    if (
        document_id is not None
        and not db.execute("SELECT 1 FROM files WHERE document_id = ?", (document_id,)).fetchone()
    ):
        remove_document(db, document_id)


def find_document(db: Connection, sha256: str, reader: str) -> int | None:
    row = db.execute("SELECT id FROM documents WHERE sha256 = ? AND reader = ?", (sha256, reader)).fetchone()
    return row[0] if row else None


def misnamed(db: Connection) -> list[str]:
    """First paths of documents that were read under another name, which may have gone into their metadata."""
    sql = (
        "SELECT min(f.path) FROM documents d JOIN files f ON f.document_id = d.id"
        " GROUP BY d.id HAVING min(f.path) <> d.read_as"
    )
    return [row[0] for row in db.execute(sql)]


def load_documents(db: Connection, ids: Collection[int]) -> dict[int, Document]:
    """Documents by id, pages without their word boxes; ids that are not there are left out."""
    paths: dict[int, list[str]] = {}
    pages: dict[int, list[Page]] = {}
    wanted = json.dumps(list(ids))
    among = "document_id IN (SELECT value FROM json_each(?))"
    for document_id, path in db.execute(f"SELECT document_id, path FROM files WHERE {among} ORDER BY path", (wanted,)):
        paths.setdefault(document_id, []).append(path)
    sql = f"SELECT document_id, number, start, end, width, height FROM pages WHERE {among} ORDER BY number"
    for document_id, *page in db.execute(sql, (wanted,)):
        pages.setdefault(document_id, []).append(Page(*page))
    sql = "SELECT id, sha256, text, media_type, metadata, warnings FROM documents"
    found = {}
    for id_, sha256, text, media_type, metadata, warnings in db.execute(
        f"{sql} WHERE id IN (SELECT value FROM json_each(?))", (wanted,)
    ):
        if id_ in paths:
            reading = Reading(
                text, media_type, _metadata(metadata), tuple(pages.get(id_, ())), tuple(json.loads(warnings))
            )
            found[id_] = Document(id_, sha256, tuple(paths[id_]), reading)
    return found


def list_documents(db: Connection) -> list[Document]:
    """Every document in the order of its first path, with neither text nor pages."""
    paths: dict[int, list[str]] = {}
    for document_id, path in db.execute("SELECT document_id, path FROM files WHERE document_id NOT NULL ORDER BY path"):
        paths.setdefault(document_id, []).append(path)
    sql = "SELECT id, sha256, media_type, metadata, warnings FROM documents"
    found = [
        Document(
            id_, sha256, tuple(paths[id_]), Reading("", media, _metadata(metadata), (), tuple(json.loads(warnings)))
        )
        for id_, sha256, media, metadata, warnings in db.execute(sql)
        if id_ in paths
    ]
    return sorted(found, key=lambda document: document.path)


def load_passages(db: Connection, ids: Sequence[int]) -> dict[int, Passage]:
    """Passages by id; their text is the slice of their document's text."""
    sql = (
        "SELECT p.id, p.document_id, p.start, p.end, substr(d.text, p.start + 1, p.end - p.start), p.context"
        " FROM passages p JOIN documents d ON d.id = p.document_id WHERE p.id IN (SELECT value FROM json_each(?))"
    )
    return {row[0]: Passage(*row) for row in db.execute(sql, (json.dumps(list(ids)),))}


def page_words(db: Connection, document_id: int, page: int) -> tuple[WordBox, ...]:
    row = db.execute("SELECT words FROM pages WHERE document_id = ? AND number = ?", (document_id, page)).fetchone()
    return tuple(WordBox(*box) for box in json.loads(row[0])) if row else ()


def known_vectors(db: Connection, contents: Iterable[str], embedder: str) -> dict[str, bytes]:
    """Vectors already made of the same text by the same embedder, by content hash."""
    sql = (
        "SELECT p.content, e.vector FROM passages p JOIN embeddings e ON e.passage_id = p.id"
        " WHERE e.embedder = ? AND p.content IN (SELECT value FROM json_each(?))"
    )
    return dict(db.execute(sql, (embedder, json.dumps(list(contents)))).fetchall())


def without_vector(db: Connection, embedder: str) -> list[int]:
    """The passages that this embedder has not seen, ascending."""
    sql = "SELECT id FROM passages WHERE id NOT IN (SELECT passage_id FROM embeddings WHERE embedder = ?) ORDER BY id"
    return [row[0] for row in db.execute(sql, (embedder,))]


def add_vectors(db: Connection, embedder: str, vectors: Iterable[tuple[int, bytes]]) -> None:
    """Vectors of passages that are in, beside those of other embedders."""
    db.executemany("INSERT INTO embeddings VALUES (?,?,?)", [(id_, embedder, vector) for id_, vector in vectors])
    raise_generation(db)


def _packed(words: Sequence[WordBox]) -> str:
    return json.dumps([[w.start, w.end, w.x0, w.top, w.x1, w.bottom] for w in words], separators=(",", ":"))


def _metadata(text: str) -> Metadata:
    try:
        values: dict[str, Any] = {k: Sourced(**v) if isinstance(v, dict) else v for k, v in json.loads(text).items()}
        return Metadata(**values)
    except TypeError as error:
        raise DatabaseError(f"metadata that no version wrote: {error}") from error
