"""Nothing is made twice while it is kept, and what is kept is what would be made."""

from hypothesis import given
from hypothesis import strategies as st

from rag.models.parser import parse
from rag.models.remembered import Remembered


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=6), max_size=12), st.integers(1, 5))
def test_it_gives_what_would_be_made_in_order(asked: list[list[str]], most: int) -> None:
    made: list[str] = []
    remembered = Remembered(lambda texts: [made.append(t) or t.upper() for t in texts], most)  # type: ignore[func-returns-value]
    for texts in asked:
        before = len(made)
        assert remembered(texts) == [t.upper() for t in texts]
        assert len(made) - before <= len(set(texts))


def test_only_the_latest_used_are_kept() -> None:
    made: list[str] = []
    remembered = Remembered(lambda texts: [made.append(t) or t for t in texts], 2)  # type: ignore[func-returns-value]
    for text in ("a", "b", "a", "c", "a", "b"):
        remembered([text])
    assert made == ["a", "b", "c", "b"]


def test_a_sentence_is_parsed_once_with_entities_and_once_without() -> None:
    text = "Olin Brenn left Kelm on 4 May."
    [first], [again], [bare] = parse([text]), parse([text]), parse([text], entities=False)
    assert first is again and bare is not first and not bare.ents and first.text == bare.text == text
