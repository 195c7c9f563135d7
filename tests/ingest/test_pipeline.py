"""Runs over a small corpus. After each, `Place.run` holds every invariant that `verify` knows."""

import os
import time
from collections import Counter

import pytest

from ingest import pipeline, scan
from ingest.pipeline import Summary, remove, restore, update
from ingest.verify import problems
from rag.errors import SnapshotError, UnknownFile, WrongCorpus
from rag.store import rows
from rag.store.progress import Progress
from tests.ingest.conftest import FERRY, QUAY, SALT
from tests.opened import embedded


def states(library):
    return {record.path: record.state for record in library.files()}


def texts(library):
    return {path: library.document(path).text for path, state in states(library).items() if state == "indexed"}


def generation(library):
    return library.indexes.current().snapshot.generation


@pytest.fixture
def filled(place):
    place.write("quay.txt", QUAY)
    place.write("sea/ferry.txt", FERRY)
    place.run()
    return place


def test_a_first_run_takes_in_what_can_be_read_and_names_the_rest(place):
    place.write("quay.txt", QUAY)
    place.write("sea/ferry.txt", FERRY)
    place.write("README.md", "About these files.")
    place.write("sea/README.md", "# Ferries\n\nA document like any other.\n")
    place.write("picture.xyz", "?")
    place.write("empty.txt", "")
    place.write("sea/empty too.txt", "")
    place.write(".hidden.txt", QUAY)
    (place.corpus / "link.txt").symlink_to("quay.txt")
    library, summary = place.run()
    assert summary == Summary(taken_in=3, refused=3, unchanged=3, gone=0)
    assert states(library) == {
        "quay.txt": "indexed",
        "sea/ferry.txt": "indexed",
        "README.md": "ignored",
        "sea/README.md": "indexed",
        "picture.xyz": "unsupported",
        "empty.txt": "failed",
        "sea/empty too.txt": "failed",
        ".hidden.txt": "ignored",
        "link.txt": "ignored",
    }
    assert all((r.reason == "") == (r.state == "indexed") for r in library.files())
    assert texts(library)["quay.txt"] == QUAY
    assert [d.metadata.published.value for d in library.documents() if d.metadata.published] == [
        "2024-05-03",
        "2024-06-09",
    ]
    assert library.publishers() == ["Coastal Wire", "Orsa Gazette"]


def test_a_run_that_finds_nothing_new_does_nothing(filled):
    filled.write("empty.txt", "")
    before, _ = filled.run()
    shown = before.indexes.current().snapshot
    library, summary = filled.run()
    assert summary == Summary(0, 0, 3, 0)
    assert embedded(library) == []
    assert library.indexes.current().snapshot == shown
    assert library.files() == before.files()


def test_an_edited_file_replaces_its_old_self(filled):
    filled.write("quay.txt", QUAY.replace("northern", "southern"))
    library, summary = filled.run()
    assert summary == Summary(1, 0, 1, 0)
    assert "southern" in texts(library)["quay.txt"]
    assert rows.counts(library.catalogue.db)[0] == 2
    words = library.indexes.current().words
    assert words.documents("northern", (), None, 9) == []
    assert len(words.documents("southern", (), None, 9)) == 1


