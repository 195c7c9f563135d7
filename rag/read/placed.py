"""Places: what is told as one, and the town that a part of a town belongs to as far as its report says."""

import re
from collections.abc import Sequence

from rag.domain.answers import Citation, Question, cite, on_one_line
from rag.language.case import in_capitals
from rag.language.date_patterns import WEEKDAYS
from rag.language.datelines import dateline
from rag.read.candidates import Candidate
from rag.read.evidence import Sentence
from rag.read.grammar import untold
from rag.read.pointed import sentence_of

# Where documents rather answer than not, a place told as one is shown whatever its margin. Never who did it: that would
# accuse.
LIKELY = 0.4
# A sentence that tells less of the question than so much of what the best one tells may place something else.
TELLING = 0.65
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


def told_places(
    question: Question, pointed: Sequence[Candidate], ranked: Sequence[Sentence], least: float, likely: float
) -> list[Candidate]:
    """The spans that answer where, of the `pointed`, the best first: from the margin `least`, or whatever their margin
    where documents answer `likely`, 0 to 1. None where the reader takes something else for the place."""
    if pointed and _is_no_place(pointed[0]):
        return []
    most = max((sentence.coverage for sentence in ranked), default=0.0)
    found = []
    for c in (c for c in pointed if not _is_no_place(c)):
        sentence = sentence_of(c, ranked)
        telling = sentence.coverage >= TELLING * most
        if c.margin < least:
            sure = telling and likely >= LIKELY and _is_located(c)
        else:
            # Capitals are parsed too badly to miss the deed in them.
            sure = telling or in_capitals(sentence.text) or not untold(question, sentence)
        if sure:
            found.append(c)
    return found


def _is_located(c: Candidate) -> bool:
    """Whether the span stands where a place does: behind a preposition that says so."""
    return _LOCATED.search(c.before) is not None


def _is_no_place(c: Candidate) -> bool:
    """Whether the span is a day, or no name and behind no preposition: *two ministries* met."""
    if in_capitals(c.sentence):
        return False
    if _DAY.match(c.text):
        return True
    # A sentence's first letter is no name's.
    named = any(letter.isupper() for letter in (c.text[1:] if c.start == c.sentence_start else c.text))
    return not named and _PREPOSITION.search(c.before) is None


def reported_from(c: Candidate) -> tuple[str, Citation] | None:
    """The town in the dateline, and where it stands; None where the place is no part of a town or names it itself. Who
    does not live there knows only the town."""
    text = c.document.text
    opens, begins = dateline(text)
    found = _TOWN.match(text, opens, begins)
    if found is None or c.start < begins or not _is_part(c):
        return None
    town = on_one_line(found["town"])
    if re.search(rf"\b{re.escape(town)}\b", c.text, re.I):
        return None
    return town, cite(c.document, found.start("town"), found.end("town"))


def _is_part(c: Candidate) -> bool:
    return bool(_NAMED.search(c.text) or _BEFORE.search(c.before) or _BEHIND.match(c.after))
