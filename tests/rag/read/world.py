"""Hits made by hand: each text a document of one passage, the first the best."""

from rag.domain.answers import NO_FILTERS, Draft, Hit
from rag.domain.text import Document, Metadata, Passage, Reading, Sourced
from rag.models.reader import Reader
from rag.read.extractive import draft
from rag.retrieve.question import parse
from rag.retrieve.rerank import rerank
from rag.verify.support import supported
from tests.hashed_words import HashedWords

READER = Reader()


def hits(*texts: str, published: str | None = None, author: str | None = None) -> list[Hit]:
    metadata = Metadata(
        published=Sourced(published, "dateline") if published else None,
        author=Sourced(author, "byline") if author else None,
    )
    found = []
    for at, text in enumerate(texts, 1):
        document = Document(at, f"{at:064}", (f"{at}.txt",), Reading(text, "text/plain", metadata))
        found.append(Hit(Passage(at, at, 0, len(text), text, ""), document, 1 / at))
    return found


def ask(question: str, *texts: str, published: str | None = None) -> Draft:
    parsed = parse(question, NO_FILTERS, None)
    return draft(parsed, rerank(parsed, hits(*texts, published=published), READER.read), HashedWords().embed, supported)


def short(question: str, *texts: str, published: str | None = None) -> str | None:
    written = ask(question, *texts, published=published)
    return "; ".join(answer.text for answer in written.short_answers) or None
