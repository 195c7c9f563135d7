import sqlite3

import pytest

from rag.store.files import STATES, FileRecord, all_files, file_record, forget_file, paths_of, put_file
from tests.rag.store.made import fresh, new_document, put_in


@pytest.fixture
def catalogue(tmp_path):
    return fresh(tmp_path)


def test_a_record_comes_back_and_is_replaced_by_its_path(catalogue):
    first = FileRecord("a/ä.pdf", "needs-ocr", "a scan", "ab" * 32, "pdf 1.1", 2**40, 1_700_000_000_123_456_789, "s")
    with catalogue.atomic() as db:
        put_file(db, first)
    assert file_record(catalogue.db, "a/ä.pdf") == first
    with catalogue.atomic() as db:
        put_file(db, FileRecord("a/ä.pdf", "failed", "broken"))
        put_file(db, FileRecord("A.txt", "ignored", "a note"))
    assert [(r.path, r.state) for r in all_files(catalogue.db)] == [("A.txt", "ignored"), ("a/ä.pdf", "failed")]
    with catalogue.atomic() as db:
        forget_file(db, "a/ä.pdf")
    assert file_record(catalogue.db, "a/ä.pdf") is None


def test_every_state_but_indexed_goes_without_a_document(catalogue):
    with catalogue.atomic() as db:
        for state in set(STATES) - {"indexed"}:
            put_file(db, FileRecord(state, state, "why"))
    assert {r.state for r in all_files(catalogue.db)} == set(STATES) - {"indexed"}


@pytest.mark.parametrize("state, document", [("indexed", None), ("failed", 1), ("half-read", None)])
def test_a_state_that_cannot_be_is_refused(catalogue, state, document):
    with catalogue.atomic() as db:
        put_in(db, new_document(), "ferry.txt")
    with pytest.raises(sqlite3.IntegrityError), catalogue.atomic() as db:
        put_file(db, FileRecord("x.txt", state, "", document_id=document))


def test_the_paths_of_a_document_in_order(catalogue):
    with catalogue.atomic() as db:
        id_ = put_in(db, new_document(), "b.txt", "a.txt")
    assert paths_of(catalogue.db, id_) == ["a.txt", "b.txt"]
