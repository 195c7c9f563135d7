import sqlite3
from dataclasses import replace

import pytest

from rag.domain.text import Document, WordBox
from rag.store.documents import (
    add_document,
    add_vectors,
    find_document,
    known_vectors,
    list_documents,
    load_documents,
    load_passages,
    misnamed,
    page_words,
    remove_document,
    remove_if_orphan,
    without_vector,
)
from rag.store.files import FileRecord, all_files, forget_file, put_file
from rag.store.rows import departed
from tests.rag.store.made import EMBEDDER, TEXT, fresh, new_document, put_in, rows_in, vector

OF_A_DOCUMENT = ("documents", "pages", "passages", "embeddings")


@pytest.fixture
def catalogue(tmp_path):
    return fresh(tmp_path)


def passage_ids(db):
    return [row[0] for row in db.execute("SELECT id FROM passages ORDER BY id")]


def test_a_document_comes_back_as_it_went_in(catalogue):
    new = new_document()
    with catalogue.atomic() as db:
        id_ = put_in(db, new, "b.txt", "a/ferry.txt")
    found = load_documents(catalogue.db, [id_])[id_]
    without_boxes = replace(new.reading, pages=tuple(replace(p, words=()) for p in new.reading.pages))
    assert found == Document(id_, new.sha256, ("a/ferry.txt", "b.txt"), without_boxes)
    assert page_words(catalogue.db, id_, 1) == (WordBox(0, 3, 72.0, 80.5, 90.0, 92.0),)
    assert page_words(catalogue.db, id_, 3) == ()


def test_passages_are_slices_of_the_text_counted_in_characters(catalogue):
    with catalogue.atomic() as db:
        id_ = put_in(db, new_document(), "ferry.txt")
    found = load_passages(catalogue.db, [2, 1, 77])
    assert sorted(found) == [1, 2]
    assert [(p.document_id, TEXT[p.start : p.end] == p.text, p.context) for p in found.values()] == [
        (id_, True, "The ferry · 2024-05-03"),
        (id_, True, "The ferry · 2024-05-03"),
    ]
    assert found[2].text.startswith("Nobody saw") and "🚢" in found[1].text


def test_all_of_a_document_leaves_with_it_and_is_noted_for_the_indexes(catalogue):
    with catalogue.atomic() as db:
        id_ = put_in(db, new_document(), "ferry.txt")
    before = catalogue.generation()
    with catalogue.atomic() as db:
        forget_file(db, "ferry.txt")
        remove_document(db, id_)
    assert set(rows_in(catalogue.db, *OF_A_DOCUMENT, "files").values()) == {0}
    assert [(d.document_id, d.passages) for d in departed(catalogue.db, before)] == [(id_, (1, 2))]
    assert departed(catalogue.db, catalogue.generation()) == []


def test_ids_are_never_given_twice(catalogue):
    seen_documents, seen_passages = set(), set()
    for text in ("One. Two. Three.", "Four. Five. Six.", "One. Two. Three."):
        with catalogue.atomic() as db:
            id_ = put_in(db, new_document(text), "ferry.txt")
            assert id_ not in seen_documents and not seen_passages & set(passage_ids(db))
            seen_documents.add(id_)
            seen_passages |= set(passage_ids(db))
        with catalogue.atomic() as db:
            forget_file(db, "ferry.txt")
            remove_document(db, id_)


def test_ids_are_not_given_again_after_a_restart(tmp_path):
    first = fresh(tmp_path)
    with first.atomic() as db:
        id_ = put_in(db, new_document(), "ferry.txt")
    with first.atomic() as db:
        forget_file(db, "ferry.txt")
        remove_document(db, id_)
    first.close()
    with fresh(tmp_path).atomic() as db:
        assert put_in(db, new_document(), "ferry.txt") == id_ + 1
        assert passage_ids(db) == [3, 4]


def test_the_generation_rises_with_every_change(catalogue):
    generations = [catalogue.generation()]

    def step(change):
        with catalogue.atomic() as db:
            change(db)
        generations.append(catalogue.generation())

    step(lambda db: put_in(db, new_document(), "ferry.txt"))
    step(lambda db: add_vectors(db, "another", [(1, vector("x"))]))
    step(lambda db: put_in(db, new_document(publisher="Another"), "ferry.txt"))
    step(lambda db: (forget_file(db, "ferry.txt"), remove_document(db, 2)))
    assert generations == sorted(set(generations))


