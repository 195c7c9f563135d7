"""Candidate answers: spans of documents that may fill the question's gap."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.domain.answers import Citation, Hit, Question, SpanHit, cite, on_one_line
from rag.domain.text import Document
from rag.language.datelines import in_dateline
from rag.language.dates import spoken
from rag.language.names import asks_who_is
from rag.read.evidence import Sentence
from rag.read.sought import HAPPENED

# What a span takes along at its edges and an answer does not need.
_EDGE = ' \t\n\r,;:.()[]"“”„«»#*'
_ARTICLE = re.compile(r"^(?:the|an?|by|on|in|at|of)\s+(?=\S)", re.I)
_END = re.compile(r"\b(?:from|to)\s+(?:which|what|where)\b|\bwhere\b.*\b(?:from|to)\W*$", re.I)
# Letters before a sentence that tell what it is about: who is counted in it, which office is meant.
NEAR = 300
# A margin from which the reader is believed though the words tell it otherwise, and the one that stands for none.
SURE, EVEN = 4.0, 0.0
_NO_SPAN = frozenset(["why", "how", "yes/no", "timeline"])


@dataclass(frozen=True, slots=True)
class Candidate:
    """`document.text[start:end]` as it stands, in the sentence `document.text[sentence_start:sentence_end]`.

    `text` is what is shown: the span on one line, or for a date the resolved day ("2 May 1990"); `iso` is that day as
    an ISO prefix, None for what is no date. `margin` is by how much the reader prefers the span to "not there".
    """

    hit: Hit
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    text: str
    margin: float
    iso: str | None = None

    @property
    def document(self) -> Document:
        return self.hit.document

    @property
    def sentence(self) -> str:
        return self.document.text[self.sentence_start : self.sentence_end]

    @property
    def before(self) -> str:
        """What stands before it in its sentence."""
        return self.document.text[self.sentence_start : self.start]

    @property
    def after(self) -> str:
        """What stands behind it in its sentence."""
        return self.document.text[self.end : self.sentence_end]

    @property
    def near(self) -> str:
        """Its sentence and what stands before that."""
        return self.document.text[max(0, self.sentence_start - NEAR) : self.sentence_end]

    @property
    def in_dateline(self) -> bool:
        return in_dateline(self.document.text[: self.sentence_end], self.start, self.end)

    @property
    def citation(self) -> Citation:
        """Of the whole sentence."""
        return cite(self.document, self.sentence_start, self.sentence_end)

    def is_within(self, other: "Candidate") -> bool:
        """Whether the other span holds this one."""
        return self.document.id == other.document.id and other.start <= self.start and self.end <= other.end


def candidates(question: Question, ranked: Sequence[Sentence]) -> list[Candidate]:
    """The spans that stand in these sentences, the surest first; for "when" only dates, for "why" and who somebody is
    none: the reader was not taught to describe."""
    found: dict[tuple[int, int], Candidate] = {}
    if question.asks in _NO_SPAN or HAPPENED.search(question.text) or asks_who_is(question.text):
        return []
    for sentence in ranked:
        for span in sentence.spans:
            candidate = _candidate(question, sentence, span)
            if candidate:
                key = (candidate.document.id, candidate.start)
                if key not in found or found[key].margin < candidate.margin:
                    found[key] = candidate
    return sorted(found.values(), key=lambda candidate: -candidate.margin)


def _candidate(question: Question, sentence: Sentence, span: SpanHit) -> Candidate | None:
    text, asks = sentence.document.text, question.asks
    start, end = _trimmed(text, *_one_end(question, text, span.start, min(span.end, sentence.end)))
    if start >= end:
        return None
    dated = next((d for d in sentence.dates if d.start < end and start < d.end), None)
    if asks == "when" and dated is None:
        return None
    shown = spoken(dated.iso) if asks == "when" and dated else on_one_line(text[start:end])
    iso = dated.iso if asks == "when" and dated else None
    return Candidate(sentence.hit, start, end, sentence.start, sentence.end, shown, span.margin, iso)


def _one_end(question: Question, text: str, start: int, end: int) -> tuple[int, int]:
    """Of "Ilmar to Tessaria" the end that is asked for: from which country, to which."""
    asked = _END.search(question.text)
    turn = re.search(r"\s+to\s+", text[start:end])
    if asked is None or turn is None:
        return start, end
    return (start, start + turn.start()) if "from" in asked[0].lower() else (start + turn.end(), end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    # The reader sees parts of words, and may stop within one.
    while 0 < start < end and text[start - 1 : start + 1].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1 : end + 1].isalnum():
        end += 1
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE and not _closes(text, start, end):
        end -= 1
    # What stands in bold is whole: "**Claudia Merz.** Swiss lawyer".
    bold = re.search(r"[.:]?\*\*", text[start:end])
    end = start + bold.start() if bold and bold.start() else end
    # Nor is what a bracket opens that is not closed: "4.3bn rupees ($98m".
    opened = re.search(r"\s*[(\[][^()\[\]]*$", text[start:end])
    end = start + opened.start() if opened and opened.start() else end
    # A bracket closed in it is opened in it: "(FMLN) guerrillas".
    if text[start - 1 : start] == "(" and re.match(r"[^()]*\)", text[start:end]):
        start -= 1
    article = _ARTICLE.match(text[start:end])
    return (start + article.end() if article else start), end


def _closes(text: str, start: int, end: int) -> bool:
    """Whether the last mark belongs to the answer: a bracket opened in it, the dot of an abbreviation."""
    opened = {")": "(", "]": "["}.get(text[end - 1])
    return opened is not None and opened in text[start : end - 1]
