"""What happened, in the order of its days."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.domain.answers import Claim, Question
from rag.language.case import in_capitals
from rag.language.datelines import dateline_end
from rag.language.dates import Dated, find_dates
from rag.read.asked import Asked
from rag.read.claims import SAME, claim, names_as_much, shared
from rag.read.evidence import Sentence, is_heading

MOST = 8
# A sentence is of the matter from this share of the best one's score or coverage on.
OF_MATTER = 0.5
# A line of fewer words in small letters tells nothing: a byline, a dateline.
FEWEST = 4
_PLAIN = re.compile(r"\b[a-z]{2,}\b")
# A day behind these is the edge of a time, not the day of what is told.
_BOUND = re.compile(r"\b(?:since|until|till|before|after)\b(?:\s+(?!(?:on|in|at)\b)\w+){0,3}\s*$", re.I)
_FRAME = re.compile(
    r"\b(?:give me|show me|time ?lines?|chronolog\w*|in (?:(?:what|which|the|right|the right|chronological) )?order|"
    r"(?:sequence|course|order) of (?:the )?events|between|since|until|first|next|then)\b",
    re.I,
)
_SINCE, _UNTIL = (
    re.compile(r"\b(?:since|after|from|between)\b", re.I),
    re.compile(r"\b(?:until|before|between|to)\b", re.I),
)
_BESIDE = re.compile(r"\bhappen(?:s|ed)? (after|before)\b", re.I)


def matter(question: Question) -> Question:
    """What the timeline is of: the question without its days and its frame."""
    text = question.text
    for dated in reversed(find_dates(text, question.dates[-1] if question.dates else None)):
        text = f"{text[: dated.start]} {text[dated.end :]}"
    return replace(question, text=re.sub(r"\s+", " ", _FRAME.sub(" ", text)).strip(), dates=())


def timeline(question: Question, asked: Asked, ranked: Sequence[Sentence]) -> tuple[Claim, ...]:
    """Sentences of the matter that name a day in the time asked about, the earliest first, each day with its source.

    Of "after …" and "before …" without a day, the day of the best sentence is the bound.
    """
    # What came after something need not tell of it again, where a name says what else is of the matter.
    share = 0.0 if asked.names and _BESIDE.search(question.text) else OF_MATTER
    dated = [(day.iso, s) for s in _of_matter(asked, ranked, share) if (day := _day(s))]
    if not dated:
        return ()
    since, until = _bounds(question, dated[0][0])
    chosen: list[tuple[str, Sentence]] = []
    for iso, sentence in dated:
        inside = (since is None or iso[: len(since)] >= since[: len(iso)]) and (
            until is None or iso[: len(until)] <= until[: len(iso)]
        )
        twin = any(one == iso and shared(sentence, other) >= SAME for one, other in chosen)
        if inside and not twin and len(chosen) < MOST:
            chosen.append((iso, sentence))
    chosen.sort(key=lambda pair: (pair[0], pair[1].document.path, pair[1].start))
    return tuple(replace(claim(sentence), day=iso) for iso, sentence in chosen)


def _of_matter(asked: Asked, ranked: Sequence[Sentence], share: float) -> list[Sentence]:
    best = ranked[0]
    near = [
        s
        for s in ranked
        if (s.score >= share * best.score or s.coverage >= share * best.coverage) and names_as_much(asked, best, s)
    ]
    return [s for s in near if not is_heading(s) and (in_capitals(s.text) or len(_PLAIN.findall(s.text)) >= FEWEST)]


def _day(sentence: Sentence) -> Dated | None:
    """The first day that the sentence names, not that of its dateline."""
    told = sentence.start + dateline_end(sentence.text)
    text = sentence.document.text
    days = [d for d in sentence.dates if d.start >= told and not _BOUND.search(text[sentence.start : d.start])]
    return max(days, key=lambda d: (len(d.iso), -d.start), default=None)


def _bounds(question: Question, best: str) -> tuple[str | None, str | None]:
    """The first and the last day asked about, ISO prefixes; None where it is open."""
    days = sorted(question.dates)
    since, until = bool(_SINCE.search(question.text)), bool(_UNTIL.search(question.text))
    if len(days) > 1:
        return days[0], days[-1]
    if days:
        return days[0] if since or not until else None, days[0] if until or not since else None
    beside = _BESIDE.search(question.text)
    side = beside[1].lower() if beside else None
    return best if side == "after" else None, best if side == "before" else None
