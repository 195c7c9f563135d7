"""Accounts of a cause: what a source that is no copy of another gives as the reason."""

import re
from collections.abc import Iterator, Sequence

from rag.domain.answers import Question, on_one_line
from rag.index.analysis import terms
from rag.read.asked import Asked
from rag.read.candidates import Candidate
from rag.read.claims import names_as_much
from rag.read.copies import originals
from rag.read.evidence import Sentence

# The share of the question that its sentence covers, and how many of the first sentences are looked at.
COVERED, AMONG = 0.5, 40
_ASKS = re.compile(r"\bwhy\b|\bwhat\b[^?]*\b(?:caus\w+|reasons?|led\s+to)\b", re.I)
_BEHIND = re.compile(
    r"\b(?:because(?:\s+of)?|due\s+to|owing\s+to|(?:as\s+a\s+result|on\s+account)\s+of|(?:caused|triggered|started)\s+by|"
    r"blamed\s+on|attributed\s+to)\s+(?P<cause>[^,;.]+)",
    re.I,
)
_SMALL = frozenset(terms("the and for with from into that this had has have was were been being their its out"))


def accounts(question: Question, asked: Asked, leading: Candidate, ranked: Sequence[Sentence]) -> list[Candidate]:
    """Where a cause is asked for, those that other sources give and that share no word with the leading one, each as
    sure as that."""
    if not _ASKS.search(question.text):
        return []
    best = next(s for s in ranked if (s.document.id, s.start) == (leading.document.id, leading.sentence_start))
    told = list(_told(asked, best, leading, ranked[:AMONG]))
    source = originals([leading.document, *(c.document for c in told)])
    return [c for c in told if source[c.document.id] != source[leading.document.id]]


def _told(asked: Asked, best: Sentence, leading: Candidate, ranked: Sequence[Sentence]) -> Iterator[Candidate]:
    known = _telling(leading.text)
    for s in ranked:
        found = _BEHIND.search(s.text)
        if not found or s.coverage < COVERED or not names_as_much(asked, best, s):
            continue
        if known.isdisjoint(_telling(found["cause"])):
            start, end = (s.start + at for at in found.span("cause"))
            text = on_one_line(found["cause"])
            yield Candidate(s.hit, start, end, s.start, s.end, text, leading.margin)


def _telling(text: str) -> frozenset[str]:
    return frozenset(term for term in terms(text.lower()) if len(term) > 2) - _SMALL
