import pytest

from rag.language.countries import CAPITALS, is_country


@pytest.mark.parametrize("name", ["Peru", "PERU", "the Netherlands", "Zaire", "Kuwait"])
def test_a_country_is_one_in_any_case(name: str) -> None:
    assert is_country(name)


@pytest.mark.parametrize("name", ["Lima", "Peruvian", "", "the"])
def test_what_is_no_country_is_none(name: str) -> None:
    assert not is_country(name)


def test_each_has_its_capital_unless_that_has_its_name() -> None:
    assert CAPITALS["philippines"] == "Manila"
    assert CAPITALS["el salvador"] == "San Salvador"
    assert CAPITALS["kuwait"] == ""
