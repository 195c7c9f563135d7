"""Plain text, and tables as plain text: the words are the file's own, line by line."""

from ingest.readers.encoding import decode
from ingest.readers.normalise import normalise
from rag.domain.text import Reading
from rag.errors import Unreadable

# How files of other kinds begin, whatever their name says.
_OTHER_KINDS = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "an archive or an office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "a Rich Text document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
}
MEDIA_TYPES = {".csv": "text/csv", ".tsv": "text/tab-separated-values"}


def read(data: bytes, suffix: str) -> Reading:
    for beginning, kind in _OTHER_KINDS.items():
        if data.startswith(beginning):
            raise Unreadable(f"it is {kind} under the name of a text: give it its own suffix")
    text, warning = decode(data)
    media_type = MEDIA_TYPES.get(suffix, "text/plain")
    return Reading(normalise(text), media_type, warnings=(warning,) if warning else ())
