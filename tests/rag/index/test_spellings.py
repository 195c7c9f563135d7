import pytest

from rag.index.spellings import has_variants, skeleton, variants


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


@pytest.mark.parametrize(("term", "has"), [("harbuni", True), ("odra", True), ("odr", False), ("aaaa", False)])
def test_short_terms_have_no_other_spelling(term: str, has: bool) -> None:
    assert has_variants(term) is has
    assert not has_variants(term + "1")
