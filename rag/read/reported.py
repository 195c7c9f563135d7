"""A deed that is told without its day: it was done by the day of the report."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.domain.answers import Citation, Claim, Question, ShortAnswer, cite
from rag.domain.text import FILE_MADE, Document
from rag.language.datelines import HEAD, in_dateline
from rag.language.dates import find_dates, spoken
from rag.read.asked import Asked, is_to_come
from rag.read.candidates import Candidate
from rag.read.claims import claim
from rag.read.evidence import Sentence
from rag.read.grammar import tells, wanted
from rag.read.pointed import POINTED, sentence_of

# Beyond a turn to other news, a day that stands in words so much further from the question than the telling sentence is
# another deed's.
NEARER = 0.45
_TOOK_PLACE = re.compile(r"\bt(?:ake|akes|aken|ook)\s+place\b|\b(?:happen|occur)", re.I)
_TURN = re.compile(
    r"(?:^|[.!?\"”]\s)\s*(?:meanwhile|finally|elsewhere|separately|similarly|in\s+(?:another|other|a\s+separate)\b)",
    re.I,
)


def told_undated(
    question: Question, asked: Asked, pointed: Sequence[Candidate], ranked: Sequence[Sentence]
) -> Sentence | None:
    """The sentence of the best report that holds most of the question, where it tells the deed and names no day, the
    report has one, and no other day is one that the reader believes or that stands in words nearer to the question."""
    if question.asks != "when" or not ranked or is_to_come(question):
        return None
    told = max((s for s in ranked[:POINTED] if s.document.id == ranked[0].document.id), key=lambda s: s.coverage)
    if any(not in_dateline(told.document.text, d.start, d.end) for d in told.dates) or not _day(told.document):
        return None
    if not _tells(question, asked, told):
        return None
    return told if not pointed or _gives_way(pointed[0], told, ranked) else None


def _tells(question: Question, asked: Asked, sentence: Sentence) -> bool:
    """Whether the question's verb stands there in some form; that an attack took place may be told in any words."""
    gap = None if _TOOK_PLACE.search(question.text) else wanted(question)
    return gap is None or not gap.deeds or tells(gap, asked, sentence)


def _gives_way(day: Candidate, told: Sentence, ranked: Sequence[Sentence]) -> bool:
    """Whether a day is no better than that of the report: it is that one, one of other news that the same report tells,
    or one that the reader doubts and that stands further from the question."""
    if day.document.id == told.document.id and in_dateline(told.document.text, day.start, day.end):
        return True
    covered = sentence_of(day, ranked).coverage
    return covered < told.coverage * (1 if day.margin < 0 else NEARER if _apart(day, told) else 0)


def _apart(day: Candidate, told: Sentence) -> bool:
    """Whether one document turns to other news between the two."""
    if day.document.id != told.document.id:
        return False
    (_, start), (_, end) = sorted([(day.sentence_start, day.sentence_end), (told.start, told.end)])
    return _TURN.search(told.document.text[start:end]) is not None


def by_report(told: Sentence) -> tuple[ShortAnswer, Claim]:
    """The day of the report, as the latest that it may be, and the sentence; both cite the line that says the day."""
    day = spoken(_day(told.document) or "")
    shown = claim(told)
    proofs = (*shown.citations, *_day_said(told.document))
    words = f"on or before {day} (the day of the report)"
    return ShortAnswer(words, proofs, shown.standing), replace(shown, citations=proofs)


def _day(document: Document) -> str | None:
    """The day of the report, where it is a whole one and not merely the day on which its file was made."""
    published = document.metadata.published
    return published.value if published and published.source != FILE_MADE and len(published.value) == 10 else None


def _day_said(document: Document) -> list[Citation]:
    """Where the text itself says its day."""
    dated = find_dates(document.text[:HEAD], None)
    return [cite(document, d.start, d.end) for d in dated if d.iso == _day(document)][:1]
