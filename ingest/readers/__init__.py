"""One module per format: a file becomes one text, its pages and its metadata. Loaded when asked for."""

from dataclasses import replace
from importlib import import_module
from pathlib import Path, PurePosixPath

from rag.domain.text import Reading
from rag.errors import Unreadable, Unsupported

# Raise it when a reader gives another text or metadata for the same bytes: every document is then read again.
READERS_VERSION = 1

_READERS = {
    ".txt": "text",
    ".text": "text",
    ".csv": "text",
    ".tsv": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "eml",
}
_IGNORED = {
    ".ds_store": "the Finder's notes on a folder",
    "thumbs.db": "the Explorer's pictures of a folder",
    "desktop.ini": "the Explorer's notes on a folder",
}


def ignored(path: str) -> str | None:
    """Why nobody wants this file in, None when it is a document. `path` is relative to the corpus."""
    if path == "README.md":
        return "tells people what the folder holds: it is not a document of it"
    names = PurePosixPath(path).parts
    name = names[-1]
    if reason := _IGNORED.get(name.lower()):
        return reason
    if name.startswith(("~$", ".~lock.")):
        return "the lock of a file that is open in an office program"
    return "hidden: its name, or its folder's, begins with a dot" if any(n.startswith(".") for n in names) else None


def reader_of(path: str) -> str:
    """The name of the reader that takes the file, `none` when there is none."""
    return _READERS.get(PurePosixPath(path).suffix.lower(), "none")


def read(file: Path, name: str) -> Reading:
    """Reads the file; `name` is its path relative to the corpus. Raises ReadError with a reason for the person.

    A text that speaks to an assistant goes in like any other, with a warning.
    """
    from ingest.readers.metadata import complete
    from rag.read.attempts import attempt

    if reader_of(name) == "none":
        suffix = PurePosixPath(name).suffix
        kind = f"of type {suffix}" if suffix else "without a suffix"
        raise Unsupported(f"no reader takes files {kind}: there are readers for {', '.join(sorted(_READERS))}")
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Unreadable(f"cannot be opened: {error.strerror}") from error
    reading = complete(read_bytes(data, name), name)
    tried = attempt(reading.text)
    return replace(reading, warnings=(*reading.warnings, tried)) if tried else reading


def read_bytes(data: bytes, name: str) -> Reading:
    """What the format itself says, without what the text tells of its origin. Raises ReadError."""
    if not data:
        raise Unreadable("empty: the file has no bytes")
    module = import_module(f"ingest.readers.{reader_of(name)}")
    reading: Reading = module.read(data, PurePosixPath(name).suffix.lower())
    if not reading.text.strip():
        raise Unreadable("empty: there is no text in it")
    return replace(reading, warnings=tuple(w for w in reading.warnings if w))
