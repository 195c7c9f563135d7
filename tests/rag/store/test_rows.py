import pytest

from rag.domain.rows import DocumentRow, PassageRow
from rag.store import rows
from rag.store.documents import remove_document
from rag.store.files import forget_file
from tests.rag.store.made import EMBEDDER, TEXT, fresh, new_document, put_in, vector

OTHER = "Four wardens left. Five came back. Six 🐎 stayed."


@pytest.fixture
def catalogue(tmp_path):
    catalogue = fresh(tmp_path)
    with catalogue.atomic() as db:
        put_in(db, new_document(), "ferry.txt")
    with catalogue.atomic() as db:
        put_in(db, new_document(OTHER), "wardens.txt")
    return catalogue


def test_passages_with_their_verbatim_text_in_the_order_of_their_ids(catalogue):
    found = list(rows.passage_texts(catalogue.db))
    assert [(row.id, row.document_id) for row in found] == [(1, 1), (2, 1), (3, 2), (4, 2)]
    spans = rows.passage_spans(catalogue.db)
    texts = {1: TEXT, 2: OTHER}
    assert all(row.text == texts[row.document_id][spans[row.id].start : spans[row.id].end] for row in found)
    assert found[3] == PassageRow(4, 2, OTHER[spans[4].start :], "The ferry · 2024-05-03", ("2024-05-03",))
    assert "🐎" in found[3].text


def test_whole_documents_with_the_context_of_their_first_passage(catalogue):
    found = list(rows.document_texts(catalogue.db))
    assert found[1] == DocumentRow(2, OTHER, "The ferry · 2024-05-03", ("2024-05-03", "2024-05-04"))
    assert [row.id for row in found] == rows.document_ids(catalogue.db) == [1, 2]


def test_only_what_came_after_a_generation(catalogue):
    assert [row.id for row in rows.passage_texts(catalogue.db, 1)] == [3, 4]
    assert [row.id for row in rows.document_texts(catalogue.db, 1)] == [2]
    assert [id_ for id_, _ in rows.vectors(catalogue.db, EMBEDDER, 1)] == [3, 4]
    assert list(rows.passage_texts(catalogue.db, catalogue.generation())) == []


def test_vectors_are_those_of_one_embedder(catalogue):
    spans = rows.passage_spans(catalogue.db)
    assert list(rows.vectors(catalogue.db, EMBEDDER)) == [(id_, vector(spans[id_].content)) for id_ in (1, 2, 3, 4)]
    assert list(rows.vectors(catalogue.db, "another")) == []


def test_what_left_is_no_longer_counted_and_is_named_once(catalogue):
    with catalogue.atomic() as db:
        forget_file(db, "ferry.txt")
        remove_document(db, 1)
    assert rows.counts(catalogue.db) == (1, 2)
    assert rows.passage_documents(catalogue.db) == {3: 2, 4: 2}
    assert rows.departed(catalogue.db, 2) == [rows.Departed(1, (1, 2))]
