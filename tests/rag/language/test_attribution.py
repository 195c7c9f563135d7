import pytest

from rag.language.attribution import unattributed


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("How many died, according to the police?", "How many died?"),
        ("According to the mayor, did the guard burn it?", "did the guard burn it?"),
        ("Who, according to the mayor, is to blame?", "Who is to blame?"),
        ("How many died?", "How many died?"),
    ],
)
def test_whose_word_it_is_to_be_is_left_out(text: str, plain: str) -> None:
    assert unattributed(text) == plain
