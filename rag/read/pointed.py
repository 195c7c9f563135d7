"""The spans that the reader points at, weighed against the words of the question."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from rag.domain.answers import Question, on_one_line
from rag.language.numerals import NUMBERS
from rag.read.according import source_asked, word_of
from rag.read.asked import Asked, said_by
from rag.read.candidates import Candidate, candidates
from rag.read.claims import sibling_rows
from rag.read.evidence import Sentence, lacks_number
from rag.read.misread import is_misread
from rag.read.phrases import AMOUNT
from rag.read.sides import corrected
from rag.read.twins import AS_MUCH

# Sentences in which spans are taken.
POINTED = 10
# How much a better passage counts beside the margin.
SCORE = 4.0
# How much the share of the question that its sentence covers counts, and each of its names that is not near: of two
# alike, the one that was named.
COVERED, NAMED = 8.0, 1.0
# How much is taken from a place in the dateline: there the report was written.
DATELINE = 4.0
# Logits behind the first from which a span is another question's answer.
BEHIND = 1.5
FAR_BEHIND = 3.0
# So far behind what another document says may be as right: a source that differs is worth more than one that agrees.
DIFFERING = 2.5
# "What … for?" is answered behind "for".
_STRANDED = re.compile(r"\bwhat\b.*\s(about|against|for|from|into|on|over|with)\W*$", re.I)
_REFERS = re.compile(r"\W*(?:he|she|they|it)\b", re.I)
OF_WHAT_IS_SAID = 0.85
_BEHIND_NOUN = re.compile(r"(?:\s+(?:(?:of|in|the|and|for|de)\s+){0,2}[A-Z][\w'’-]*)+")
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{3,})[\"”“»]")


def literal(question: Question, asked: Asked, ranked: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that hold what the question sets to the letter, quoted words and numbers; all where none does. Who
    said something is told where it is said: a sentence with another's words holds little of the question."""
    if said_by(question) and ranked:
        said = max(ranked, key=lambda s: s.coverage)
        # He who added it was named a sentence before.
        if not _REFERS.match(said.text):
            ranked = [s for s in ranked if s.coverage >= OF_WHAT_IS_SAID * said.coverage]
    if question.asks == "how many":
        ranked = _naming(asked, ranked)
    quoted = [_letters(words) for words in _QUOTED.findall(question.text)]
    held = [s for s in ranked if all(words in _letters(s.text) for words in quoted)] or list(ranked)
    return [s for s in held if not lacks_number(s, asked)] or held


def _naming(asked: Asked, ranked: Sequence[Sentence]) -> list[Sentence]:
    """Without those among the first that lack a name where another has it with a number: of three camps' counts the one
    of the camp asked about."""
    lacking = {s: unnamed(asked, s) for s in ranked[:POINTED] if AMOUNT.search(s.text)}
    least = min(lacking.values(), default=0)
    return [s for s in ranked if lacking.get(s, least) == least]


def pointed_at(
    question: Question, asked: Asked, ranked: Sequence[Sentence], fitting: Callable[[list[Candidate]], list[Candidate]]
) -> list[Candidate]:
    """Of the spans that fit the surest in the best passages first, none far behind the first."""
    best = max((s.hit.score for s in ranked), default=0.0)
    first = ranked[:POINTED]
    coverage = {(s.document.id, s.start): (s.coverage, unnamed(asked, s)) for s in first}

    stranded = _STRANDED.search(question.text)

    def worth(candidate: Candidate) -> float:
        covered = coverage[candidate.document.id, candidate.sentence_start]
        sure = candidate.margin + SCORE * (candidate.hit.score - best) + COVERED * covered[0] - NAMED * covered[1]
        sure += BEHIND if stranded and _stands_behind(candidate, stranded[1]) else 0.0
        return sure - DATELINE if question.asks == "where" and candidate.in_dateline else sure

    told = [s for s in first if not any(o.coverage > s.coverage and sibling_rows(s, o) for o in ranked)]
    given = [_whole_name(question, _whole_number(c)) for c in candidates(question, told)]
    whole = [c for c in given if not is_misread(question, asked, c)]
    told_by = word_of(source_asked(question), _believed(given, fitting(whole)), whole)
    found = sorted(told_by, key=worth, reverse=True)
    near = [c for c in found if worth(c) > worth(found[0]) - BEHIND or _as_near(found[0], c, coverage)]
    return [*near, *(c for c in corrected(near, whole) if c not in near)]


def _believed(given: Sequence[Candidate], fit: Sequence[Candidate]) -> list[Candidate]:
    """Without unsure spans far behind one that does not fit: where the reader's own choice is none, they are less."""
    places = {(c.document.id, c.sentence_start) for c in fit}
    surest = max((c.margin for c in given if (c.document.id, c.sentence_start) not in places), default=-math.inf)
    return [c for c in fit if c.margin >= min(0.0, surest - FAR_BEHIND)]


def _stands_behind(candidate: Candidate, preposition: str) -> bool:
    behind = rf"\b{preposition}\s+(?:(?:the|an?|its|his|her|their)\s+)?$"
    return re.search(behind, candidate.before, re.I) is not None


def _as_near(best: Candidate, other: Candidate, coverage: Mapping[tuple[int, int], tuple[float, int]]) -> bool:
    """Whether another document answers in a sentence that covers as much: what ranks lower may still differ."""
    (most, missing), (covered, lacking) = (coverage[c.document.id, c.sentence_start] for c in (best, other))
    apart = best.document.id != other.document.id and other.margin > max(best.margin - DIFFERING, 0.0)
    return apart and lacking <= missing and covered > most - AS_MUCH


def _whole_number(candidate: Candidate) -> Candidate:
    """Thirty-one where the reader stops at thirty."""
    text, tens = candidate.document.text, re.search(r"[^\W\d_]+$", candidate.text)
    ones = re.match(r"-([^\W\d_]+)", text[candidate.end :])
    if not tens or not ones or NUMBERS.get(tens[0].lower(), 0) < 20 or NUMBERS.get(ones[1].lower(), 10) > 9:
        return candidate
    return replace(candidate, end=candidate.end + ones.end(), text=candidate.text + ones[0])


def _whole_name(question: Question, candidate: Candidate) -> Candidate:
    """Which film is "US film Lost in Translation", where the reader stops at the noun that was asked for."""
    noun = re.search(r"[a-z-]+$", candidate.text)
    name = _BEHIND_NOUN.match(candidate.after)
    if (
        not noun
        or not name
        or not re.search(rf"\b(?:which|what)\s+(?:[\w-]+\s+){{0,2}}{noun[0]}\b", question.text, re.I)
    ):
        return candidate
    return replace(candidate, end=candidate.end + name.end(), text=f"{candidate.text} {on_one_line(name[0])}")


def unnamed(asked: Asked, sentence: Sentence) -> int:
    """How many of the question's names stand neither in the sentence nor in the two before it and the title."""
    held = sentence.terms | sentence.around[0]
    names = asked.names.values()
    return sum(all(held.isdisjoint(asked.forms.get(part, {part})) for part in parts) for parts in names if parts)


def sentence_of(candidate: Candidate, ranked: Sequence[Sentence]) -> Sentence:
    place = candidate.document.id, candidate.sentence_start
    return next(s for s in ranked if (s.document.id, s.start) == place)


def _letters(text: str) -> str:
    return re.sub(r"[^\w ]", "", on_one_line(text)).casefold()
