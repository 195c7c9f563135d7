"""What pypdf knows of a PDF beside its pages' words: who made it, and what was filled into its form."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject

from ingest.readers.metadata import file_made, worthy
from ingest.readers.normalise import normalise
from rag.domain.text import Metadata, Sourced

# What pypdf raises on files that break the rules.
BROKEN = (
    *(PyPdfError, LookupError, ValueError, TypeError, AttributeError, ArithmeticError, AssertionError),
    *(RecursionError, NotImplementedError, OSError, EOFError, struct.error, zlib.error),
)
_COMMENTS = ("/Text", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Caret")
_CHECKED = "☒"
_MULTILINE = 1 << 12
_PUSH_BUTTON = 1 << 16
_HIDDEN = 0b10_0010
_PASSWORD = 1 << 13
_DEEPEST = 30


@dataclass(frozen=True, slots=True)
class Filled:
    """A value that was typed on a page, and its field in the page's own coordinates: left, bottom, right, top."""

    text: str
    box: tuple[float, float, float, float]


def opened(data: bytes) -> PdfReader | None:
    """None where pypdf cannot make sense of the file: the words come from pdfium all the same."""
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return None
        return reader
    except BROKEN:
        return None


def properties(reader: PdfReader) -> Metadata:
    """Title, author and the day the file was made. Empty where they are broken."""
    try:
        info = reader.metadata
        if info is None:
            return Metadata()
        title, author = worthy(_text(info.title)), worthy(_text(info.author))
        made = info.creation_date
    except BROKEN:
        return Metadata()
    return Metadata(
        title=Sourced(title, "pdf properties") if title else None,
        author=Sourced(author, "pdf properties") if author else None,
        published=file_made(made.date() if isinstance(made, datetime) else None),
    )


def filled(reader: PdfReader, page: int) -> tuple[list[Filled], int]:
    """Values of the form's fields and texts typed on the page, from 0, and how many comments. Raises one of BROKEN."""
    listed = reader.pages[page].get("/Annots")
    listed = listed.get_object() if listed is not None else None
    notes = [note.get_object() for note in listed] if isinstance(listed, ArrayObject) else []
    found = [value for note in notes for value in _of_note(note)]
    return found, sum(1 for note in notes if _is_comment(note))


def _is_comment(note: Any) -> bool:
    return isinstance(note, DictionaryObject) and note.get("/Subtype") in _COMMENTS and bool(note.get("/Contents"))


def _of_note(note: Any) -> Iterator[Filled]:
    if not isinstance(note, DictionaryObject) or int(note.get("/F", 0)) & _HIDDEN:
        return
    value = ""
    if note.get("/Subtype") == "/Widget":
        value = _value(note)
    elif note.get("/Subtype") == "/FreeText":
        value = _text(note.get("/Contents"))
    rect = [float(side) for side in note.get("/Rect", [])]
    if value.strip() and len(rect) == 4:
        box = (min(rect[0], rect[2]), min(rect[1], rect[3]), max(rect[0], rect[2]), max(rect[1], rect[3]))
        yield Filled(normalise(value), box)


def _value(widget: DictionaryObject) -> str:
    """The text of a field; a cross for a box that is ticked; nothing for a button, or for what a password hides."""
    kind, flags = _inherited(widget, "/FT"), int(_inherited(widget, "/Ff") or 0)
    if kind == "/Btn":
        state = widget.get("/AS", _inherited(widget, "/V"))
        return _CHECKED if not flags & _PUSH_BUTTON and state not in (None, "/Off", "") else ""
    if kind == "/Tx" and flags & _PASSWORD:
        return ""
    value = _inherited(widget, "/V")
    if isinstance(value, ArrayObject):
        return ", ".join(_text(part) for part in value)
    return _text(value) if kind in ("/Tx", "/Ch") else ""


def _inherited(field: DictionaryObject, key: str) -> Any:
    for _ in range(_DEEPEST):
        if key in field:
            return field[key].get_object() if hasattr(field[key], "get_object") else field[key]
        parent = field.get("/Parent")
        if parent is None:
            return None
        field = parent.get_object()
    return None


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return value if isinstance(value, str) else ""
