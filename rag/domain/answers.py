"""Questions, what is found for them, and answers. An Answer is made only from a Draft and its verdicts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from rag.domain.text import Document, Passage

Asks = Literal["who", "what", "whom", "when", "where", "how many", "with what", "why", "how", "yes/no", "timeline"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the person allows: they bind before ranking. Dates are ISO prefixes, both ends inclusive."""

    documents: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Question:
    """The words as typed, what they ask for, and the days (ISO prefixes) they name.

    `words` is the text without the days and months that `dates` holds. `several`: a list is asked for.
    """

    text: str
    asks: Asks | None = None
    dates: tuple[str, ...] = ()
    filters: Filters = NO_FILTERS
    words: str = ""
    several: bool = False


@dataclass(frozen=True, slots=True)
class SpanHit:
    """`document.text[start:end]` may answer; `margin` is by how much the reader prefers it to "not there"."""

    start: int
    end: int
    margin: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question, its document, the fused score and the scores it came from.

    `spans` are where its answer may stand, the likeliest first; none in a passage that was not read.
    """

    passage: Passage
    document: Document
    score: float
    parts: Mapping[str, float] = field(default_factory=dict, hash=False)
    spans: tuple[SpanHit, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """`document` is a path relative to the corpus; `quote` is the document's text at `[start, end)`."""

    document: str
    page: int | None
    start: int
    end: int
    quote: str


def cite(document: Document, start: int, end: int) -> Citation:
    """The citation of `document.text[start:end]`, without the white space around it."""
    quote = document.text[start:end]
    start += len(quote) - len(quote.lstrip())
    quote = quote.strip()
    return Citation(document.path, document.page_of(start), start, start + len(quote), quote)


def on_one_line(text: str) -> str:
    """A quote as it is shown in a sentence: each run of white space is one space."""
    return re.sub(r"\s+", " ", text).strip()


Status = Literal["reported", "claimed", "suspected", "denied", "planned"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How sure the source is of what it tells, and who says so; `source` is empty where the report itself does."""

    status: Status = "reported"
    source: str = ""

    @property
    def speaker(self) -> str:
        """The source as it is written within a sentence: the mayor."""
        return re.sub("^The ", "the ", self.source)

    @property
    def in_words(self) -> str:
        """Claimed by the mayor."""
        return f"{self.status} by {self.speaker}" if self.source else self.status


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """`said_as` is the source's own word where `text` is its resolved form: *yesterday* for 2 May 1990."""

    text: str
    citations: tuple[Citation, ...]
    standing: Standing = Standing()
    said_as: str | None = None

    @property
    def in_words(self) -> str:
        """With the source's own word beside it."""
        return f"{self.text} (in the text: “{self.said_as}”)" if self.said_as else self.text


Verdict = Literal["supported", "partly", "not supported", "contradicted"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer. `verdict` is None until a check has spoken; `day`, an ISO prefix, in a timeline.

    `failed` names the checks that did not hold. `repaired`: the writer cited it wrongly or not, and the check found
    what supports it.
    """

    text: str
    citations: tuple[Citation, ...]
    verdict: Verdict | None = None
    standing: Standing = Standing()
    day: str | None = None
    failed: tuple[str, ...] = ()
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """What one source gives where sources differ. `published` is an ISO prefix; a `correction` takes others back."""

    text: str
    citations: tuple[Citation, ...]
    publisher: str | None = None
    published: str | None = None
    standing: Standing = Standing()
    correction: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer: what is missing, what was searched, and what comes closest."""

    missing: str
    searched: str
    closest: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader writes. Either claims, or a refusal. `sides` are two or more where sources differ.

    `confidence`, 0 to 1, says how likely the documents answer the question. `signals` are what it and the short
    answer were judged by, by name. `evidence`: the sentences that bear on the question most, the best first.
    """

    claims: tuple[Claim, ...] = ()
    short_answers: tuple[ShortAnswer, ...] = ()
    refusal: Refusal | None = None
    sides: tuple[Side, ...] = ()
    confidence: float | None = None
    signals: Mapping[str, float] = field(default_factory=dict)
    evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Searched:
    """What the search ran over: for the quiet line under an answer."""

    documents: int
    undated_left_out: int = 0
    since: str | None = None
    until: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Considered:
    """A passage that was looked at for an answer, `[start, end)` of the document, with its scores and context line.

    `sha256` is that of the document's bytes, which tells whether it changed since.
    """

    document: str
    start: int
    end: int
    score: float
    parts: Mapping[str, float] = field(default_factory=dict)
    context: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown. With a refusal there are neither claims nor short answers.

    `understood` is the question in its self-contained form where it differs from what was typed. `reader` names the
    language model that wrote the claims; it is empty where they are quotations. `withheld` are sentences of the model
    that its evidence does not support, where those are not shown. `evidence` is what the reader had before it.
    """

    id: str
    question: str
    claims: tuple[Claim, ...]
    short_answers: tuple[ShortAnswer, ...]
    refusal: Refusal | None
    searched: Searched
    settings: str
    confidence: float | None = None
    understood: str | None = None
    sides: tuple[Side, ...] = ()
    considered: tuple[Considered, ...] = ()
    generation: int = 0
    signals: Mapping[str, float] = field(default_factory=dict)
    reader: str = ""
    withheld: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = ()
    evidence: tuple[Citation, ...] = ()

    @property
    def short_answer(self) -> str | None:
        return "; ".join(s.text for s in self.short_answers) or None


def citations_of(answer: Answer) -> tuple[Citation, ...]:
    """Each passage cited, once, in the order in which it first appears; its number on screen is its place here."""
    found: dict[tuple[str, int, int], Citation] = {}
    groups = [s.citations for s in answer.short_answers] + [s.citations for s in answer.sides]
    groups += [c.citations for c in answer.claims]
    if answer.refusal:
        groups.append(answer.refusal.closest)
    for group in groups:
        for citation in group:
            found.setdefault((citation.document, citation.start, citation.end), citation)
    return tuple(found.values())
