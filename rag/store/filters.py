"""A person's filters, as the ids of the documents that they allow."""

import re
from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection

from rag.domain.answers import Filters
from rag.errors import UnknownFilter

_ISO_PREFIX = re.compile(r"\d{4}(-\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class Allowed:
    """`documents` is None where nothing is filtered. Undated documents are left out by a date filter, and counted."""

    documents: frozenset[int] | None
    undated_left_out: int = 0


def allowed_documents(db: Connection, filters: Filters) -> Allowed:
    """Raises UnknownFilter, by name, for a document or publisher that is not there, or a date that is none."""
    if filters == Filters():
        return Allowed(None)
    for end in filter(None, (filters.since, filters.until)):
        _require_date(end)
    rows = db.execute("SELECT id, publisher, published FROM documents").fetchall()
    kept = {id_ for id_, _, _ in rows}
    if filters.documents:
        kept &= {_document(db, path) for path in filters.documents}
    if filters.publishers:
        known = {publisher.casefold() for _, publisher, _ in rows if publisher}
        for name in filters.publishers:
            if name.casefold() not in known:
                raise UnknownFilter(
                    f"no document is published by {name!r}: python -m ingest status names the publishers"
                )
        wanted = {name.casefold() for name in filters.publishers}
        kept &= {id_ for id_, publisher, _ in rows if publisher and publisher.casefold() in wanted}
    if not (filters.since or filters.until):
        return Allowed(frozenset(kept))
    dated = {id_ for id_, _, published in rows if published and _within(published, filters.since, filters.until)}
    undated = sum(1 for id_, _, published in rows if not published and id_ in kept)
    return Allowed(frozenset(kept & dated), undated)


def _document(db: Connection, path: str) -> int:
    row = db.execute("SELECT state, document_id, reason FROM files WHERE path = ?", (path,)).fetchone()
    if row is None:
        raise UnknownFilter(f"there is no document {path!r}: python -m ingest status names them")
    if row[1] is None:
        raise UnknownFilter(f"{path!r} is not indexed ({row[0]}: {row[2]})")
    return int(row[1])


def _require_date(text: str) -> None:
    try:
        if not _ISO_PREFIX.fullmatch(text):
            raise ValueError
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        raise UnknownFilter(f"{text!r} is no date: write 2024, 2024-05 or 2024-05-02") from None


def _within(published: str, since: str | None, until: str | None) -> bool:
    """ISO prefixes, both ends inclusive: 2024 holds 2024-05, and a document of 2024 may lie in 2024-05."""
    return (since is None or published >= since[: len(published)]) and (
        until is None or published[: len(until)] <= until
    )


def dates_covered(db: Connection, documents: frozenset[int] | None) -> tuple[str | None, str | None]:
    """The first and the last published date among these documents, None for all."""
    rows = db.execute("SELECT id, published FROM documents WHERE published NOT NULL ORDER BY published")
    dates = [published for id_, published in rows if documents is None or id_ in documents]
    return (dates[0], dates[-1]) if dates else (None, None)
