"""Plain text, and tables as plain text: the words are the file's own, line by line."""

from ingest.readers.encoding import decode
from ingest.readers.normalise import normalise
from rag.domain.text import Reading

MEDIA_TYPES = {".csv": "text/csv", ".tsv": "text/tab-separated-values"}


def read(data: bytes, suffix: str) -> Reading:
    text, warning = decode(data)
    media_type = MEDIA_TYPES.get(suffix, "text/plain")
    return Reading(normalise(text), media_type, warnings=(warning,) if warning else ())
