"""The quiet line at the foot of the sidebar: what is in, and what is being taken in right now."""

import streamlit as st

from rag.compose import Library
from ui import parts
from ui.library import watcher
from ui.view import Data, counted

POLL_SECONDS = 2.0


@st.fragment(run_every=POLL_SECONDS)
def show(library: Library) -> None:
    """Draws the line and keeps it true while the page stands."""
    with parts.in_words("status-trouble"):
        parts.status("status", status_data(library), watcher().restart)


def status_data(library: Library) -> Data:
    """The run at work, or what the catalogue holds; `trouble` where new files would not be noticed."""
    progress = library.progress()
    files = library.files()
    refused = sum(f.state in ("failed", "needs-ocr", "unsupported") for f in files)
    held = counted(len({f.document_id for f in files} - {None}), "document")
    return {
        "stage": progress.stage if progress else "",
        "done": progress.done if progress else 0,
        "total": progress.total if progress else 0,
        "file": progress.file if progress else "",
        "held": f"{held} · {counted(refused, 'file')} not read" if refused else held,
        "trouble": watcher().trouble(),
    }
