"""The one Library of this process, and the child that watches its corpus."""

import os
from pathlib import Path

import streamlit as st

from rag.compose import Library, open_library
from ui.jobs import Jobs, Watcher

DEFAULT_INDEX, DEFAULT_CORPUS = ".dossier", "corpus"


@st.cache_resource(show_spinner="Opening the documents …")
def library() -> Library:
    """The library that DOSSIER_INDEX and DOSSIER_CORPUS name; a new index is made where there is none."""
    index = Path(os.environ.get("DOSSIER_INDEX") or DEFAULT_INDEX)
    named = os.environ.get("DOSSIER_CORPUS")
    opened = open_library(index, Path(named) if named else None, new_with=Path(named or DEFAULT_CORPUS))
    opened.require_corpus()
    return opened


@st.cache_resource(show_spinner=False)
def watcher() -> Watcher:
    """The child that takes in what changes in the corpus; it ends with this server."""
    return Watcher(library().index, library().corpus)


@st.cache_resource(show_spinner=False)
def jobs() -> Jobs:
    """Work that was asked for on the page and goes on behind it."""
    return Jobs()
