"""A candidate answer: a span of a document that may fill the question's gap."""

from dataclasses import dataclass

from rag.domain.answers import Hit
from rag.domain.text import Document


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
