"""The quiet line at the foot of the sidebar: what is in, and what is being taken in right now."""

from dataclasses import asdict

import streamlit as st

from rag.compose import Library
from ui import parts
from ui.data import Data
from ui.library import watcher
from ui.view import counted

POLL_SECONDS = 2.0


@st.fragment(run_every=POLL_SECONDS)
def show(library: Library) -> None:
    """Draws the line and keeps it true while the page stands."""
    with parts.in_words("status-trouble"):
        parts.status("status", status_data(library), watcher().restart)


def status_data(library: Library) -> Data:
    """The run at work, or what the catalogue holds; `trouble` where new files would not be noticed."""
    files = library.files()
    refused = sum(f.state in ("failed", "needs-ocr", "unsupported") for f in files)
    held = counted(len({f.document_id for f in files} - {None}), "document")
    return {
        "run": run_data(library),
        "held": f"{held} · {counted(refused, 'file')} not read" if refused else held,
        "trouble": watcher().trouble(),
    }


def run_data(library: Library) -> Data | None:
    """The run at work on the index, file by file; None when there is none."""
    progress = library.progress()
    return asdict(progress) if progress else None
