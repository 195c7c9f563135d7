"""The one Library of this process, and the child that watches its corpus."""

import os
from pathlib import Path

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from rag.compose import Library, open_library
from rag.errors import SettingsError
from rag.settings import FILE_NAME, MODEL_KEY
from ui.jobs import Jobs, Watcher

DEFAULT_INDEX, DEFAULT_CORPUS = ".dossier", "corpus"


def library() -> Library:
    """The library that DOSSIER_INDEX and DOSSIER_CORPUS name, by the settings as they are now; a new index is made
    where there is none."""
    index = Path(os.environ.get("DOSSIER_INDEX") or DEFAULT_INDEX)
    file = index / FILE_NAME
    return _opened(index, file.stat().st_mtime_ns if file.exists() else 0, model_key())


def model_key() -> str:
    """The key of the language model's server, from the environment or Streamlit's secrets; empty where none is set."""
    if MODEL_KEY in os.environ:
        return os.environ[MODEL_KEY]
    # Where there is no file of secrets, Streamlit would look for one five times a second from the first look on.
    if not any(Path(file).exists() for file in st.get_option("secrets.files")):
        return ""
    try:
        return str(st.secrets.get("model_key", ""))
    except StreamlitSecretNotFoundError as error:
        raise SettingsError(f"Streamlit's secrets cannot be read ({error}): correct or remove the file") from error


# One is kept: whoever still works with another one, by older settings, ends in peace.
@st.cache_resource(show_spinner="Opening the documents …", max_entries=1)
def _opened(index: Path, settings_written: int, key: str) -> Library:
    named = os.environ.get("DOSSIER_CORPUS")
    opened = open_library(index, Path(named) if named else None, Path(named or DEFAULT_CORPUS), key)
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
