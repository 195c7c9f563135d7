"""The source panel: the document that a citation names, open at the cited words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from ingest.scan import digest
from rag.compose import Library
from rag.domain.answers import Citation
from rag.domain.text import Document, Page
from rag.errors import UnknownFile
from rag.language.dates import spoken
from ui import parts
from ui.data import Data
from ui.pictures import picture_of
from ui.view import counted, line_boxes, paragraphs, window

KEY = "opened"


@dataclass(frozen=True, slots=True)
class Opened:
    """What the panel shows: a document, the citations to walk through, and the one that is current."""

    path: str
    citations: tuple[Citation, ...] = ()
    at: int = 0
    page: int | None = None
    turn: int | None = None

    @property
    def citation(self) -> Citation | None:
        return self.citations[self.at] if self.citations else None


def open_citation(citations: Sequence[Citation], at: int, turn: int | None = None) -> None:
    chosen = citations[at]
    st.session_state[KEY] = Opened(chosen.document, tuple(citations), at, chosen.page, turn)


def open_document(path: str) -> None:
    st.session_state[KEY] = Opened(path)


def opened() -> Opened | None:
    found: Opened | None = st.session_state.get(KEY)
    return found


def close() -> None:
    st.session_state.pop(KEY, None)


def show(library: Library, cited: bool) -> None:
    """Draws the panel where something is open: a citation beside the thread, a whole document beside the list."""
    now = opened()
    if now is not None and bool(now.citations) == cited:
        with st.container(key="source"):
            parts.source("source-panel", source_data(library, now), _act)


def _act(name: str, value: Any) -> None:
    now = opened()
    if name == "close" or now is None:
        close()
    elif name == "step" and now.citations:
        open_citation(now.citations, (now.at + int(value)) % len(now.citations), now.turn)
    elif name == "page":
        st.session_state[KEY] = replace(now, page=int(value))


def source_data(library: Library, now: Opened) -> Data:
    """What the panel draws. The text is the catalogue's: it is what was quoted, whatever the file says today."""
    try:
        document = library.document(now.path)
    except UnknownFile:
        return _quote_alone(now, "This document is no longer among those that are searched.")
    if now.citation and not _holds(document, now.citation):
        return _quote_alone(now, "This document has changed since it was quoted.")
    pages = document.reading.pages
    page = next((p for p in pages if p.number == now.page), pages[0] if pages else None)
    notices = _changes(library, document)
    marks = _marks(document, now)
    data = _frame(now, document.title, _meta(document)) | {
        "notices": [*notices, *document.reading.warnings],
        "place": f"{now.path} {now.at} {page.number if page else ''} {now.turn}",
    }
    if page is None:
        return data | _whole_text(document, marks, now)
    text = document.text[page.start : page.end]
    shifted = [(start - page.start, end - page.start, kind) for start, end, kind in marks]
    data |= {"page": page.number, "pages": len(pages), "paragraphs": paragraphs(text, shifted)}
    return data if notices else data | _pictured(library, document, page, marks)


def _frame(now: Opened, title: str, meta: str) -> Data:
    return {"title": title, "meta": meta, "path": now.path, "at": now.at + 1, "count": len(now.citations)}


def _holds(document: Document, citation: Citation) -> bool:
    return document.text[citation.start : citation.end] == citation.quote


def _quote_alone(now: Opened, why: str) -> Data:
    quote = now.citation.quote if now.citation else ""
    return _frame(now, now.path.rsplit("/", 1)[-1], "") | {
        "notices": [f"{why} Below are the words that were quoted."],
        "place": f"{now.path} {now.at}",
        "paragraphs": paragraphs(quote, [(0, len(quote), "now")]),
    }


def _meta(document: Document) -> str:
    known = document.metadata
    named = [s.value for s in (known.publisher, known.author) if s]
    dated = [spoken(known.published.value)] if known.published else ["undated"]
    return " · ".join([*named, *dated])


def _changes(library: Library, document: Document) -> list[str]:
    """What has happened to the file since it was read."""
    file = library.corpus / document.path
    try:
        if digest(file) == document.sha256:
            return []
    except OSError:
        return ["The file is no longer in its place. Below is the text as it was read."]
    return ["The file has changed since it was read. Below is the text as it was read, until the new one is in."]


def _marks(document: Document, now: Opened) -> list[tuple[int, int, str]]:
    """The current quote first, then the others in this document; none at offsets that no longer hold the quote."""
    own = [c for c in now.citations if c.document in document.paths and _holds(document, c)]
    own.sort(key=lambda c: c is not now.citation)
    return [(c.start, c.end, "now" if c == now.citation else "other") for c in own]


def _whole_text(document: Document, marks: Sequence[tuple[int, int, str]], now: Opened) -> Data:
    start, end = window(document.text, now.citation.start if now.citation else 0)
    shifted = [(s - start, e - start, kind) for s, e, kind in marks]
    left_out = {"before": start, "after": len(document.text) - end}
    cuts = {key: f"{counted(number, 'character')} left out here" for key, number in left_out.items() if number}
    return {"paragraphs": paragraphs(document.text[start:end], shifted)} | cuts


def _pictured(library: Library, document: Document, page: Page, marks: Sequence[tuple[int, int, str]]) -> Data:
    picture = picture_of(library, document, page.number)
    if not picture:
        return {}
    words = library.words(document, page.number)
    boxes = [box for start, end, kind in marks for box in line_boxes(words, start, end, kind)]
    return {"picture": picture, "width": page.width, "height": page.height, "boxes": boxes}
