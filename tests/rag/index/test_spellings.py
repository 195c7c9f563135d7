import pytest

from rag.index.spellings import skeleton, variants


@pytest.mark.parametrize(
    ("one", "other"),
    [("yusuf", "youssef"), ("harbuni", "harbouni"), ("qadhafi", "kaddafi"), ("color", "colour"), ("zelina", "selyna")],
)
def test_spellings_of_one_sound(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("yusuf", "yusra"), ("odra", "orla"), ("tarn", "turk")])
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_the_likest_come_first() -> None:
    assert list(variants("harbuni", ["harbani", "harbor", "harbouni"])) == ["harbouni", "harbani"]
    assert all(0 < likeness <= 1 for likeness in variants("harbuni", ["harbani", "harbouni"]).values())


@pytest.mark.parametrize("term", ["odr", "", "d19900502", "aaaa"])
def test_short_terms_and_days_have_no_other_spelling(term: str) -> None:
    assert variants(term, [term + "a", "odra", "d19900503", "aaaaa"]) == {}
