import pytest

from tests.rag.read.world import ask, short

BOARD = "The Harbour Audit Board (HAB) fined two ferries in June. The HAB sits in Port Kelm."


@pytest.mark.parametrize(
    "question",
    [
        "What does HAB stand for?",
        "What is HAB?",
        "What does the acronym HAB mean?",
        "What is the meaning of the abbreviation HAB?",
        "What do the letters HAB stand for?",
    ],
)
def test_an_acronym_is_answered_by_the_name_written_before_it(question: str) -> None:
    written = ask(question, BOARD)
    assert [s.text for s in written.short_answers] == ["Harbour Audit Board"]
    (citation,) = written.short_answers[0].citations
    assert BOARD[citation.start : citation.end] == citation.quote
    assert "Harbour Audit Board" in citation.quote


def test_an_acronym_that_nobody_spells_out_has_no_made_up_name() -> None:
    assert "Board" not in (short("What does HOB stand for?", BOARD) or "")
