import pytest

from tests.rag.read.world import short


@pytest.mark.parametrize(
    ("question", "text", "not_this"),
    [
        (
            "Who is the chief executive of Kelm Water?",
            "“It gives us an advantage over Kelm Water,” said Tarn Mining chief executive Eli Tvet.",
            "Tvet",
        ),
        (
            "Who is the chief executive of Kelm Water?",
            "Kelm Water doubled its profit. “We are glad,” said vice-chairman Vera Pohl.",
            "Pohl",
        ),
    ],
)
def test_who_holds_another_office_or_that_of_another_body_is_not_given(question: str, text: str, not_this: str) -> None:
    assert not_this not in (short(question, text) or "")


def test_who_holds_it_is_given() -> None:
    text = "Kelm Water doubled its profit. “We are glad,” said Kelm Water chief executive Vera Pohl."
    assert "Vera Pohl" in (short("Who is the chief executive of Kelm Water?", text) or "")
    text = "Tarn Mining and Kelm Water met. Vera Pohl, the chief executive of Kelm Water, was late."
    assert "Vera Pohl" in (short("Who is the chief executive of Kelm Water?", text) or "")
