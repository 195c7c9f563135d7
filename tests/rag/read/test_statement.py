import pytest

from rag.read.statement import statement


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Did the Kelm Guard attack a barge near Tarn?", "the Kelm Guard attacked a barge near Tarn"),
        ("Did the mayor of the town of Kelm sell the mill?", "the mayor of the town of Kelm sold the mill"),
        ("Was the depot at Tarn raided by the Guard?", "the depot at Tarn was raided by the Guard"),
        ("Has Ilmar sold rifles to Tessaria?", "Ilmar has sold rifles to Tessaria"),
        ("Is Olga Finn the harbour master?", "Olga Finn is the harbour master"),
        ("Does the board meet in Kelm?", "the board meet in Kelm"),
        ("Is it true that the mill burnt?", "the mill burnt"),
    ],
)
def test_a_question_is_turned_into_the_statement_it_asks_about(question: str, told: str) -> None:
    assert statement(question) == told


def test_what_has_no_subject_or_verb_is_no_statement() -> None:
    assert statement("Did they?") is None
    assert statement("Was?") is None
