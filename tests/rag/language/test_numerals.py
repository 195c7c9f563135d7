from rag.language.numerals import NUMBERS


def test_every_word_has_its_number_in_order() -> None:
    assert list(NUMBERS.values()) == [*range(1, 20), *range(20, 100, 10)]
    assert (NUMBERS["eleven"], NUMBERS["fifteen"], NUMBERS["forty"], NUMBERS["ninety"]) == (11, 15, 40, 90)
