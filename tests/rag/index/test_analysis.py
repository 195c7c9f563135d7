import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.index.analysis import PLAIN_WORD, question_terms, terms


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("12,400", ["12400"]),
        ("12.400", ["12400"]),
        ("12'400", ["12400"]),
        ("12 400", ["12400", "12", "400"]),
        ("1,234,567", ["1234567"]),
        ("2.4 million", ["2.4", "million"]),
        ("2,4", ["2.4"]),
        ("1,2 and 3", ["1.2", "and", "3"]),
        ("in 1990 300 fled", ["in", "1990", "300", "fled"]),
        ("JF-17", ["jf17", "jf", "17"]),
        ("cease-fire", ["ceasefir", "ceas", "fire"]),
        ("Feld's FELD’S", ["feld", "feld"]),
        ("Zdeňka Čerňinová", ["zdenka", "cerninova"]),
        ("Ze\u0301", ["ze"]),
        ("U.N. and u.s.", ["un", "and", "us"]),
        ("The National Bank for Reeds", ["the", "nation", "bank", "for", "reed", "nbr"]),
        ("The Cattle Raisers' Union", ["the", "cattl", "raiser", "union", "cru"]),
        ("a_b", ["a", "b"]),
        ("東京大学", ["東京", "京大", "大学"]),
        ("", []),
    ],
)
def test_terms(text: str, wanted: list[str]) -> None:
    assert terms(text) == wanted


def test_a_day_written_or_meant_is_a_term_once_with_its_month() -> None:
    assert terms("Kelm · 1990-05-02", ["1990-05-02"]) == ["kelm", "d19900502", "m199005"]
    assert terms("", ["1990-05"]) == ["m199005"]
    assert terms("", ["1990"]) == []


def test_question_words_are_dropped_and_each_term_comes_once() -> None:
    assert list(question_terms("Who sank what, and which ferry sank when?")) == ["sank", "and", "ferri"]


def test_names_and_numbers_weigh_more_than_other_words() -> None:
    weights = question_terms("Which guards left the Lode camp with 12 400 people?", ["1990-05-02"])
    assert {term for term, weight in weights.items() if weight == 1.0} >= {"lode", "12400", "d19900502", "m199005"}
    assert weights["guard"] == weights["camp"] == PLAIN_WORD


@pytest.mark.parametrize("text", ["which guards left lode", "WHICH GUARDS LEFT LODE"])
def test_where_capitals_tell_nothing_all_words_weigh_alike(text: str) -> None:
    assert set(question_terms(text).values()) == {1.0}


@given(st.text())
def test_any_text_gives_whole_terms_and_a_question_adds_none(text: str) -> None:
    found = terms(text)
    assert all(term and not any(map(str.isspace, term)) for term in found)
    assert set(question_terms(text)) <= set(found)
