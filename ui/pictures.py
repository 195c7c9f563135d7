"""Pictures of PDF pages, made by the reader's limited child process and never in the server."""

import base64

import streamlit as st

from ingest.limits import ReaderProcess
from rag.compose import Library
from rag.domain.text import Document
from rag.errors import ReadError

# Pixels a point: sharp on a screen of double density at the panel's width, for about 200 KB a page.
SCALE = 2.0


def picture_of(library: Library, document: Document, page: int) -> str:
    """The page as a data URL; empty where the file gives none. The caller has seen that the file is the one read."""
    try:
        return _drawn(document.sha256, page, library, document.path)
    except ReadError:
        # The text is shown all the same; what is wrong with the file stands in the list of documents.
        return ""


@st.cache_data(show_spinner=False, max_entries=100)
def _drawn(sha256: str, page: int, _library: Library, _path: str) -> str:
    limits = _library.settings.read_seconds, _library.settings.read_megabytes
    with ReaderProcess(*limits) as reader:
        picture = reader.render_page(_library.corpus / _path, page, SCALE)
    return "data:image/png;base64," + base64.b64encode(picture).decode()
