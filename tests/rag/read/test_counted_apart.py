import pytest

from tests.rag.read.world import ask

BLAST = (
    "Twelve people were killed when a bomb exploded at the Karsk market, the government said. Police put the toll at "
    "nine. A doctor, Lena Marsh, said that 31 people had been wounded."
)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (BLAST, [("Twelve", "the government"), ("nine", "Police")]),
        ("Twelve people were killed at the Karsk market. A doctor said that 31 people had been wounded.", []),
        ("Twelve people were killed at Karsk, the mayor said. The mayor said that 31 people had been wounded.", []),
    ],
)
def test_numbers_of_two_who_are_named_stand_side_by_side(text: str, sides: list[tuple[str, str]]) -> None:
    written = ask("How many people were killed at the Karsk market?", text)
    assert [(side.text, side.standing.source) for side in written.sides] == sides


def test_where_one_is_asked_for_there_is_one_side() -> None:
    assert not ask("How many people were killed at the Karsk market, according to the police?", BLAST).sides
