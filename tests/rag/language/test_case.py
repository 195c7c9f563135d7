from hypothesis import given
from hypothesis import strategies as st

from rag.language.case import in_capitals, parsable


@given(st.text(), st.frozensets(st.text(max_size=3)))
def test_every_character_keeps_its_place(text: str, names: frozenset[str]) -> None:
    assert len(parsable(text, names)) == len(text)


def test_capitals_become_small_but_for_names() -> None:
    text = "TWO PEASANTS WERE SEIZED NEAR EL ROBLE."
    assert in_capitals(text)
    assert parsable(text, {"roble"}) == "two peasants were seized near el Roble."


def test_a_dateline_and_marks_are_no_prose() -> None:
    for dateline in ("PORT VALE, 4 MAR 88 (XNA) -- [TEXT] ", "Harsk, 6 March 2026 (VPA) - ", "LIMA, 1 JAN 89 -- "):
        assert parsable(dateline + "**The bridge**\nfell.", ()).split() == ["The", "bridge", "fell."]


def test_plain_prose_stays_as_it_is() -> None:
    text = "The envoy left, said Ana (46), and NATO agreed - at last."
    assert parsable(text, ()) == text
