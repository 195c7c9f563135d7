"""What is derived from a reading: its passages, each with its context line and the days that it names."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.split import context_line, split
from rag.domain.text import Reading
from rag.language.dates import find_dates

# Raise it when splitting, contexts or dates change: every document is then derived again at the next run.
VERSION = 1


@dataclass(frozen=True, slots=True)
class Derived:
    """A passage before it is embedded. `content` is the hash of `embedded`, the text that its vector is made of."""

    start: int
    end: int
    context: str
    dates: tuple[str, ...]
    embedded: str

    @property
    def content(self) -> str:
        return content_hash(self.embedded)


def derive(reading: Reading, name: str) -> tuple[tuple[str, ...], tuple[Derived, ...]]:
    """The days that the whole document names, and its passages."""
    dated = find_dates(reading.text, reading.metadata.published_on)
    context = context_line(reading.metadata, name)
    passages = tuple(
        Derived(
            start,
            end,
            context,
            _days(d.iso for d in dated if start <= d.start < end),
            embedded_text(context, reading.text[start:end]),
        )
        for start, end in split(reading.text)
    )
    return _days(d.iso for d in dated), passages


def embedded_text(context: str, text: str) -> str:
    """What the vector of a passage is made of."""
    return f"{context}\n{text}"


def content_hash(embedded: str) -> str:
    return hashlib.sha256(embedded.encode()).hexdigest()


def _days(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))
