"""Documents for the catalogue, made without any reader or embedder: the store looks into neither texts nor vectors."""

import hashlib
from pathlib import Path
from sqlite3 import Connection

import numpy as np

from rag.domain.text import Metadata, Page, Reading, Sourced, WordBox
from rag.store.catalogue import Catalogue, open_catalogue
from rag.store.documents import NewDocument, NewPassage, add_document
from rag.store.files import FileRecord, put_file

EMBEDDER = "hand@1"
TEXT = "The ferry 🚢 left Orsa at noon.\fNobody saw it arrive. The coast guard searched until dusk."


def vector(seed: str) -> bytes:
    digest = hashlib.sha256(seed.encode()).digest()
    return np.frombuffer(digest, dtype=np.uint8)[:8].astype("<f4").tobytes()


def new_document(
    text: str = TEXT, sha256: str = "", published: str | None = "2024-05-03", publisher: str | None = "Coastal Wire"
) -> NewDocument:
    """Two passages that overlap by a sentence, two pages with a word's box each."""
    first, second = text.find("\f") + 1 or len(text) // 2, text.rfind(". ") + 2
    spans = [(0, second), (first, len(text))]
    metadata = Metadata(
        title=Sourced("The ferry", "front matter"),
        publisher=Sourced(publisher, "dateline") if publisher else None,
        published=Sourced(published, "dateline") if published else None,
        language="en",
    )
    pages = (
        Page(1, 0, first, 595.0, 842.0, (WordBox(0, 3, 72.0, 80.5, 90.0, 92.0),)),
        Page(2, first, len(text), 595.0, 842.0, (WordBox(first, first + 6, 10, 20, 30, 40),)),
    )
    passages = tuple(
        NewPassage(start, end, "The ferry · 2024-05-03", ("2024-05-03",), content, vector(content))
        for start, end in spans
        for content in [hashlib.sha256(text[start:end].encode()).hexdigest()]
    )
    reading = Reading(text, "text/plain", metadata, pages, ("a note",))
    sha256 = sha256 or hashlib.sha256(text.encode()).hexdigest()
    return NewDocument(sha256, "text 1.1", "ferry.txt", reading, ("2024-05-03", "2024-05-04"), passages)


def put_in(db: Connection, new: NewDocument, *paths: str) -> int:
    id_ = add_document(db, new, EMBEDDER)
    for path in paths:
        put_file(db, FileRecord(path, "indexed", "", new.sha256, new.reader, document_id=id_))
    return id_


def rows_in(db: Connection, *tables: str) -> dict[str, int]:
    return {table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}


def fresh(folder: Path) -> Catalogue:
    return open_catalogue(folder / "index", create=True)
