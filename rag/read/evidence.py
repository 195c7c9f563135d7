"""Which sentences of the passages found bear on the question, and how much."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from rag.domain.answers import Asks, Citation, Hit, Question, SpanHit, cite, on_one_line
from rag.domain.text import Document
from rag.index.analysis import question_terms, terms
from rag.language.dates import Dated, find_dates
from rag.language.instructions import instructions
from rag.language.sentences import sentences
from rag.read.asked import Asked, asked

Embed = Callable[[Sequence[str]], NDArray[np.float32]]

CANDIDATES = 120
# So many sentences are compared in meaning with the question at most, and of these only those that it could bring among
# the first SHOWN: what it adds differs by less than REACH.
EMBEDDED, SHOWN, REACH = 14, 3, 0.35
LIKE = 0.5
_NUMERAL = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|hundreds?|thousands?|million|billion|dozens?|none|several|half)\b",
    re.I,
)
_ASKS_CAUSE = re.compile(r"\bwhy\b|\bwhat\b.*\b(?:caus\w+|reasons?|motives?|led\s+to)\b", re.I)
_CAUSE = re.compile(
    r"\b(?:because|due\s+to|owing\s+to|caus(?:e|ed|es|ing)|as\s+a\s+result|blam(?:e|es|ed|ing)|"
    r"in\s+(?:retaliation|revenge|reprisal|response|protest|answer)|led\s+to|reasons?)\b",
    re.I,
)
# How much a word of the question counts where it stands: in the sentence, before it or in the title, after it,
# elsewhere in the passage.
IN_SENTENCE, BEFORE, AFTER, IN_PASSAGE = 1.0, 0.6, 0.4, 0.3
# What else counts beside the words covered: the day asked for, the reader's answer in it, how well the passage fits,
# a cause where one is asked for.
DATED, ANSWERING, FOUND, CAUSAL = 0.3, 1.0, 0.3, 0.3
# Logits over which the reader's doubt is spread.
SOFT = 2.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A candidate: `document.text[start:end]`, the terms in it and around it, the days that it names."""

    hit: Hit
    start: int
    end: int
    terms: frozenset[str]
    around: tuple[frozenset[str], frozenset[str], frozenset[str]]
    dates: tuple[Dated, ...]
    dates_around: tuple[str, ...]
    spans: tuple[SpanHit, ...] = ()
    coverage: float = 0.0
    dated: float = 0.0
    likeness: float = 0.0
    answering: float = 0.0
    score: float = 0.0

    @property
    def document(self) -> Document:
        return self.hit.document

    @property
    def text(self) -> str:
        return self.document.text[self.start : self.end]

    @property
    def citation(self) -> Citation:
        return cite(self.document, self.start, self.end)


def evidence(question: Question, hits: Sequence[Hit], embed: Embed) -> tuple[Asked, list[Sentence]]:
    """The candidates, best first, and the question weighed against them."""
    found = _saying_more(question, _candidates(hits))
    wanted = asked(question, [sentence.terms for sentence in found])
    best_hit = max((hit.score for hit in hits), default=0.0)
    scored = [_scored(sentence, wanted, question, best_hit) for sentence in found]
    scored.sort(key=_by_score)
    return wanted, _with_meaning(question, scored, embed) if scored else []


def _saying_more(question: Question, found: list[Sentence]) -> list[Sentence]:
    """Those with a word that the question has not: *Ear* says nothing of the outer ear, but may decide a yes."""
    own = frozenset(question_terms(question.text))
    return found if question.asks == "yes/no" else [sentence for sentence in found if not sentence.terms <= own]


def _by_score(sentence: Sentence) -> tuple[float, str, int]:
    return -sentence.score, sentence.document.path, sentence.start


def _candidates(hits: Sequence[Hit]) -> list[Sentence]:
    found: list[Sentence] = []
    seen: set[tuple[int, int]] = set()
    for hit in hits:
        for sentence in _of_passage(hit):
            if (hit.document.id, sentence.start) not in seen:
                seen.add((hit.document.id, sentence.start))
                found.append(sentence)
        if len(found) > CANDIDATES:
            break
    return found


def _of_passage(hit: Hit) -> list[Sentence]:
    """The sentences of one passage, each with what stands before it, after it and around it."""
    shift = hit.passage.start
    spans = [(start + shift, end + shift) for start, end in sentences(hit.passage.text)]
    spans = [span for span in spans if not _instructs(hit.document, span)]
    held = [frozenset(terms(hit.document.text[start:end])) for start, end in spans]
    told = find_dates(hit.passage.text, hit.document.metadata.published_on, hit.document.text)
    dates = [replace(d, start=d.start + shift, end=d.end + shift) for d in told]
    title = frozenset(terms(f"{hit.document.title} {hit.passage.context}"))
    everything = frozenset[str]().union(*held)
    named = [tuple(d for d in dates if start <= d.start < end) for start, end in spans]
    found = []
    for at, (start, end) in enumerate(spans):
        if _is_question(hit.document.text[start:end]):
            continue
        before = title.union(*held[max(0, at - 2) : at])
        after = held[at + 1] if at + 1 < len(held) else frozenset[str]()
        near = tuple(d.iso for dates in named[max(0, at - 2) : at + 2] for d in dates)
        pointed = tuple(span for span in hit.spans if start <= span.start < end)
        found.append(Sentence(hit, start, end, held[at], (before, after, everything), named[at], near, pointed))
    return found