def test_what_is_in_to_the_last_byte_stays_as_it_is(catalogue):
    with catalogue.atomic() as db:
        old = put_in(db, new_document(), "a.txt")
        add_vectors(db, "another", [(1, vector("x"))])
    before = catalogue.generation()
    with catalogue.atomic() as db:
        assert add_document(db, new_document(), EMBEDDER) == old
    assert catalogue.generation() == before
    with catalogue.atomic() as db:
        db.execute("UPDATE embeddings SET vector = ? WHERE passage_id = 1 AND embedder = ?", (vector("y"), EMBEDDER))
        assert add_document(db, new_document(), EMBEDDER) != old


def test_the_same_bytes_read_again_replace_the_document_for_all_its_paths(catalogue):
    with catalogue.atomic() as db:
        old = put_in(db, new_document(), "a.txt", "b.txt")
    with catalogue.atomic() as db:
        new = add_document(db, new_document(publisher="Another"), EMBEDDER)
    assert new != old
    assert {record.document_id for record in all_files(catalogue.db)} == {new}
    assert rows_in(catalogue.db, *OF_A_DOCUMENT) == {"documents": 1, "pages": 2, "passages": 2, "embeddings": 2}
    assert [d.document_id for d in departed(catalogue.db, 0)] == [old]


def test_the_same_bytes_of_another_reader_are_another_document(catalogue):
    new = new_document()
    with catalogue.atomic() as db:
        first = put_in(db, new, "a.txt")
        second = put_in(db, replace(new, reader="markdown 1.1"), "a.md")
    assert first != second
    assert find_document(catalogue.db, new.sha256, "text 1.1") == first
    assert find_document(catalogue.db, new.sha256, "markdown 1.1") == second
    assert find_document(catalogue.db, new.sha256, "html 1.1") is None


def test_a_file_cannot_name_a_document_that_is_not_there(catalogue):
    with catalogue.atomic() as db:
        id_ = put_in(db, new_document(), "ferry.txt")
    with pytest.raises(sqlite3.IntegrityError), catalogue.atomic() as db:
        remove_document(db, id_)
    assert rows_in(catalogue.db, *OF_A_DOCUMENT) == {"documents": 1, "pages": 2, "passages": 2, "embeddings": 2}
    assert departed(catalogue.db, 0) == []


def test_only_the_last_path_takes_the_document_with_it(catalogue):
    with catalogue.atomic() as db:
        id_ = put_in(db, new_document(), "a.txt", "b.txt")
    for path, left in (("a.txt", 1), ("b.txt", 0)):
        with catalogue.atomic() as db:
            forget_file(db, path)
            remove_if_orphan(db, id_)
        assert rows_in(catalogue.db, "documents") == {"documents": left}
    with catalogue.atomic() as db:
        remove_if_orphan(db, None)


def test_documents_whose_first_path_is_not_the_one_they_were_read_under(catalogue):
    with catalogue.atomic() as db:
        put_in(db, new_document("One. Two. Three."), "ferry.txt", "zebra.txt")
        put_in(db, new_document("Four. Five. Six."), "boat.txt", "ferry.md")
    assert misnamed(catalogue.db) == ["boat.txt"]


def test_documents_are_listed_by_their_first_path_without_text(catalogue):
    with catalogue.atomic() as db:
        put_in(db, new_document("One. Two. Three."), "c.txt", "b.txt")
        put_in(db, new_document("Four. Five. Six."), "a.txt")
        put_file(db, FileRecord("0.txt", "failed", "empty"))
    listed = list_documents(catalogue.db)
    assert [d.paths for d in listed] == [("a.txt",), ("b.txt", "c.txt")]
    assert {(d.text, d.title, d.reading.warnings) for d in listed} == {("", "The ferry", ("a note",))}


def test_vectors_are_known_by_what_was_embedded_and_by_whom(catalogue):
    new = new_document()
    contents = [p.content for p in new.passages]
    with catalogue.atomic() as db:
        put_in(db, new, "ferry.txt")
    assert known_vectors(catalogue.db, [*contents, "unknown"], EMBEDDER) == {c: vector(c) for c in contents}
    assert known_vectors(catalogue.db, contents, "another") == {}
    assert known_vectors(catalogue.db, [], EMBEDDER) == {}


def test_another_embedder_adds_rows_beside_the_first(catalogue):
    with catalogue.atomic() as db:
        put_in(db, new_document(), "ferry.txt")
    assert without_vector(catalogue.db, EMBEDDER) == []
    assert without_vector(catalogue.db, "another") == [1, 2]
    with catalogue.atomic() as db:
        add_vectors(db, "another", [(1, vector("x"))])
    assert without_vector(catalogue.db, "another") == [2]
    assert rows_in(catalogue.db, "embeddings") == {"embeddings": 3}
    with pytest.raises(sqlite3.IntegrityError), catalogue.atomic() as db:
        add_vectors(db, "another", [(99, vector("of no passage"))])
