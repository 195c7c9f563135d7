"""Where sources differ: the values that candidates give, what each rests on, and which one leads."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rag.domain.answers import Side, Standing
from rag.domain.text import Document
from rag.index.analysis import terms
from rag.language.numerals import NUMBERS
from rag.read.asked import TITLES, Asked
from rag.read.candidates import Candidate
from rag.read.copies import dated, originals
from rag.read.standing import standing

# A value so much less sure than the best is no other side, only a worse reading.
COMPARABLE = 3.0
# What is reported within so long is news.
NEWS = timedelta(days=3)
_EMPTY = TITLES | {"the", "a", "an"}
_TAKES_BACK = re.compile(
    r"\b(?:corrections?|corrected|corrects|retract\w*|withdr[ae]w\w*|(?:earlier|previous)\s+(?:report|figure|version))\b",
    re.I,
)
_EARLIER_REPORT = re.compile(
    r"\b(?:report|article|story|version|edition|dispatch)\b[^.]*\b(?:gave|said|stated|put|named|reported|called|listed)\b",
    re.I,
)
_TAKEN_BACK = re.compile(r"\b(?:not|instead\s+of|rather\s+than)\s+(?:the\s+)?$", re.I)


@dataclass(frozen=True, slots=True)
class Settled:
    """The candidate that leads, the sides (none, or two or more), and a candidate from each independent source."""

    leading: Candidate | None
    sides: tuple[Side, ...]
    support: tuple[Candidate, ...]


def settle(asked: Asked, candidates: Sequence[Candidate]) -> Settled:
    """From candidates, the surest first. Sides come earliest first; a correction leads."""
    standing_ones = [c for c in candidates if not _taken_back(c)]
    if not standing_ones:
        return Settled(None, (), ())
    groups = _groups(standing_ones)
    best, rest = groups[0], groups[1:]
    differing = [best, *(group for group in rest if _differs(asked, best, group))]
    if len(differing) == 1:
        return Settled(best[0], (), _support(best))
    ordered = sorted(differing, key=_dated)
    corrections = [g for n, g in enumerate(ordered) if n and any(takes_back(c.document) for c in g)]
    leading = corrections[-1] if corrections else best
    supports = [_support(group) for group in ordered]
    sides = tuple(_side(s, group in corrections) for s, group in zip(supports, ordered, strict=True))
    shown = [support[0] for support in supports]
    first = sorted(zip(supports, ordered, strict=True), key=lambda pair: pair[1] is not leading)
    further = [candidate for support, _ in first for candidate in support[1:]]
    return Settled(leading[0], sides, (*shown, *further))


def corrected(given: Sequence[Candidate], among: Sequence[Candidate]) -> list[Candidate]:
    """For each value given that some document takes back, who else gives it, and what that document says in its
    place, as surely."""
    found = []
    for taken in among:
        same = [c for c in given if same_value(c, taken)]
        # The search through the whole document last: few values are ones that were given.
        if not same or not _taken_back(taken):
            continue
        elsewhere = [c for c in among if c.document.id == taken.document.id and _numeric(c) == _numeric(taken)]
        other = next((c for c in elsewhere if not same_value(c, taken) and not _taken_back(c)), None)
        if other:
            found += [c for c in among if same_value(c, taken) and c.document.id != taken.document.id]
            found.append(replace(other, margin=max(c.margin for c in same)))
    return found


def _groups(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    groups: list[list[Candidate]] = []
    for candidate in candidates:
        same = next((g for g in groups if same_value(g[0], candidate)), None)
        if same is None:
            groups.append([candidate])
        else:
            same.append(candidate)
    return groups


def same_value(one: Candidate, other: Candidate) -> bool:
    """Whether both give one value: other case, title or granularity, a number in words, a day within a month."""
    if one.iso and other.iso:
        return one.iso.startswith(other.iso) or other.iso.startswith(one.iso)
    left, right = value_words(one.text), value_words(other.text)
    numbers = [frozenset(w for w in words if w.isdecimal()) for words in (left, right)]
    if all(numbers):
        return numbers[0] == numbers[1]
    return left <= right or right <= left


def value_words(text: str) -> frozenset[str]:
    """The words of a value that tell it from others: numbers as digits, no titles or articles."""
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text.lower())
    text = re.sub(r"\b(\w+ty)-(\w+)\b", _compound, text)
    words = re.findall(r"[^\W_]+", text)
    return frozenset(str(NUMBERS.get(w, w)) for w in words if w not in _EMPTY) or frozenset(words)


def _compound(found: re.Match[str]) -> str:
    tens, ones = NUMBERS.get(found[1]), NUMBERS.get(found[2])
    return str(tens + ones) if tens and ones else found[0]


def _differs(asked: Asked, best: Sequence[Candidate], group: Sequence[Candidate]) -> bool:
    """Whether `group` answers the same question otherwise: sure enough, elsewhere, of the same kind and subject."""
    if best[0].margin - group[0].margin > COMPARABLE:
        return False
    # One document that gives both tells of a list, or of two things, but for numbers that two people give.
    told = {c.document.id for c in best}
    if any(c.document.id in told for c in group) and not said_apart(best[0], group[0]):
        return False
    if _numeric(best[0]) != _numeric(group[0]) or _of_two_events(best[0], group[0]):
        return False
    return any(_of_subject(asked, best[0], c) for c in group)


def said_apart(one: Candidate, other: Candidate) -> bool:
    """Whether both are numbers, said by two who are named: "two were hurt, the mayor said; the guard said five"."""
    by = [standing_of(c) for c in (one, other)]
    named = all(s.status == "claimed" and s.source for s in by)
    return named and _numeric(one) and _numeric(other) and by[0].source.lower() != by[1].source.lower()


def _numeric(candidate: Candidate) -> bool:
    """Whether it is a number, or so many of something: no name that has a number in it."""
    for word in re.findall(r"[^\W_]+", candidate.text):
        if any(part.isdecimal() for part in value_words(word)):
            return True
        if word[0].isupper():
            return False
    return False


def _of_two_events(one: Candidate, other: Candidate) -> bool:
    """Whether each gives as the day one just before its own report, and these are far apart: news of two events."""
    written = one.document.metadata.published_on, other.document.metadata.published_on
    days = [_day(text) for text in (one.iso, other.iso, *written)]
    if None in days:
        return False
    happened, also, reported, later = (day for day in days if day)
    fresh = abs(reported - happened) <= NEWS and abs(later - also) <= NEWS
    return fresh and abs(reported - later) > NEWS


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso and len(iso) == 10 else None


def _of_subject(asked: Asked, best: Candidate, other: Candidate) -> bool:
    """Whether `other`'s document holds each name of the question that `best`'s does."""
    held, known = (frozenset(terms(c.document.text.lower())) for c in (other, best))
    return all(name <= held for name in asked.names.values() if name <= known)


def _support(group: Sequence[Candidate]) -> tuple[Candidate, ...]:
    source = originals([c.document for c in group])
    first: dict[int, Candidate] = {}
    for candidate in group:
        first.setdefault(source[candidate.document.id], candidate)
    return tuple(first.values())


def _dated(group: Sequence[Candidate]) -> tuple[str, int]:
    return min(dated(c.document) for c in group)


def takes_back(document: Document) -> bool:
    """Whether it corrects what was reported."""
    return _TAKES_BACK.search(document.text) is not None


def is_taken_back(document: Document, value: str) -> bool:
    """Whether the document gives a value as wrong: *not 14*."""
    words = r"\s+".join(map(re.escape, value.split()))
    return (
        re.search(rf"\b(?:not|instead\s+of|rather\s+than)\s+(?:the\s+)?{words}(?!\w)", document.text, re.I) is not None
    )


def _taken_back(candidate: Candidate) -> bool:
    """Whether the value is given as wrong: *not 14*, or in a correction *our report gave it as 14*."""
    before = candidate.before
    if _TAKEN_BACK.search(before):
        return True
    if is_taken_back(candidate.document, candidate.document.text[candidate.start : candidate.end]):
        return True
    return bool(_EARLIER_REPORT.search(before)) and takes_back(candidate.document)


def _side(support: Sequence[Candidate], correction: bool) -> Side:
    shown = support[0]
    about = shown.document.metadata
    citations = tuple(candidate.citation for candidate in support)
    return Side(shown.text, citations, about.published_by, about.published_on, standing_of(shown), correction)


def standing_of(candidate: Candidate) -> Standing:
    """How sure the source is of the candidate itself, not of all that its sentence tells."""
    span = candidate.start, candidate.end
    return standing(candidate.document, candidate.sentence_start, candidate.sentence_end, span)
