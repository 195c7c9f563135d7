"""Accounts that repeat a sentence nearly word for word and give another value in its place: no copies, but rivals."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from rag.domain.answers import on_one_line
from rag.language.dates import spoken
from rag.read.candidates import Candidate
from rag.read.evidence import Sentence

# Words that both hold beside the value, and the share that they are of either's.
ALIKE, SHARE = 4, 0.8
# Another value is no longer than this, in words.
LONGEST = 8
# A share of the question covered that is no less than another.
AS_MUCH = 0.05
# Two words so alike are two spellings of one.
SPELLED_ALIKE = 0.75
_WORD = re.compile(r"[^\W_]+(?:[.,:'’–-][^\W_]+)*")


class Run(NamedTuple):
    """Words `[start, end)` of one sentence and those `[to_start, to_end)` of another in their place."""

    start: int
    end: int
    to_start: int
    to_end: int


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of `text` in lower case, and where each stands."""

    text: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def twins(given: Sequence[Candidate], ranked: Sequence[Sentence]) -> list[Candidate]:
    """For each candidate given, what other documents have in its place where they repeat its sentence."""
    found: dict[tuple[int, int], Candidate] = {}
    for candidate in given:
        own = _split(candidate.sentence)
        for sentence in ranked:
            if sentence.document.id != candidate.document.id:
                other = _twin(candidate, own, sentence)
                if other:
                    found.setdefault((other.document.id, other.start), other)
    return list(found.values())


def retold(sentence: Sentence, ranked: Sequence[Sentence]) -> Sentence | None:
    """The first sentence of another document that holds as much of the question and repeats it but for one name or
    number, whatever is asked."""
    own = _split(sentence.text)
    others = (s for s in ranked if s.document.id != sentence.document.id and _holds_as_much(s, sentence))
    return next((other for other in others if _tells_otherwise(own, _split(other.text))), None)


def _holds_as_much(one: Sentence, other: Sentence) -> bool:
    return one.coverage > other.coverage - AS_MUCH and one.dated >= other.dated


def _tells_otherwise(own: _Words, other: _Words) -> bool:
    telling = next((c for c in _changes(own, other) if c.start < c.end and _tells(own, other, c)), None)
    return telling is not None and _run(own, other, telling.start, telling.end) is not None


def _twin(candidate: Candidate, own: _Words, sentence: Sentence) -> Candidate | None:
    other = _split(sentence.text)
    if abs(len(own.words) - len(other.words)) > LONGEST or own.words == other.words:
        return None
    at, to = candidate.start - candidate.sentence_start, candidate.end - candidate.sentence_start
    held = [n for n, (start, end) in enumerate(own.spans) if start < to and at < end]
    run = _run(own, other, held[0], held[-1] + 1) if held else None
    if run is None:
        return None
    start, end = other.spans[run.to_start][0], other.spans[run.to_end - 1][1]
    # The value is Apple where it stands as "Apple's".
    tail = own.text[to : own.spans[run.end - 1][1]]
    end -= len(tail) if tail and other.text.endswith(tail, start, end) else 0
    return _candidate(candidate, sentence, sentence.start + start, sentence.start + end)


def _candidate(candidate: Candidate, sentence: Sentence, start: int, end: int) -> Candidate | None:
    """As sure as the candidate it differs from; in place of a date only a date."""
    dated = next((d for d in sentence.dates if d.start < end and start < d.end), None) if candidate.iso else None
    if candidate.iso and not dated:
        return None
    text = spoken(dated.iso) if dated else on_one_line(sentence.document.text[start:end])
    iso = dated.iso if dated else None
    return Candidate(sentence.hit, start, end, sentence.start, sentence.end, text, candidate.margin, iso)


def _run(own: _Words, other: _Words, first: int, last: int) -> Run | None:
    """What stands in place of the value `own.words[first:last]`; None where the same does, or where more differs."""
    changes = _changes(own, other)
    at_value = [c for c in changes if c.start < last and first < c.end and c.to_start < c.to_end]
    if not at_value:
        return None
    head, foot = at_value[0], at_value[-1]
    start, end = min(first, head.start), max(last, foot.end)
    run = Run(start, end, head.to_start - (head.start - start), foot.to_end + (end - foot.end))
    exchanged = {_pair(own, other, c) for c in at_value}
    rest = [c for c in changes if c not in at_value]
    if any(_pair(own, other, c) not in exchanged and _tells(own, other, c) for c in rest):
        return None
    alike = len(own.words) - (end - start) - sum(c.end - c.start for c in rest)
    longest = max(len(own.words) - (end - start), len(other.words) - (run.to_end - run.to_start))
    is_twin = alike >= max(ALIKE, SHARE * longest) and run.to_end - run.to_start <= LONGEST
    return run if is_twin and not _spelled_alike(*_pair(own, other, run)) else None


def _changes(own: _Words, other: _Words) -> list[Run]:
    """Where they differ; nowhere too where hardly a word is common."""
    if 2 * len(frozenset(own.words) & frozenset(other.words)) < len(frozenset(own.words)):
        return []
    opcodes = SequenceMatcher(None, own.words, other.words, autojunk=False).get_opcodes()
    return [Run(*places) for tag, *places in opcodes if tag != "equal"]


def _pair(own: _Words, other: _Words, run: Run) -> tuple[str, str]:
    return " ".join(own.words[run.start : run.end]), " ".join(other.words[run.to_start : run.to_end])


def _tells(own: _Words, other: _Words, run: Run) -> bool:
    """Whether a name or a number differs."""
    places = [(own.text, at) for at, _ in own.spans[run.start : run.end]]
    places += [(other.text, at) for at, _ in other.spans[run.to_start : run.to_end]]
    return any(text[at].isdigit() or (text[at].isupper() and at > 0) for text, at in places)


def _spelled_alike(one: str, other: str) -> bool:
    has_number = any(letter.isdigit() for letter in one + other)
    return not has_number and SequenceMatcher(None, one, other, autojunk=False).ratio() >= SPELLED_ALIKE


def _split(text: str) -> _Words:
    found = list(_WORD.finditer(text))
    return _Words(text, tuple(word[0].casefold() for word in found), tuple(word.span() for word in found))
