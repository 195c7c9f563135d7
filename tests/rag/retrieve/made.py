"""Hits for tests, each its own document of one passage."""

from rag.domain.answers import Hit
from rag.domain.text import Document, Metadata, Passage, Reading, Sourced


def hit(number: int, text: str, published: str | None = None, score: float = 1.0) -> Hit:
    metadata = Metadata(published=Sourced(published, "dateline") if published else None)
    document = Document(number, "", (f"{number}.txt",), Reading(text, "text/plain", metadata))
    return Hit(Passage(number, number, 0, len(text), text, ""), document, score)
