from dataclasses import replace
from pathlib import Path

import pytest

from rag.compose import STOPPED, open_library
from rag.errors import NewerCatalogue, NoIndex, SettingsError, UnknownFile, WrongCorpus
from rag.receipts import kept_answer
from tests.chat_server import chat_server
from tests.ingest.conftest import QUAY


def test_a_library_tells_what_it_holds(filled):
    library = filled.opened()
    assert [d.path for d in library.documents()] == ["quay.txt", "salt.txt", "sea/ferry.txt"]
    assert [(r.path, r.state) for r in library.files()] == [
        ("quay.txt", "indexed"),
        ("salt.txt", "indexed"),
        ("sea/ferry.txt", "indexed"),
    ]
    assert library.publishers() == ["Coastal Wire", "Orsa Gazette"]
    assert library.document("quay.txt").text == QUAY
    assert library.words(library.document("quay.txt"), 1) == ()
    assert library.progress() is None and library.generation() == library.catalogue.generation()


@pytest.mark.parametrize("path", ["nowhere.txt", "ferry.txt", "empty.txt"])
def test_a_document_that_is_not_in_is_named(filled, path):
    filled.write("empty.txt", "")
    library, _ = filled.run()
    with pytest.raises(UnknownFile, match=path):
        library.document(path)


def test_without_an_index_nothing_is_opened_or_made(tmp_path):
    with pytest.raises(NoIndex):
        open_library(tmp_path / "index")
    assert list(tmp_path.iterdir()) == []


def test_a_new_index_needs_a_corpus_that_is_there(tmp_path):
    with pytest.raises(WrongCorpus, match=r"no corpus is missing"):
        open_library(tmp_path / "index", new_with=tmp_path / "no corpus")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "no corpus").mkdir()
    assert open_library(tmp_path / "index", new_with=tmp_path / "no corpus").corpus == tmp_path / "no corpus"


def test_an_index_remembers_its_corpus_and_refuses_another(filled, tmp_path):
    assert open_library(filled.index).corpus == filled.corpus
    assert open_library(filled.index, filled.corpus / ".." / "corpus", new_with=tmp_path).corpus == filled.corpus
    with pytest.raises(WrongCorpus, match=rf"belongs to the corpus {filled.corpus}, not"):
        open_library(filled.index, tmp_path / "other")


def test_paths_may_be_relative_to_where_one_is(filled, monkeypatch):
    monkeypatch.chdir(filled.corpus)
    library = open_library(Path("../index"), Path())
    assert (library.index, library.corpus) == (filled.index, filled.corpus)


def test_an_index_and_its_corpus_can_be_moved_together(filled, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    for folder in (filled.index, filled.corpus):
        folder.rename(tmp_path / "elsewhere" / folder.name)
    library = open_library(tmp_path / "elsewhere" / "index")
    library.require_corpus()
    assert library.corpus == tmp_path / "elsewhere" / "corpus"


def test_a_corpus_that_is_missing_is_named_when_it_is_needed(filled):
    filled.corpus.rename(filled.corpus.with_name("gone"))
    library = open_library(filled.index)
    with pytest.raises(WrongCorpus, match=str(filled.corpus)):
        library.require_corpus()
    assert len(library.documents()) == 3


def test_an_index_that_has_no_corpus_yet_says_how_to_give_it_one(tmp_path):
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "catalogue.sqlite").touch()
    with pytest.raises(WrongCorpus, match="python -m ingest --corpus"):
        open_library(tmp_path / "index")


def test_a_newer_index_and_wrong_settings_are_refused(filled):
    (filled.index / "dossier.toml").write_text("speed = 11\n")
    with pytest.raises(SettingsError, match="speed"):
        open_library(filled.index)
    (filled.index / "dossier.toml").unlink()
    filled.opened().catalogue.db.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerCatalogue):
        open_library(filled.index)


def test_the_settings_of_the_index_choose_the_embedder(filled):
    plain = open_library(filled.index).settings.fingerprint()
    (filled.index / "dossier.toml").write_text('embedder = "someone/else"\n')
    library = open_library(filled.index)
    assert library.embedder.identity == "someone/else"
    assert library.settings.fingerprint() != plain


def test_a_model_of_the_settings_writes_and_its_answer_is_kept(filled, monkeypatch):
    with chat_server() as server:
        monkeypatch.setenv("DOSSIER_MODEL_URL", server.url)
        monkeypatch.setenv("DOSSIER_MODEL", "small")
        monkeypatch.setenv("DOSSIER_MODEL_KEY", "secret")
        library = filled.opened()
        quoted = library.ask("What happened at the quay?")
        server.pieces = [f"{quoted.claims[0].text} [1]"]
        first, *_, last = library.answers("What happened at the quay?", reader="model")
        assert first.claims == quoted.claims and first.reader == "" and last.reader == "small"
        assert library.explain(last.id)["reader"] == "small"
        assert library.recheck(last.id)[1] == []
        assert server.keys == ["Bearer secret"] * 2
    gone = "written by small then, by the documents' own words now"
    assert gone in library.recheck(last.id)[1]
    monkeypatch.delenv("DOSSIER_MODEL_URL")
    now, changed = filled.opened().recheck(last.id)
    assert now.claims == quoted.claims and gone in changed
    files = [path for path in filled.index.rglob("*") if path.is_file()]
    assert not any(b"secret" in path.read_bytes() for path in files)


def test_a_model_that_is_stopped_leaves_a_note_and_the_conversation(filled, monkeypatch):
    with chat_server() as server:
        monkeypatch.setenv("DOSSIER_MODEL_URL", server.url)
        monkeypatch.setenv("DOSSIER_MODEL", "small")
        library = filled.opened()
        server.pieces = [f"{QUAY.splitlines()[-1]} [1] "] * 3
        growing = library.answers("What happened at the quay?", conversation="quays", reader="model")
        quoted = next(growing)
        kept, [record] = library.conversation("quays")
        assert kept.questions == 1 and kept_answer(record) == quoted
        first = next(growing)
        next(growing)
        growing.close()
    kept, [record] = library.conversation("quays")
    assert kept.questions == 1 and kept_answer(record) == replace(first, notes=(*first.notes, STOPPED))
    assert library.conversation_of(record["id"]) == kept


def test_without_a_model_none_can_be_asked_for(filled):
    with pytest.raises(SettingsError, match="model_url"):
        filled.opened().ask("What happened at the quay?", reader="model")


def test_an_answer_that_nobody_waits_for_is_kept_as_far_as_it_came(filled):
    library = filled.opened()
    growing = library.answers("What happened at the quay?")
    answer = next(growing)
    growing.close()
    assert library.explain(answer.id)["question"] == "What happened at the quay?"
