"""The documents: the state of every file, why one was not read and what helps, and what can be done with it."""

from functools import partial

import streamlit as st

from ingest import pipeline
from rag.compose import Library
from rag.domain.text import Document
from rag.language.dates import spoken
from rag.store.files import FileRecord
from ui import panel, parts, status, uploads
from ui.data import Data
from ui.jobs import run_ingest
from ui.library import jobs
from ui.library import library as the_library

POLL_SECONDS = 1.5
# No path begins with a slash.
REBUILD = "/rebuild"


def page() -> None:
    library = the_library()
    with st.sidebar:
        status.show(library)
    st.title("Documents", anchor=False)
    uploads.place(library, "documents-files")
    _listed(library, panel.opened())
    panel.show(library, cited=False)


@st.fragment(run_every=POLL_SECONDS)
def _listed(library: Library, drawn: panel.Opened | None) -> None:
    if panel.opened() != drawn:
        st.rerun(scope="app")
    with parts.in_words("files-trouble"):
        parts.files("files", files_data(library), partial(_act, library))


def files_data(library: Library) -> Data:
    """Every file with its state, and the run at work. `busy` names the files that something is being done with."""
    by_path = {path: d for d in library.documents() for path in d.paths}
    running, failed = jobs().running(), jobs().failures()
    return {
        "files": [_row(record, by_path.get(record.path)) for record in library.files()],
        "run": status.run_data(library),
        "busy": sorted(running),
        "tried": sorted(jobs().finished()),
        "failed": failed,
        "rebuilding": REBUILD in running,
    }


def _row(record: FileRecord, document: Document | None) -> Data:
    known = document.metadata if document else None
    return {
        "path": record.path,
        "state": record.state,
        "reason": record.reason,
        "warnings": list(document.reading.warnings) if document else [],
        "title": document.title if document and known and known.title else "",
        "publisher": (known.published_by or "") if known else "",
        "published": spoken(known.published.value) if known and known.published else "",
        "size": "" if record.state == "ignored" else size(record.size),
    }


def size(number: int) -> str:
    """Bytes as a person reads them."""
    if number < 1000:
        return f"{number} bytes"
    return f"{number / 1000:.0f} KB" if number < 1_000_000 else f"{number / 1_000_000:.1f} MB"


def _act(library: Library, name: str, path: str) -> None:
    """What a click on the list asks for."""
    if name == "open":
        panel.open_document(path)
    elif name == "remove":
        jobs().start(path, partial(pipeline.remove, library, path))
    elif name == "restore":
        jobs().start(path, partial(pipeline.restore, library, path))
    elif name == "dismiss":
        jobs().dismiss(path)
    elif name == "rebuild":
        arguments = ("rebuild", "--index", str(library.index), "--corpus", str(library.corpus))
        jobs().start(REBUILD, partial(run_ingest, *arguments))
