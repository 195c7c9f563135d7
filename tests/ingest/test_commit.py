import sqlite3

import numpy as np
import pytest

from ingest.commit import Arrival, attach, commit_arrivals, complete_vectors, let_go, set_state
from ingest.compare import reader_tag
from ingest.derive import derive
from rag.domain.text import Reading
from rag.store import rows
from rag.store.files import FileRecord, file_record
from tests.ingest.conftest import FERRY, QUAY, SALT
from tests.opened import embedded, embedder


@pytest.fixture
def library(place):
    return place.opened()


def record(path: str, sha256: str) -> FileRecord:
    return FileRecord(path, "failed", "not read yet", sha256, reader_tag(path), 3, 17, "s")


def arrival(path: str, text: str, sha256: str) -> Arrival:
    reading = Reading(text, "text/plain")
    dates, passages = derive(reading, path)
    return Arrival(record(path, sha256), reading, dates, passages)


def held(library):
    with library.catalogue.reading() as db:
        return {r.path: (r.state, r.document_id) for r in library.files()}, rows.counts(db)


def test_arrivals_are_embedded_together_and_go_in_with_their_vectors(library):
    commit_arrivals(library, [arrival("a.txt", QUAY, "aa"), arrival("b.txt", FERRY, "bb")])
    assert held(library) == ({"a.txt": ("indexed", 1), "b.txt": ("indexed", 2)}, (2, 2))
    texts = [f"{row.context}\n{row.text}" for row in rows.passage_texts(library.catalogue.db)]
    assert sorted(embedded(library)) == sorted(texts)
    stored = dict(rows.vectors(library.catalogue.db, embedder().identity))
    for text, vector in zip(texts, stored.values(), strict=True):
        assert np.frombuffer(vector, dtype="<f4") @ embedder().embed([text])[0] > 0.9999
    assert rows.passage_spans(library.catalogue.db)[1].content == derive(Reading(QUAY, ""), "a.txt")[1][0].content


def test_what_was_embedded_once_is_not_embedded_again(library):
    commit_arrivals(library, [arrival("a.txt", QUAY, "aa")])
    embedded(library)
    # Other bytes with the same text, such as another encoding.
    commit_arrivals(library, [arrival("a.txt", QUAY, "other")])
    assert embedded(library) == []
    assert held(library) == ({"a.txt": ("indexed", 2)}, (1, 1))


def test_a_document_that_cannot_go_in_whole_does_not_go_in_at_all(library):
    """The record of the file is the last thing that is written: the disk, say, is full just then."""
    commit_arrivals(library, [arrival("b.txt", SALT, "old")])
    library.catalogue.db.execute(
        "CREATE TRIGGER full BEFORE INSERT ON files WHEN NEW.path = 'b.txt' BEGIN SELECT RAISE(ABORT, 'full'); END"
    )
    generation = library.generation()
    with pytest.raises(sqlite3.IntegrityError, match="full"):
        commit_arrivals(library, [arrival("b.txt", FERRY, "new")])
    assert held(library) == ({"b.txt": ("indexed", 1)}, (1, 1))
    assert library.document("b.txt").text == SALT
    assert library.generation() == generation and rows.departed(library.catalogue.db, 0) == []


def test_one_that_fails_does_not_take_back_those_before_it(library):
    library.catalogue.db.execute(
        "CREATE TRIGGER full BEFORE INSERT ON files WHEN NEW.path = 'b.txt' BEGIN SELECT RAISE(ABORT, 'full'); END"
    )
    with pytest.raises(sqlite3.IntegrityError):
        commit_arrivals(library, [arrival("a.txt", QUAY, "aa"), arrival("b.txt", FERRY, "bb")])
    assert held(library) == ({"a.txt": ("indexed", 1)}, (1, 1))


def test_known_bytes_only_get_another_path(library):
    assert not attach(library, record("copy.txt", "aa"))
    commit_arrivals(library, [arrival("a.txt", QUAY, "aa"), arrival("b.txt", FERRY, "bb")])
    assert attach(library, record("copy.txt", "aa"))
    assert library.document("a.txt").paths == ("a.txt", "copy.txt")
    assert attach(library, record("b.txt", "aa"))
    assert held(library) == (dict.fromkeys(("a.txt", "b.txt", "copy.txt"), ("indexed", 1)), (1, 1))
    assert not attach(library, record("a.md", "aa"))


def test_attaching_a_path_to_the_document_it_has_changes_nothing(library):
    commit_arrivals(library, [arrival("a.txt", QUAY, "aa")])
    generation = library.generation()
    assert attach(library, record("a.txt", "aa"))
    assert held(library) == ({"a.txt": ("indexed", 1)}, (1, 1)) and library.generation() == generation


def test_a_state_takes_out_what_was_in_under_the_path(library):
    commit_arrivals(library, [arrival("a.txt", QUAY, "aa")])
    attach(library, record("copy.txt", "aa"))
    set_state(library, FileRecord("a.txt", "failed", "broken"))
    assert held(library) == ({"a.txt": ("failed", None), "copy.txt": ("indexed", 1)}, (1, 1))
    set_state(library, FileRecord("copy.txt", "removed", "by hand"))
    assert held(library)[1] == (0, 0)


def test_a_state_that_names_the_same_document_keeps_it(library):
    commit_arrivals(library, [arrival("a.txt", QUAY, "aa")])
    kept = file_record(library.catalogue.db, "a.txt")
    set_state(library, kept)
    assert held(library) == ({"a.txt": ("indexed", 1)}, (1, 1))


def test_a_path_that_is_gone_takes_its_document_only_when_it_is_the_last(library):
    commit_arrivals(library, [arrival("a.txt", QUAY, "aa")])
    attach(library, record("copy.txt", "aa"))
    let_go(library, "a.txt")
    assert held(library) == ({"copy.txt": ("indexed", 1)}, (1, 1))
    let_go(library, "copy.txt")
    assert held(library) == ({}, (0, 0))


def test_missing_vectors_are_made_of_what_was_embedded_before(place, library):
    commit_arrivals(library, [arrival("a.txt", QUAY, "aa"), arrival("b.txt", FERRY, "bb")])
    other, told = place.opened("other@1"), []
    complete_vectors(other, told.append)
    assert sorted(embedded(other)) == sorted(embedded(library))
    assert dict(rows.vectors(library.catalogue.db, "other@1")).keys() == {1, 2}
    assert [(p.done, p.total) for p in told] == [(0, 2)]
    complete_vectors(other, told.append)
    assert embedded(other) == [] and len(told) == 1
