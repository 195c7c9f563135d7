"""A part of a town, with the town that its report comes from: who does not live there knows only that."""

import re

from rag.domain.answers import Citation, cite, on_one_line
from rag.language.case import dateline_end
from rag.read.candidates import Candidate

_QUARTER = r"(?:neighbou?rhood|suburb|quarter|sector|street|avenue|boulevard|square)s?"
# In the words themselves also what is built: elsewhere it may stand in any part of the town named.
_NAMED = re.compile(
    rf"\b(?:{_QUARTER}|(?:district|road|plaza|park|building|hospital|hotel|airport|station|market|stadium)s?)\b", re.I
)
# "the old quarter of Kelm", which is its name: "a suburb of Kelm" is another place.
_BEFORE = re.compile(r"\bthe\s+(?:[\w-]+\s+){0,2}(?:neighbou?rhood|suburb|quarter)\s+of\s+$", re.I)
# "between Alder and Great Mill streets"
_BEHIND = re.compile(rf"\W*(?:and\s+(?:\w+\s+){{1,3}})?{_QUARTER}\b", re.I)
# "SAN PELAYO (TARN), 4 MAR 88 (XNA) --"
_TOWN = re.compile(r"\s*(?P<town>[^\W\d_](?:[^\W\d_]|[ .'’-]){1,38}[^\W\d_])\s*[,(]")


def reported_from(c: Candidate) -> tuple[str, Citation] | None:
    """The town in the dateline, and where it stands; None where the place is no part of a town or names it itself."""
    text = c.document.text
    begins = dateline_end(text)
    found = _TOWN.match(text[:begins])
    if found is None or c.start < begins or not _is_part(c):
        return None
    town = on_one_line(found["town"])
    if re.search(rf"\b{re.escape(town)}\b", c.text, re.I):
        return None
    return town, cite(c.document, found.start("town"), found.end("town"))


def _is_part(c: Candidate) -> bool:
    text = c.document.text
    before, behind = text[c.sentence_start : c.start], text[c.end : c.sentence_end]
    return bool(_NAMED.search(c.text) or _BEFORE.search(before) or _BEHIND.match(behind))
