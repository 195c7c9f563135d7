"""The spans that the reader points at, weighed against the words of the question."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from rag.domain.answers import Question, on_one_line
from rag.language.datelines import in_dateline
from rag.language.numerals import NUMBERS
from rag.read.asked import TITLES, Asked
from rag.read.candidates import Candidate, candidates
from rag.read.claims import sibling_rows
from rag.read.evidence import Sentence, lacks_number
from rag.read.refusal import gap_of
from rag.read.sides import corrected
from rag.read.standing import accuses, is_asked
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
_SAID = re.compile(
    r"\bwho(?:\s+(?:has|had|have))?\s+(?:said|says|told|claim(?:ed|s)|alleged|reported|stated|announced|added|argued|"
    r"insisted|warned|admitted|confirmed|den(?:ied|ies)|believes?|thinks?)\b",
    re.I,
)
_SINCE = re.compile(r"\bsince\s+(?:\w+\s+)?$", re.I)
_UNTIL = re.compile(
    r"\buntil\s+(?:an?|the|his|her|its|their)\s+(?:\w+\s+){0,2}?(?P<office>\w+)\s+(?:is|are|was|were|can\s+be|has\s+been)\s+"
    r"(?:named|appointed|elected|chosen|found|selected|sworn)\b",
    re.I,
)
# What is so from its first moment on: who was kidnapped on a day has been held since.
_BEGAN = re.compile(
    r"\b(?:since|last|(?:beg[aiu]n|start|kidnap|abduct|captur|arrest|detain|jail|imprison|disappear|occup)\w*)\b", re.I
)
_BY = re.compile(r"\W*by\s+", re.I)
_BEHIND_BY = re.compile(r"\bby\s+(?:(?:the|an?|some|his|her|its|their)\s+)?$", re.I)
_WROTE = re.compile(r"\b(?:wrote|written|writer|author|reporter)s?\b", re.I)
_REFERS = re.compile(r"\W*(?:he|she|they|it)\b", re.I)
OF_WHAT_IS_SAID = 0.85
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{3,})[\"”“»]")


def literal(question: Question, asked: Asked, ranked: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that hold what the question sets to the letter, quoted words and numbers; all where none does. Who
    said something is told where it is said: a sentence with another's words holds little of the question."""
    if _SAID.search(question.text) and ranked:
        said = max(ranked, key=lambda s: s.coverage)
        # He who added it was named a sentence before.
        if not _REFERS.match(said.text):
            ranked = [s for s in ranked if s.coverage >= OF_WHAT_IS_SAID * said.coverage]
    quoted = [_letters(words) for words in _QUOTED.findall(question.text)]
    held = [s for s in ranked if all(words in _letters(s.text) for words in quoted)] or list(ranked)
    return [s for s in held if not lacks_number(s, asked)] or held


def pointed_at(
    question: Question, asked: Asked, ranked: Sequence[Sentence], fitting: Callable[[list[Candidate]], list[Candidate]]
) -> list[Candidate]:
    """Of the spans that fit the surest in the best passages first, none far behind the first."""
    best = max((s.hit.score for s in ranked), default=0.0)
    first = ranked[:POINTED]
    coverage = {(s.document.id, s.start): (s.coverage, unnamed(asked, s)) for s in first}

    def worth(candidate: Candidate) -> float:
        covered = coverage[candidate.document.id, candidate.sentence_start]
        sure = candidate.margin + SCORE * (candidate.hit.score - best) + COVERED * covered[0] - NAMED * covered[1]
        return sure - DATELINE if question.asks == "where" and _in_dateline(candidate) else sure

    told = [s for s in first if not any(o.coverage > s.coverage and sibling_rows(s, o) for o in ranked)]
    given = map(_whole_number, candidates(question, told))
    whole = [c for c in given if not (_cuts_a_name(asked, c) or any(other(question, c) for other in _OTHERS))]
    found = sorted(fitting(whole), key=worth, reverse=True)
    near = [c for c in found if worth(c) > worth(found[0]) - BEHIND or _as_near(found[0], c, coverage)]
    return [*near, *(c for c in corrected(near, whole) if c not in near)]


