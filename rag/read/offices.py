"""Who holds another office than the one asked about, or the same one of another body."""

import re

from rag.domain.answers import Question
from rag.index.analysis import terms
from rag.read.asked import Asked
from rag.read.candidates import SURE, Candidate

_OFFICE = re.compile(
    r"\bwho\s+(?P<now>is|are|was|were)\s+(?:the\s+)?(?:(?:current|new|present)\s+)?(?:(?P<of>\w+)\s+)??"
    r"(?P<office>(?-i:[a-z]+))(?:\s+(?:of|in|at)\b|\W*$)",
    re.I,
)
# With these words before it it is another office, or none any more.
_BELOW = r"deputy|vice|assistant|acting|designate"
_APART = rf"former|ex|late|outgoing|{_BELOW}"
# Who holds one of these is called so.
_OFFICES = frozenset(
    terms("president minister mayor king queen governor ambassador senator bishop pope chancellor premier")
)
_OF_A_BODY = re.compile(
    r"\bwho\s+(?:is|are|was|were)\s+(?:the\s+)?(?:(?:current|new|present)\s+)?(?P<office>(?-i:(?:[a-z]+\s+){0,2}[a-z]+))"
    r"\s+of\s+(?:the\s+)?(?P<of>(?-i:[A-Z])\w[^?]*)",
    re.I,
)
_NAMES = r"(?:[A-Z][\w.’'-]*\s+)*(?:[A-Z][\w.’'-]*)?"
_BODY = r"(?P<other>[A-Z][\w&.’'-]*(?:\s+[A-Z][\w&.’'-]*)*)"
_HELD = re.compile(
    r"\b(?:\w*chair(?:man|woman)|spokes\w+|director|president|secretary|minister|analyst|economist|manager|editor|coach|"
    rf"captain)\s+{_NAMES}$"
)


def is_other_office(question: Question, asked: Asked, c: Candidate) -> bool:
    """Who is mayor is neither the *former* mayor nor the *deputy* mayor."""
    asks = _OFFICE.search(question.text)
    if asks is None:
        return False
    kinds = _APART if asks["now"].lower() in ("is", "are") else _BELOW
    office = rf"\b(?P<kind>{kinds})[\s-]+(?:\w+\s+)?{asks['office']}\b"
    held = re.search(rf"{office}[^,;.]*,?\s*(?:[A-Z]\w*\.?\s+)*$", c.before, re.I)
    held = held or re.match(rf",?\s+(?:(?:an?|the|then)\s+)?{office}", c.after, re.I)
    if re.search(rf"\b{asks['office']}['’]s\s[^,.;]*,?\s*$", c.before, re.I):
        # "The president's son, Omar Sade."
        return True
    title = terms(f"{asks['of'] or ''} {asks['office']}")
    if title[-1] in _OFFICES and not frozenset(terms(c.near)).issuperset(title):
        return True
    return held is not None and held["kind"].lower() not in question.text.lower()


def is_of_another_body(question: Question, asked: Asked, c: Candidate) -> bool:
    """Who is chief executive of Sky is not *Telewest chief executive* Eric Tveter, nor its *vice-chairman*."""
    asks = _OF_A_BODY.search(question.text)
    if asks is None:
        return False
    to = c.before + c.document.text[c.start : c.end]
    if (_HELD.search(to) or c.margin < SURE) and frozenset(terms(asks["office"])).isdisjoint(terms(c.near)):
        return True
    if asks["of"].casefold() not in c.sentence.casefold():
        # Called by its country's adjective it is the same office.
        return False
    office = rf"(?i:{re.escape(asks['office'])})"
    held = re.search(rf"{_BODY}\s+{office}\s+{_NAMES}$", to)
    held = held or re.match(rf",?\s+(?:the\s+)?{office}\s+(?:of|at)\s+(?:the\s+)?{_BODY}", c.after)
    return held is not None and frozenset(terms(held["other"])).isdisjoint(terms(asks["of"]))
