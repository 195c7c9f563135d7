"""Search by words: two tantivy indexes in one folder, of passages and of whole documents, scored by BM25.

Derived from the catalogue, written once, then opened read-only. tantivy's query parser is never used: a question
is a bag of weighted terms. The empty `.tantivy-meta.lock` files belong to the snapshot: opening it then writes nothing.
"""

import math
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from rag.domain.rows import DocumentRow, PassageRow
from rag.errors import SnapshotError
from rag.index.analysis import question_terms, terms
from rag.index.event_words import with_related
from rag.index.spellings import has_variants, variants

# Raise it when terms are cut in another way: every index is then made anew.
VERSION = 3
_HEAP_BYTES = 50_000_000


def build(folder: Path, passages: Iterable[PassageRow], documents: Iterable[DocumentRow]) -> None:
    """Write both indexes into `folder`, which is made and must not hold any yet."""
    for kind in ("passages", "documents"):
        (folder / kind).mkdir(parents=True)
        tantivy.Index(_schema(), str(folder / kind), reuse=False)
    extend(folder, passages, documents, ())


def extend(
    folder: Path,
    added_passages: Iterable[PassageRow],
    added_documents: Iterable[DocumentRow],
    removed_documents: Collection[int],
) -> None:
    """Change the indexes in place: only ever on a copy that nobody has open."""
    _write(folder / "passages", ((row.id, row.document_id, row) for row in added_passages), removed_documents)
    _write(folder / "documents", ((row.id, row.id, row) for row in added_documents), removed_documents)


def _write(
    folder: Path, rows: Iterable[tuple[int, int, PassageRow | DocumentRow]], removed_documents: Collection[int]
) -> None:
    # One thread: rows keep their order, so equal scores are cut in the order of ids.
    writer = _opened(folder).writer(heap_size=_HEAP_BYTES, num_threads=1)
    if removed_documents:
        writer.delete_documents_by_query(Query.term_set_query(_SCHEMA, "document_id", list(removed_documents)))
    for id_, document_id, row in rows:
        words = " ".join(terms(f"{row.context}\n{row.text}", row.dates))
        fields = {"id": id_, "document_id": document_id, "terms": words}
        writer.add_document(tantivy.Document.from_dict(fields, _SCHEMA))
    writer.commit()
    writer.wait_merging_threads()
    del writer
    (folder / ".tantivy-writer.lock").unlink(missing_ok=True)


class Words:
    """A folder opened for reading. Safe for many threads; it writes nothing."""

    def __init__(self, folder: Path) -> None:
        """Raises SnapshotError where a file is missing or damaged."""
        self._passages = _opened(folder / "passages").searcher()
        self._documents = _opened(folder / "documents").searcher()

    def passages(
        self, question: str, dates: Iterable[str], allowed: Collection[int] | None, limit: int
    ) -> list[tuple[int, float]]:
        """The best (id, BM25), best first, ties by id; of the `allowed` documents alone, None for all."""
        return _search(self._passages, with_related(question_terms(question, dates)), allowed, limit)

    def documents(
        self, question: str, dates: Iterable[str], allowed: Collection[int] | None, limit: int
    ) -> list[tuple[int, float]]:
        """The same for whole documents."""
        return _search(self._documents, with_related(question_terms(question, dates)), allowed, limit)

    @property
    def size(self) -> int:
        """How many passages there are."""
        return self._passages.num_docs

    def passage_ids(self) -> list[int]:
        """Every passage that is in, ascending."""
        return _ids(self._passages)

    def document_ids(self) -> list[int]:
        """Every document that is in, ascending."""
        return _ids(self._documents)


def _ids(searcher: tantivy.Searcher) -> list[int]:
    hits = searcher.search(Query.all_query(), max(searcher.num_docs, 1), count=False).hits
    return sorted(int(id_ or 0) for id_ in searcher.fast_field_values("id", [address for _, address in hits]))


def _search(
    searcher: tantivy.Searcher, asked: Mapping[str, float], allowed: Collection[int] | None, limit: int
) -> list[tuple[int, float]]:
    query = Query.boolean_query([(Occur.Should, _weighted(searcher, *item)) for item in asked.items()])
    if allowed is not None:
        inside = Query.const_score_query(Query.term_set_query(_SCHEMA, "document_id", list(allowed)), 0.0)
        query = Query.boolean_query([(Occur.Must, inside), (Occur.Must, query)])
    hits = searcher.search(query, limit, count=False).hits
    ids = searcher.fast_field_values("id", [address for _, address in hits])
    scores = [(int(id_ or 0), float(score)) for id_, (score, _) in zip(ids, hits, strict=True)]
    return sorted(scores, key=lambda pair: (-pair[1], pair[0]))


def _weighted(searcher: tantivy.Searcher, term: str, weight: float) -> Query:
    """A term, or what sounds like it where no text holds it: the best of those counts."""
    if searcher.doc_freq("terms", term) or not has_variants(term):
        return _boosted(searcher, term, weight)
    vocabulary = (other for other, _ in searcher.terms_with_prefix("terms", term[0]))
    alike = variants(term, vocabulary)
    return Query.disjunction_max_query([_boosted(searcher, other, weight * like) for other, like in alike.items()])


def _boosted(searcher: tantivy.Searcher, term: str, weight: float) -> Query:
    """One term, weighed once more by the root of its share of the highest possible idf.

    The words of a question's frame weigh less by that: 1 in 100 more right reports come first (incidents).
    """
    found, rarest = searcher.doc_freq("terms", term), _idf(searcher.num_docs, 1)
    boost = weight * math.sqrt(_idf(searcher.num_docs, found) / rarest)
    return Query.boost_query(Query.term_query(_SCHEMA, "terms", term, "freq"), boost)


def _idf(size: int, found: int) -> float:
    """BM25's own, as tantivy counts it."""
    found = min(found, size)
    return math.log(1 + (size - found + 0.5) / (found + 0.5))


def _schema() -> tantivy.Schema:
    schema = tantivy.SchemaBuilder()
    schema.add_unsigned_field("id", fast=True)
    schema.add_unsigned_field("document_id", indexed=True)
    # The terms come analysed: tantivy only cuts them at the spaces.
    schema.add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
    return schema.build()


_SCHEMA = _schema()


def _opened(folder: Path) -> tantivy.Index:
    try:
        return tantivy.Index.open(str(folder))
    except ValueError as error:
        raise SnapshotError(
            f"The word index in {folder} cannot be read ({error}). Run python -m ingest rebuild."
        ) from error