def _in_dateline(candidate: Candidate) -> bool:
    return in_dateline(candidate.document.text[: candidate.sentence_end], candidate.start, candidate.end)


def _as_near(best: Candidate, other: Candidate, coverage: Mapping[tuple[int, int], tuple[float, int]]) -> bool:
    """Whether another document answers in a sentence that covers as much: what ranks lower may still differ."""
    (most, missing), (covered, lacking) = (coverage[c.document.id, c.sentence_start] for c in (best, other))
    apart = best.document.id != other.document.id and other.margin > max(best.margin - BEHIND, 0.0)
    return apart and lacking <= missing and covered > most - AS_MUCH


def _whole_number(candidate: Candidate) -> Candidate:
    """Thirty-one where the reader stops at thirty."""
    text, tens = candidate.document.text, re.search(r"[^\W\d_]+$", candidate.text)
    ones = re.match(r"-([^\W\d_]+)", text[candidate.end :])
    if not tens or not ones or NUMBERS.get(tens[0].lower(), 0) < 20 or NUMBERS.get(ones[1].lower(), 10) > 9:
        return candidate
    return replace(candidate, end=candidate.end + ones.end(), text=candidate.text + ones[0])


def _cuts_a_name(asked: Asked, candidate: Candidate) -> bool:
    """Whether it is the end of a name like one of the question's: Odra of Lady Odra, asked of the Lady Orla."""
    before = re.search(r"\b([A-Z]\w*)\s$", candidate.document.text[candidate.sentence_start : candidate.start])
    held = {word for name in asked.names for word in name.split()}
    return before is not None and before[1] in held and before[1].lower() not in TITLES and candidate.text[0].isupper()


def _accuser(question: Question, c: Candidate) -> bool:
    """Who says that another did it did not do it, unless it is asked who says so."""
    if question.asks != "who" or is_asked("claimed", question.text):
        return False
    return accuses(c.document, c.sentence_start, c.sentence_end, (c.start, c.end))


def _doer(question: Question, c: Candidate) -> bool:
    """Who was appointed *by the president* is not the president."""
    before = c.document.text[c.sentence_start : c.start]
    return _BEHIND_BY.search(before) is not None and gap_of(question) == "whom"


def _reporter(question: Question, c: Candidate) -> bool:
    """Whoever stands in the dateline or the byline wrote the report, and did nothing in it."""
    if question.asks not in ("who", "whom") or _SAID.search(question.text):
        return False
    return _in_dateline(c) or (_in_byline(c) and not _WROTE.search(question.text))


def _in_byline(c: Candidate) -> bool:
    """*By Ilse Varga, 28 January 2026*: the name is the document's author, behind nothing but "by"."""
    author = c.document.metadata.author
    behind = _BY.fullmatch(c.document.text[c.sentence_start : c.start])
    return author is not None and behind is not None and c.text.casefold() == author.value.casefold()


def _lasting(question: Question, c: Candidate) -> bool:
    """A day *since* which something is so is not the one on which another thing happened."""
    before = c.document.text[c.sentence_start : c.start]
    return question.asks == "when" and bool(_SINCE.search(before)) and not _BEGAN.search(question.text)


def _meanwhile(question: Question, c: Candidate) -> bool:
    """Who serves *until a successor is named* is not the successor."""
    if question.asks not in ("who", "whom") or _UNTIL.search(question.text):
        return False
    found = _UNTIL.search(c.sentence)
    return found is not None and re.search(rf"\b{found['office']}\b", question.text, re.I) is not None


# What answers another question than the one asked.
_OTHERS = (_accuser, _doer, _reporter, _lasting, _meanwhile)


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
