"""Places: what is told as one, and the town that a part of a town belongs to as far as its report says."""

import re

from rag.domain.answers import Citation, cite, on_one_line
from rag.language.case import dateline_end, in_capitals
from rag.language.date_patterns import WEEKDAYS
from rag.read.candidates import Candidate

_QUARTER = r"(?:neighbou?rhood|suburb|quarter|sector|street|avenue|boulevard|square)s?"
_NAMED = re.compile(rf"\b(?:{_QUARTER}|(?:plaza|park)s?)\b", re.I)
# "the old quarter of Kelm", which is its name: "a suburb of Kelm" is another place.
_BEFORE = re.compile(r"\bthe\s+(?:[\w-]+\s+){0,2}(?:neighbou?rhood|suburb|quarter)\s+of\s+$", re.I)
# "between Alder and Great Mill streets"
_BEHIND = re.compile(rf"\W*(?:and\s+(?:\w+\s+){{1,3}})?{_QUARTER}\b", re.I)
# "SAN PELAYO (TARN), 4 MAR 88 (XNA) --"
_TOWN = re.compile(r"\s*(?P<town>[^\W\d_](?:[^\W\d_]|[ .'’-]){1,38}[^\W\d_])\s*[,(]")
_IN = r"in|at|near|outside|inside|around|between|beside|behind|on"
_TO = r"of|from|to|into|onto|through|across|along|by|over|under|off|within|against|towards?|above|below|beneath"
_INNER = r"\s+(?:(?:the|an?|his|her|its|their)\s+)?(?:(?:north|south|east|west|central)[a-z]*\s+)?$"
_LOCATED = re.compile(rf"\b(?:{_IN}){_INNER}", re.I)
_PREPOSITION = re.compile(rf"\b(?:{_IN}|{_TO})\s+(?:[\w'’-]+\s+){{0,7}}$", re.I)
_DAY = re.compile(rf"(?:{'|'.join(WEEKDAYS)}|yesterday|today|tomorrow)\b", re.I)


def is_located(c: Candidate) -> bool:
    """Whether the span stands where a place does: behind a preposition that says so."""
    return _LOCATED.search(c.document.text[c.sentence_start : c.start]) is not None


def is_no_place(c: Candidate) -> bool:
    """Whether the span is a day, or no name and behind no preposition: *two ministries* met."""
    if in_capitals(c.sentence):
        return False
    if _DAY.match(c.text):
        return True
    # A sentence's first letter is no name's.
    named = any(letter.isupper() for letter in (c.text[1:] if c.start == c.sentence_start else c.text))
    return not named and _PREPOSITION.search(c.document.text[c.sentence_start : c.start]) is None


def reported_from(c: Candidate) -> tuple[str, Citation] | None:
    """The town in the dateline, and where it stands; None where the place is no part of a town or names it itself. Who
    does not live there knows only the town."""
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