def test_an_edit_that_keeps_size_and_time_is_noticed(place, monkeypatch):
    monkeypatch.setattr(scan, "SETTLED_SECONDS", 0)
    file = place.write("quay.txt", QUAY)
    place.run()
    before = file.stat()
    time.sleep(0.02)
    place.write("quay.txt", QUAY.replace("Two", "Six"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    library, summary = place.run()
    assert summary.taken_in == 1 and "Six sailors" in texts(library)["quay.txt"]


def test_a_new_time_alone_changes_nothing(filled):
    os.utime(filled.corpus / "quay.txt", (1, 1))
    library, summary = filled.run()
    assert summary == Summary(0, 0, 2, 0) and embedded(library) == []


def test_a_renamed_file_moves_and_what_came_from_its_name_is_derived_anew(place):
    file = place.write("2024-05-03 salt.txt", SALT)
    library, _ = place.run()
    old = library.document("2024-05-03 salt.txt")
    assert (old.metadata.published.value, old.title) == ("2024-05-03", "2024-05-03 salt.txt")
    file.rename(place.corpus / "2025-07-11 works.txt")
    library, summary = place.run()
    assert summary == Summary(1, 0, 0, 1)
    assert states(library) == {"2025-07-11 works.txt": "indexed"}
    new = library.document("2025-07-11 works.txt")
    assert (new.metadata.published.value, new.title) == ("2025-07-11", "2025-07-11 works.txt")
    passage = next(iter(rows.passage_texts(library.catalogue.db)))
    assert passage.context == "2025-07-11 works.txt · 2025-07-11"
    assert embedded(library) == [f"{passage.context}\n{passage.text}"]


def test_a_rename_that_tells_nothing_embeds_nothing(filled):
    filled.write("titled.md", "# The salt works\n\n" + SALT)
    filled.run()
    (filled.corpus / "titled.md").rename(filled.corpus / "other.md")
    library, summary = filled.run()
    assert summary == Summary(1, 0, 2, 1)
    assert library.document("other.md").title == "The salt works"
    assert embedded(library) == []


def test_a_deleted_file_leaves_with_everything(filled):
    (filled.corpus / "quay.txt").unlink()
    (filled.corpus / "sea" / "ferry.txt").unlink()
    library, summary = filled.run()
    assert summary == Summary(0, 0, 0, 2)
    assert library.files() == [] and library.documents() == []
    assert rows.counts(library.catalogue.db) == (0, 0)
    indexes = library.indexes.current()
    assert indexes.words.passage_ids() == indexes.words.document_ids() == indexes.vectors.ids().tolist() == []


def test_the_same_bytes_under_two_names_are_one_document(filled):
    filled.write("a copy.txt", QUAY)
    library, summary = filled.run()
    assert summary.taken_in == 1
    assert library.document("quay.txt") == library.document("a copy.txt")
    assert library.document("quay.txt").paths == ("a copy.txt", "quay.txt")
    assert rows.counts(library.catalogue.db)[0] == 2
    for name, left in (("a copy.txt", {"quay.txt", "sea/ferry.txt"}), ("quay.txt", {"sea/ferry.txt"})):
        (filled.corpus / name).unlink()
        library, summary = filled.run()
        assert summary.gone == 1 and set(states(library)) == left
    assert rows.counts(library.catalogue.db)[0] == 1


def test_of_two_names_either_can_be_removed_and_edited(filled):
    filled.write("copy.txt", QUAY)
    library, _ = filled.run()
    remove(library, "copy.txt")
    assert library.document("quay.txt").paths == ("quay.txt",)
    filled.write("copy.txt", SALT)
    library, _ = filled.run()
    assert texts(library) == {"copy.txt": SALT, "quay.txt": QUAY, "sea/ferry.txt": FERRY}


def test_copies_that_come_together_are_read_and_embedded_once(place):
    for name in ("c.txt", "a.txt", "b/d.txt"):
        place.write(name, QUAY)
    for reread in (False, True):
        library, summary = place.run(reread=reread)
        assert summary == Summary(3, 0, 0, 0)
        assert library.document("c.txt").paths == ("a.txt", "b/d.txt", "c.txt")
        assert len(embedded(library)) == (0 if reread else 1)
    assert library.document("c.txt").id == 1


def test_two_files_that_change_places(filled):
    filled.write("quay.txt", FERRY)
    filled.write("sea/ferry.txt", QUAY)
    library, _ = filled.run()
    assert texts(library) == {"quay.txt": FERRY, "sea/ferry.txt": QUAY}
    assert rows.counts(library.catalogue.db)[0] == 2


def test_a_file_becomes_a_folder_and_a_folder_a_file(filled):
    (filled.corpus / "sea" / "ferry.txt").unlink()
    (filled.corpus / "sea").rmdir()
    (filled.corpus / "quay.txt").unlink()
    filled.write("sea", "no suffix")
    filled.write("quay.txt/salt.txt", SALT)
    library, _ = filled.run()
    assert states(library) == {"sea": "unsupported", "quay.txt/salt.txt": "indexed"}


def test_what_fails_leaves_and_what_is_mended_comes_back(filled):
    filled.write("quay.txt", "")
    library, summary = filled.run()
    assert summary == Summary(0, 1, 1, 0)
    assert states(library)["quay.txt"] == "failed" and rows.counts(library.catalogue.db)[0] == 1
    filled.write("quay.txt", QUAY)
    library, summary = filled.run()
    assert summary == Summary(1, 0, 1, 0) and texts(library)["quay.txt"] == QUAY


def test_a_removed_document_stays_out_until_its_bytes_change(filled):
    library = filled.opened()
    remove(library, "quay.txt")
    assert problems(library) == []
    assert (filled.corpus / "quay.txt").read_text() == QUAY
    assert library.indexes.current().words.documents("quay", (), None, 9) == []
    for reread in (False, True):
        library, _ = filled.run(reread=reread)
        assert states(library) == {"quay.txt": "removed", "sea/ferry.txt": "indexed"}
    filled.write("quay.txt", QUAY + "It opened again in June.\n")
    library, summary = filled.run()
    assert summary.taken_in == 1 and states(library)["quay.txt"] == "indexed"


def test_a_removed_document_comes_back_when_it_is_restored(filled):
    remove(filled.opened(), "quay.txt")
    library = filled.opened()
    assert restore(library, "quay.txt").taken_in == 1
    assert problems(library) == [] and texts(library)["quay.txt"] == QUAY
    assert restore(library, "quay.txt").taken_in == 0


def test_a_failed_file_is_tried_again_when_it_is_restored(filled):
    filled.write("empty.txt", "")
    library, _ = filled.run()
    assert restore(library, "empty.txt").refused == 1


@pytest.mark.parametrize("act", [remove, restore])
def test_what_is_not_known_cannot_be_removed_or_restored(filled, act):
    with pytest.raises(UnknownFile, match="'other.txt'.*python -m ingest status"):
        act(filled.opened(), "other.txt")


def test_a_corpus_that_leaves_is_never_taken_for_deletion(filled):
    library = filled.opened()
    filled.corpus.rename(filled.corpus.with_name("elsewhere"))
    with pytest.raises(WrongCorpus, match="corpus"):
        update(library)
    assert set(texts(library)) == {"quay.txt", "sea/ferry.txt"}
    filled.corpus.with_name("elsewhere").rename(filled.corpus)
    assert filled.run()[1] == Summary(0, 0, 2, 0)


def test_a_corpus_that_leaves_while_we_look_is_never_taken_for_deletion(filled, monkeypatch):
    def leaving(corpus, index):
        corpus.rename(corpus.with_name("elsewhere"))
        return iter(())

    monkeypatch.setattr(pipeline, "scan", leaving)
    library = filled.opened()
    with pytest.raises(WrongCorpus):
        update(library)
    assert set(texts(library)) == {"quay.txt", "sea/ferry.txt"}


def test_what_lies_in_a_folder_that_cannot_be_opened_stays(filled, ordinary_user):
    (filled.corpus / "sea").chmod(0)
    library, summary = filled.run()
    (filled.corpus / "sea").chmod(0o700)
    assert summary == Summary(0, 1, 1, 0)
    assert states(library) == {"quay.txt": "indexed", "sea": "failed", "sea/ferry.txt": "indexed"}
    library, summary = filled.run()
    assert states(library) == {"quay.txt": "indexed", "sea/ferry.txt": "indexed"} and embedded(library) == []


def test_an_index_inside_its_corpus_takes_in_only_documents(place):
    inside = type(place)(place.corpus, place.corpus / "index")
    place.write("quay.txt", QUAY)
    inside.run()
    library, summary = inside.run()
    assert states(library) == {"quay.txt": "indexed"} and summary == Summary(0, 0, 1, 0)


def test_reading_everything_again_embeds_nothing_and_makes_the_indexes_anew(filled):
    before = filled.opened()
    old = {d.path: d.id for d in before.documents()}
    shown = before.indexes.current().snapshot
    library, summary = filled.run(reread=True)
    assert summary == Summary(2, 0, 0, 0)
    assert embedded(library) == []
    # What did not change keeps its ids: until the new indexes are published, the old ones answer.
    assert {d.path: d.id for d in library.documents()} == old
    assert library.indexes.current().snapshot.name != shown.name


def test_reading_again_makes_the_indexes_anew_though_no_document_changed(filled):
    remove(filled.opened(), "quay.txt")
    remove(filled.opened(), "sea/ferry.txt")
    before = filled.opened().indexes.current().snapshot
    library, _ = filled.run(reread=True)
    assert library.indexes.current().snapshot.name != before.name


def test_another_version_of_the_reader_reads_everything_again(filled):
    filled.write("copy.txt", QUAY)
    library, _ = filled.run()
    with library.catalogue.atomic() as db:
        db.execute("UPDATE documents SET reader = 'text 0.0', text = 'as the old reader took it'")
        db.execute("UPDATE files SET reader = 'text 0.0'")
    library, summary = filled.run()
    assert summary == Summary(3, 0, 0, 0)
    assert texts(library) == {"copy.txt": QUAY, "quay.txt": QUAY, "sea/ferry.txt": FERRY}
    assert library.document("quay.txt").paths == ("copy.txt", "quay.txt")
    assert embedded(library) == []


def test_another_embedder_adds_vectors_and_the_indexes_follow(filled):
    other = filled.opened("other@1")
    with pytest.raises(SnapshotError, match=r"passages have no vectors of other@1: run python -m ingest"):
        other.indexes.current()
    told = []
    assert update(other, told.append) == Summary(0, 0, 2, 0)
    assert problems(other) == []
    passages = rows.counts(other.catalogue.db)[1]
    assert len(embedded(other)) == passages
    assert Progress("embedding", 0, passages) in told
    assert "other@1" in other.indexes.current().snapshot.embedder
    assert other.catalogue.db.execute("SELECT count(*) FROM embeddings").fetchone() == (2 * passages,)
    first, _ = filled.run()
    assert embedded(first) == [] and "other@1" not in first.indexes.current().snapshot.embedder


def test_a_run_that_publishes_on_its_way_does_so_under_another_embedder_too(filled, monkeypatch):
    monkeypatch.setattr(pipeline, "PUBLISH_SECONDS", 0)
    for number in range(3):
        filled.write(f"salt {number}.txt", f"Number {number}. {SALT}")
    library, summary = filled.run("other@1")
    assert summary.taken_in == 3 and len(library.documents()) == 5


def test_what_is_in_can_be_asked_for_while_a_run_goes_on(place, monkeypatch):
    monkeypatch.setattr(pipeline, "PUBLISH_SECONDS", 0)
    monkeypatch.setattr(pipeline, "EMBEDDED_TOGETHER", 1)
    for number in range(4):
        place.write(f"salt {number}.txt", f"Number {number}. {SALT}")
    asker, seen = place.opened(), []

    def look(progress: Progress) -> None:
        if progress.done == 3 and progress.stage == "reading":
            seen.append(asker.progress())
            seen.append(len(asker.indexes.current().words.document_ids()))

    update(place.opened(), look)
    assert seen == [Progress("reading", 3, 4, "salt 3.txt"), 3]


@pytest.mark.parametrize("at", [("reading", 2), ("embedding", 2), ("publishing", 4)])
def test_an_interrupted_run_keeps_what_was_committed_and_the_next_one_goes_on(place, monkeypatch, at):
    monkeypatch.setattr(pipeline, "EMBEDDED_TOGETHER", 1)
    for number in range(4):
        place.write(f"salt {number}.txt", f"Number {number}. {SALT}")

    def interrupt(progress: Progress) -> None:
        if (progress.stage, progress.done) == at:
            raise KeyboardInterrupt

    broken = place.opened()
    with pytest.raises(KeyboardInterrupt):
        update(broken, interrupt)
    done = embedded(broken)
    assert len(done) == at[1] == len(broken.documents())
    assert broken.progress() is None
    library, summary = place.run()
    assert summary == Summary(4 - at[1], 0, at[1], 0)
    assert Counter(done + embedded(library)).most_common(1)[0][1] == 1
    assert len(texts(library)) == 4


def test_an_embedder_that_fails_leaves_nothing_half_in(place, monkeypatch):
    monkeypatch.setattr(pipeline, "EMBEDDED_TOGETHER", 1)
    place.write("a.txt", SALT)
    place.write("b.txt", QUAY)
    library = place.opened()
    whole = library.embedder.embed

    def failing(passages):
        if any("quay" in p for p in passages):
            raise MemoryError
        return whole(passages)

    monkeypatch.setattr(library.embedder, "embed", failing)
    with pytest.raises(MemoryError):
        update(library)
    assert states(library) == {"a.txt": "indexed"}
    assert place.run()[1] == Summary(1, 0, 1, 0)


def test_a_file_that_changes_while_it_is_read_is_left_to_the_next_run(filled):
    file = filled.write("quay.txt", SALT)

    def meddle(progress: Progress) -> None:
        if progress.file == "quay.txt" and progress.stage == "reading":
            file.write_text(FERRY)

    library = filled.opened()
    assert update(library, meddle) == Summary(0, 1, 1, 0)
    record = next(r for r in library.files() if r.path == "quay.txt")
    assert (record.state, record.document_id) == ("failed", None) and "changed while" in record.reason
    file.write_text(SALT)  # As it was when the run saw it.
    library, summary = filled.run()
    assert summary.taken_in == 1 and texts(library)["quay.txt"] == SALT


def test_a_file_that_vanishes_before_it_is_read_is_gone_at_the_next_run(filled):
    file = filled.write("salt.txt", SALT)

    def meddle(progress: Progress) -> None:
        if progress.file == "salt.txt" and progress.stage == "reading":
            file.unlink()

    library = filled.opened()
    assert update(library, meddle).refused == 1
    library, summary = filled.run()
    assert set(states(library)) == {"quay.txt", "sea/ferry.txt"} and summary.gone == 1


def test_progress_counts_files_and_tells_no_empty_stage(filled):
    told = []
    update(filled.opened(), told.append)
    assert told == []
    filled.write("salt.txt", SALT)
    update(filled.opened(), told.append)
    assert told == [
        Progress("reading", 0, 1, "salt.txt"),
        Progress("embedding", 0, 1, "salt.txt"),
        Progress("publishing", 1, 1),
    ]
