"""Readings as JSON, and back: how they travel between the child that reads and the process that keeps them."""

import json
from dataclasses import asdict
from typing import Any

from rag.domain.text import Metadata, Page, Reading, Sourced, WordBox

_SOURCED = ("title", "publisher", "author", "published", "place")


def to_json(reading: Reading) -> dict[str, Any]:
    metadata = asdict(reading.metadata)
    pages = [
        [p.number, p.start, p.end, p.width, p.height, [[w.start, w.end, w.x0, w.top, w.x1, w.bottom] for w in p.words]]
        for p in reading.pages
    ]
    return {
        "text": reading.text,
        "media_type": reading.media_type,
        "metadata": metadata,
        "pages": pages,
        "warnings": reading.warnings,
    }


def from_json(packed: dict[str, Any]) -> Reading:
    metadata: dict[str, Any] = dict(packed["metadata"])
    for key in _SOURCED:
        if metadata[key]:
            metadata[key] = Sourced(**metadata[key])
    pages = tuple(
        Page(n, a, b, w, h, tuple(WordBox(*word) for word in words)) for n, a, b, w, h, words in packed["pages"]
    )
    return Reading(packed["text"], packed["media_type"], Metadata(**metadata), pages, tuple(packed["warnings"]))


def encode(message: dict[str, Any]) -> bytes:
    """One message, one line. Half a surrogate pair, as in file names that are no UTF-8, survives."""
    return json.dumps(message, separators=(",", ":")).encode() + b"\n"
