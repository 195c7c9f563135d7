"""The indexes as kept beside the catalogue: which snapshot is handed out, and when another one is made.

Damage to files and processes side by side have test files of their own.
"""

import shutil
import threading

import numpy as np
import pytest

from ingest import commit, pipeline
from ingest.pipeline import update
from rag import indexes as module
from rag.errors import SnapshotError
from rag.store import rows
from rag.store.locks import writer_lock
from tests.ingest.conftest import QUAY


def folders(place) -> list[str]:
    return sorted(path.name for path in (place.index / "snapshots").iterdir())


def shows(library) -> tuple[list[int], list[int]]:
    current = library.indexes.current()
    return current.words.document_ids(), current.vectors.ids().tolist()


def held(library) -> tuple[list[int], list[int]]:
    return rows.document_ids(library.catalogue.db), sorted(rows.passage_documents(library.catalogue.db))


def test_the_same_indexes_are_handed_out_until_something_changes(filled):
    library = filled.opened()
    first = library.indexes.current()
    assert library.indexes.current() is first
    commit.let_go(library, "quay.txt")
    second = library.indexes.current()
    assert second is not first and second.snapshot.generation == library.generation()
    assert shows(library) == held(library)


def test_they_hold_every_passage_with_its_own_vector_and_document(filled):
    library = filled.opened()
    current = library.indexes.current()
    assert current.owners == rows.passage_documents(library.catalogue.db)
    for id_, vector in rows.vectors(library.catalogue.db, library.embedder.identity):
        assert np.array_equal(current.vectors.reconstruct(id_), np.frombuffer(vector, dtype="<f4"))
    snapshot = current.snapshot
    assert (snapshot.documents, snapshot.passages) == rows.counts(library.catalogue.db) == (3, 3)


def test_a_snapshot_that_was_deleted_is_made_anew_and_told(filled):
    library = filled.opened()
    name = library.indexes.current().snapshot.name
    shutil.rmtree(filled.index / "snapshots" / name)
    again = filled.opened()
    assert shows(again) == held(again)
    assert len(again.indexes.healed) == 1 and name in again.indexes.healed[0]
    assert folders(filled) == [again.indexes.current().snapshot.name] != [name]


def test_without_any_snapshot_the_first_who_asks_makes_one(filled):
    library = filled.opened()
    library.catalogue.db.execute("DELETE FROM snapshot")
    assert shows(library) == held(library)
    assert library.indexes.healed == []


def test_while_another_run_writes_the_last_snapshot_goes_on_serving(filled):
    library = filled.opened()
    before = library.indexes.current()
    with writer_lock(filled.index):
        commit.let_go(library, "quay.txt")
        assert library.indexes.current() is before
        assert shows(filled.opened()) == (before.words.document_ids(), before.vectors.ids().tolist())
    assert library.indexes.current() is not before


def test_while_the_first_run_writes_asking_says_so(filled):
    library = filled.opened()
    library.catalogue.db.execute("DELETE FROM snapshot")
    with writer_lock(filled.index), pytest.raises(SnapshotError, match="still being built"):
        library.indexes.current()


def test_damage_met_while_another_thread_writes_does_not_lock_both(filled):
    library = filled.opened()
    file = next((filled.index / "snapshots").rglob("*.faiss"))
    file.write_bytes(file.read_bytes()[:-1])
    with writer_lock(filled.index):
        with pytest.raises(SnapshotError, match="being made anew: ask again"):
            library.indexes.current()
        library.indexes.publish()
        assert shows(library) == held(library)


def test_additions_extend_and_departures_from_a_small_index_make_it_anew(filled, monkeypatch):
    made = []
    build, extend = module._build, module._extend
    monkeypatch.setattr(module, "_build", lambda *given: (made.append("built"), build(*given)))
    monkeypatch.setattr(module, "_extend", lambda *given: (made.append("extended"), extend(*given)))
    filled.write("more.txt", QUAY.replace("quay", "pier"))
    filled.run()
    (filled.corpus / "quay.txt").unlink()
    filled.run()
    monkeypatch.setattr(module, "SCRATCH_BELOW", 0)
    filled.write("sea/ferry.txt", QUAY.replace("quay", "mole"))
    library, _ = filled.run()
    assert made == ["extended", "built", "extended"]
    assert shows(library) == held(library)


def test_an_extended_index_finds_what_one_made_from_scratch_finds(filled, monkeypatch):
    monkeypatch.setattr(module, "SCRATCH_BELOW", 0)
    filled.write("quay.txt", QUAY.replace("northern", "southern"))
    library, _ = filled.run()
    extended = library.indexes.current()
    question = library.embedder.embed(["Which quay was closed?"])[0]
    near = extended.vectors.search(question, None, 9)
    library.indexes.publish(anew=True)
    anew = library.indexes.current()
    assert anew.snapshot.name != extended.snapshot.name
    assert anew.snapshot.derived == extended.snapshot.derived
    assert anew.vectors.search(question, None, 9) == near
    assert anew.words.passage_ids() == extended.words.passage_ids()


def test_only_one_snapshot_is_kept_but_for_those_in_use(filled):
    reader = filled.opened()
    used = reader.indexes.current()
    filled.write("more.txt", QUAY.replace("quay", "pier"))
    library, _ = filled.run()
    newest = library.indexes.current().snapshot.name
    assert set(folders(filled)) == {used.snapshot.name, newest}
    assert used.words.documents("quay", (), None, 9)
    del used
    assert reader.indexes.current().snapshot.name == newest
    library.indexes.publish(anew=True)
    assert set(folders(filled)) == {newest, library.indexes.current().snapshot.name}


def test_a_snapshot_replaced_between_the_look_and_the_opening_is_no_damage(filled, monkeypatch):
    reader, writer = filled.opened(), filled.opened()
    stored = reader.indexes._stored

    def overtaken():
        found = stored()
        monkeypatch.undo()
        with writer_lock(filled.index):
            writer.indexes.publish(anew=True)
        return found

    monkeypatch.setattr(reader.indexes, "_stored", overtaken)
    assert shows(reader) == held(reader)
    assert reader.indexes.healed == []


def test_many_threads_ask_while_one_writes(filled, monkeypatch):
    monkeypatch.setattr(pipeline, "PUBLISH_SECONDS", 0)
    monkeypatch.setattr(pipeline, "EMBEDDED_TOGETHER", 1)
    library, ended, errors = filled.opened(), threading.Event(), []

    def ask() -> None:
        while not ended.is_set():
            current = library.indexes.current()
            found = {id_ for id_, _ in current.words.passages("harbour master", (), None, 50)}
            if not found <= set(current.vectors.ids().tolist()):
                errors.append(found)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(6):
        filled.write(f"more {number}.txt", f"{number}. {QUAY}")
    update(library)
    ended.set()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()
    assert errors == []
    assert shows(library) == held(library)
