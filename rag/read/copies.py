"""Copies of one wire story: reprints, shortened or under another headline, are one source."""

import re
from collections.abc import Sequence

from rag.domain.text import Document

WORDS = 5
# Of the shorter text's shingles, this share stands in the other.
CONTAINED = 0.6


def originals(documents: Sequence[Document]) -> dict[int, int]:
    """Document id to the id of the earliest document that it is a copy of, its own where it is none."""
    ordered = sorted({d.id: d for d in documents}.values(), key=dated)
    shingles = {d.id: _shingles(d.text) for d in ordered}
    found: dict[int, int] = {}
    for n, document in enumerate(ordered):
        earlier = (o.id for o in ordered[:n] if _copied(shingles[o.id], shingles[document.id]))
        first = next(earlier, None)
        found[document.id] = document.id if first is None else found[first]
    return found


def dated(document: Document) -> tuple[str, int]:
    """What puts documents in order of publication, the undated last."""
    return document.metadata.published_on or "9999", document.id


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", text.lower())
    return frozenset(tuple(words[n : n + WORDS]) for n in range(max(len(words) - WORDS + 1, 1)))


def _copied(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    return len(one & other) >= CONTAINED * min(len(one), len(other))
