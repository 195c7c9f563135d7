"""Asking: from a question to an Answer, the steps on one screen."""

import uuid

from rag.domain.answers import Answer, Considered, Filters, Hit, Question, Searched
from rag.indexes import IndexKeeper
from rag.models.embedder import Embedder
from rag.models.reader import Reader
from rag.read.attempts import attempts
from rag.read.extractive import draft
from rag.retrieve.nearness import near
from rag.retrieve.question import parse
from rag.retrieve.rerank import rerank
from rag.retrieve.respelled import respelled
from rag.retrieve.search import search
from rag.store import rows
from rag.store.catalogue import Catalogue, Connection, current_generation
from rag.store.documents import load_documents, load_passages
from rag.store.filters import allowed_documents, dates_covered
from rag.verify.checked import checked
from rag.verify.support import supported
from rag.verify.verbatim import verified

# Passages that the reader looks at.
EVIDENCE = 30


class Engine:
    """Retrieval over the current indexes, a reader, and the check of what it wrote. Safe for many threads."""

    def __init__(
        self, catalogue: Catalogue, indexes: IndexKeeper, embedder: Embedder, reader: Reader, settings: str
    ) -> None:
        self._catalogue = catalogue
        self._indexes = indexes
        self._embedder = embedder
        self._reader = reader
        self._settings = settings

    def ask(self, text: str, filters: Filters, today: str | None = None) -> Answer:
        question, hits, searched, generation = self._retrieve(parse(text, filters, today), EVIDENCE)
        written = draft(question, hits, self._embedder.embed, supported)
        shown = checked(verified(written, hits))
        return Answer(
            id=uuid.uuid4().hex,
            question=text,
            claims=shown.claims,
            short_answers=shown.short_answers,
            refusal=shown.refusal,
            searched=searched,
            settings=self._settings,
            confidence=shown.confidence,
            sides=shown.sides,
            considered=tuple(map(_considered, hits)),
            generation=generation,
            signals=shown.signals,
            notes=attempts({hit.document.id: hit.document for hit in hits}.values()),
            evidence=shown.evidence,
            understood=question.text if question.text != text else None,
        )

    def search(self, text: str, filters: Filters, limit: int) -> tuple[list[Hit], Searched]:
        _, hits, searched, _ = self._retrieve(parse(text, filters, None), limit)
        return hits, searched

    def _retrieve(self, question: Question, limit: int) -> tuple[Question, list[Hit], Searched, int]:
        """The question in the documents' spelling, its hits, what was searched, and the generation of the catalogue in
        the one transaction that read both."""
        indexes = self._indexes.current()
        with self._catalogue.reading() as db:
            generation = current_generation(db)
            allowed, searched = _scope(db, question.filters, indexes.snapshot.generation == generation)
            if not indexes.snapshot.passages:
                return question, [], searched, generation
            scored = search(
                question,
                indexes.words,
                indexes.vectors,
                indexes.owners,
                self._embedder.embed,
                allowed,
                max(limit, EVIDENCE),
            )
            passages = load_passages(db, [s.passage_id for s in scored])
            documents = load_documents(db, {p.document_id for p in passages.values()})
        hits = [Hit(passages[s.passage_id], documents[s.document_id], s.score, s.parts) for s in scored]
        question = respelled(question, hits)
        return question, rerank(question, near(question, hits), self._reader.read)[:limit], searched, generation


def _considered(hit: Hit) -> Considered:
    passage, document = hit.passage, hit.document
    return Considered(document.path, passage.start, passage.end, hit.score, hit.parts, passage.context, document.sha256)


def _scope(db: Connection, filters: Filters, is_current: bool) -> tuple[frozenset[int] | None, Searched]:
    """The documents that may be found, None for all, and what that comes to.

    An index that shows an older generation still holds what has left since: only what is there now may be found.
    """
    allowed = allowed_documents(db, filters)
    present = rows.document_ids(db)
    found = allowed.documents
    notes: tuple[str, ...] = ()
    if not is_current:
        found = frozenset(present) if found is None else found & frozenset(present)
        notes = ("documents are being taken in: what is not in the index yet was not searched",)
    extent = dates_covered(db, found)
    searched = Searched(
        documents=len(present) if found is None else len(found),
        undated_left_out=allowed.undated_left_out,
        since=extent[0],
        until=extent[1],
        notes=notes,
    )
    return found, searched
