"""Files that are dropped on the page go into the corpus; a name that exists asks before it replaces."""

import os
import tempfile
from pathlib import Path, PurePosixPath

import streamlit as st

from rag.compose import Library
from rag.errors import DossierError
from ui import parts

LONGEST_NAME = 200


class BadName(DossierError):
    """A file's name that cannot be used in the corpus."""


def place(library: Library, key: str) -> None:
    """The place to drop files, and what became of the last ones."""
    turn = st.session_state.setdefault(f"{key}-turn", 0)
    dropped = st.file_uploader(
        "Add documents", accept_multiple_files=True, key=f"{key}-{turn}", label_visibility="collapsed"
    )
    waiting: dict[str, bytes] = st.session_state.setdefault("upload-waiting", {})
    told: dict[str, str] = st.session_state.setdefault("upload-told", {})
    if dropped:
        told.clear()
        for file in dropped:
            _take(library.corpus, file.name, file.getvalue(), waiting, told)
        # A new key empties the uploader: what it held is in the corpus now, or waits for a word.
        st.session_state[f"{key}-turn"] = turn + 1
        st.rerun()
    for name in list(waiting):
        _ask_to_replace(library.corpus, name, waiting, told)
    parts.notice("upload-notice", [{"title": name, "text": text} for name, text in told.items()])


def _take(corpus: Path, name: str, content: bytes, waiting: dict[str, bytes], told: dict[str, str]) -> None:
    try:
        target = corpus / safe_name(name)
        if not target.exists():
            write(target, content)
            told[target.name] = "Added. It can be asked about in a moment."
        elif target.read_bytes() == content:
            told[target.name] = "Already here, with the same content."
        else:
            waiting[target.name] = content
    except BadName as error:
        told[name] = str(error)
    except OSError as error:
        told[name] = f"It could not be written: {error.strerror or error}. Nothing was changed."


def _ask_to_replace(corpus: Path, name: str, waiting: dict[str, bytes], told: dict[str, str]) -> None:
    with st.container(border=True):
        question = "Another file of this name is already here. Which one is to stay?"
        parts.notice(f"replace-{name}", [{"title": name, "text": question}])
        replace, leave, _ = st.columns([1, 1, 2])
        if replace.button("Replace it", key=f"replace-yes-{name}", type="primary", width="stretch"):
            content = waiting.pop(name)
            try:
                write(corpus / name, content)
                told[name] = "Replaced. The new text can be asked about in a moment."
            except OSError as error:
                told[name] = f"It could not be written: {error.strerror or error}. The old file is untouched."
            st.rerun()
        if leave.button("Keep the old one", key=f"replace-no-{name}", width="stretch"):
            del waiting[name]
            told[name] = "Kept as it was."
            st.rerun()


def safe_name(name: str) -> str:
    """The last part of the name. Raises BadName when it is empty, hidden, too long, or has control characters."""
    last = PurePosixPath(name.replace("\\", "/")).name
    if not last or last.startswith(".") or any(ord(c) < 32 or ord(c) == 127 for c in last):
        raise BadName("This name cannot be used: rename the file and drop it again.")
    if len(last.encode("utf-8", "replace")) > LONGEST_NAME:
        raise BadName("This name is too long: shorten it and drop the file again.")
    return last


def write(target: Path, content: bytes) -> None:
    """All of the file or nothing: a reader never sees half of it. Raises OSError."""
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".upload-")
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