def _instructs(document: Document, span: tuple[int, int]) -> bool:
    """Whether it speaks to an assistant: such words are evidence of nothing."""
    return any(start < span[1] and span[0] < end for start, end in instructions(document.text))


def _is_question(text: str) -> bool:
    """It may say what the text around it is about, and proves nothing."""
    return text.endswith("?")


def _scored(sentence: Sentence, wanted: Asked, question: Question, best_hit: float) -> Sentence:
    coverage = _coverage(sentence, wanted)
    dated = _date_fit(sentence, wanted.dates)
    answering = _answering(sentence, best_hit)
    score = coverage + dated * DATED + ANSWERING * answering + FOUND * math.exp(sentence.hit.score - best_hit)
    score += 0.15 * _holds(question.asks, sentence) + CAUSAL * _gives_cause(question, sentence)
    score += -0.15 * is_heading(sentence) - 0.3 * lacks_number(sentence, wanted)
    return replace(sentence, coverage=coverage, dated=dated, answering=answering, score=score)


def _answering(sentence: Sentence, best_hit: float) -> float:
    """0 to 1: whether the reader sees the answer in the sentence, in a passage that fits as well as the best."""
    margin = max((span.margin for span in sentence.spans), default=-math.inf)
    return 1 / (1 + math.exp(-(margin + sentence.hit.score - best_hit) / SOFT)) if math.isfinite(margin) else 0.0


def lacks_number(sentence: Sentence, wanted: Asked) -> bool:
    """Whether a number that the question sets is not in the sentence: the other of two alike has another."""
    return any(parts.isdisjoint(sentence.terms) for parts in wanted.numbers.values())


def is_heading(sentence: Sentence) -> bool:
    """A heading names what its text tells; the text is the better proof."""
    text = sentence.text
    if on_one_line(text) == sentence.document.title:
        return True
    return text[-1].isalnum() and len(text) < 100 and not any(mark in text for mark in ":|\t")


def _holds(asks: Asks | None, sentence: Sentence) -> bool:
    """Whether the sentence holds something of the kind asked for."""
    if asks == "when":
        return bool(sentence.dates)
    return asks == "how many" and bool(_NUMERAL.search(sentence.text))


def _gives_cause(question: Question, sentence: Sentence) -> bool:
    return bool(_ASKS_CAUSE.search(question.text) and _CAUSE.search(sentence.text))


def _coverage(sentence: Sentence, wanted: Asked) -> float:
    """The share of the question's weight that stands in the sentence or near it."""
    places = list(zip((sentence.terms, *sentence.around), (IN_SENTENCE, BEFORE, AFTER, IN_PASSAGE), strict=True))
    held = sum(
        weight * max((worth for place, worth in places if not place.isdisjoint(wanted.forms[term])), default=0.0)
        for term, weight in wanted.weights.items()
    )
    return held / (sum(wanted.weights.values()) or 1.0)


def _date_fit(sentence: Sentence, days: Sequence[str]) -> float:
    """1 where the sentence names the day asked for, less where it stands near or the report is of then; below 0
    where the sentence names another day."""
    if not days:
        return 0.0
    if any(_same(date.iso, day) for date in sentence.dates for day in days):
        return 1.0
    if any(len(date.iso) == 10 for date in sentence.dates):
        return -0.3
    if any(_same(iso, day) for iso in sentence.dates_around for day in days):
        return 0.8
    return 0.5 if any(_reported(sentence.document, day) for day in days) else 0.0


def _same(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _reported(document: Document, day: str) -> bool:
    """Whether the document is of that day or of the three after it: what it tells is new."""
    written = document.metadata.published_on
    if not written or len(written) < 10 or len(day) < 10:
        return bool(written) and _same(written or "", day)
    return 0 <= (date.fromisoformat(written) - date.fromisoformat(day)).days <= 3


def _with_meaning(question: Question, scored: list[Sentence], embed: Embed) -> list[Sentence]:
    """The first candidates ranked anew with their likeness in meaning to the question; copies take one place."""
    lines = [on_one_line(sentence.text) for sentence in scored]
    best: dict[str, float] = {}
    for line, sentence in zip(lines, scored, strict=True):
        best.setdefault(line, sentence.score)
    first_texts = list(islice(best, EMBEDDED))
    least = best[first_texts[:SHOWN][-1]] - REACH
    texts = [text for text in first_texts if best[text] >= least]
    vectors = embed([question.text, *texts])
    likeness = dict(zip(texts, (vectors[1:] @ vectors[0]).tolist(), strict=True))
    first = [_meant(s, likeness[line]) for line, s in zip(lines, scored, strict=True) if line in likeness]
    rest = [s for line, s in zip(lines, scored, strict=True) if line not in likeness]
    return sorted(first, key=_by_score) + rest


def _meant(sentence: Sentence, likeness: float) -> Sentence:
    return replace(sentence, likeness=likeness, score=sentence.score + LIKE * likeness)
