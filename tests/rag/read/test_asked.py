import pytest

from rag.domain.answers import NO_FILTERS
from rag.index.analysis import terms
from rag.read.asked import asked
from rag.retrieve.question import parse

TOLD = [frozenset(terms("A pipe burst in the lower gallery.")), frozenset(terms("The roof of the gallery fell."))]


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("What caused the gallery to fall?", "caus"),
        ("What was the reason for the fall of the gallery?", "reason"),
        ("Who was the victim of the fall in the gallery?", "victim"),
    ],
)
def test_a_word_that_names_the_gap_weighs_less_than_what_fills_it_must_hold(question: str, word: str) -> None:
    weights = asked(parse(question, NO_FILTERS, None), TOLD).weights
    assert 0 < weights[word] < weights["fall"]


@pytest.mark.parametrize(
    ("question", "word", "told"),
    [
        ("Who was killed in Norway?", "norway", "oslo"),
        ("Who was killed in Argentina?", "argentina", "bueno"),
        ("Who raided the gallery?", "raid", "ambush"),
    ],
)
def test_a_capital_stands_for_its_country_and_a_word_of_the_same_kind_of_event_for_another(
    question: str, word: str, told: str
) -> None:
    assert told in asked(parse(question, NO_FILTERS, None), TOLD).forms[word]
