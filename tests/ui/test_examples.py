"""Example questions from sentences, kept where the documents answer them."""

import json
from pathlib import Path

import pytest

from ingest.pipeline import update
from tests.opened import opened
from ui.examples import Example, of_text, seek


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("The Ministry signed the harbour pact on 3 May 2024.", "When did the Ministry sign the harbour pact?"),
        ("Norland recognised the new republic in 1948, a week later.", "When did Norland recognise the new republic?"),
        ("The bridge at Osk was closed to lorries on 12 June 2023.", "When was the bridge at Osk closed to lorries?"),
        ("Some 1,200 people were moved from the valley, he said.", "How many people were moved from the valley?"),
        ("The rebels of Tarn released nine sailors, a priest said.", "Who released nine sailors?"),
        ("Mayor Ines Varga said that the dam would hold.", "What did Mayor Ines Varga say?"),
    ],
)
def test_a_sentence_becomes_the_question_that_it_answers(sentence: str, question: str) -> None:
    assert next(of_text(sentence))[1] == question


@pytest.mark.parametrize(
    "sentence",
    [
        "Rain fell.",
        "It was closed.",
        "",
        "# $x$ <b>bold</b>",
        "He said nothing in 2024.",
        "The first of them were opened in 2018.",
    ],
)
def test_no_question_is_forced_out_of_a_sentence_that_gives_none(sentence: str) -> None:
    assert list(of_text(sentence)) == []


def test_only_questions_that_their_own_document_answers_are_shown(tmp_path: Path, monkeypatch) -> None:
    # A language model is not asked for them: nobody listens here.
    monkeypatch.setenv("DOSSIER_READER", "model")
    monkeypatch.setenv("DOSSIER_MODEL", "small")
    monkeypatch.setenv("DOSSIER_MODEL_URL", "http://127.0.0.1:9/v1")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("Norland recognised the island republic in 1948.\n", encoding="utf-8")
    (corpus / "b.txt").write_text("Mayor Ines Varga said that the dam would hold.\n", encoding="utf-8")
    library = opened(tmp_path / "index", corpus)
    update(library)
    found: list[Example] = []
    seek(library, found)
    assert [e.question for e in found] == [
        "When did Norland recognise the island republic?",
        "What did Mayor Ines Varga say?",
    ]
    with library.catalogue.reading() as db:
        kept = [json.loads(record) for (record,) in db.execute("SELECT record FROM receipts")]
    assert kept and not any(record["answer"]["notes"] for record in kept)
    assert {e.sha256 for e in found} == {library.document(path).sha256 for path in ("a.txt", "b.txt")}
