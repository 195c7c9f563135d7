"""Example questions from sentences."""

import pytest

from ui.examples import of_text


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
