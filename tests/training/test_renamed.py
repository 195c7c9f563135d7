import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.examples import Row
from training.renamed import names_in, renamed, renamed_units

QUESTION = "Who was killed in the attack on Tomas Reld in Port Kelm, Ilmar on 3 May 1989?"
RIGHT = "3 May 1989\nPORT KELM, 4 MAY 89 -- GUNMEN SHOT TOMAS RELD. RELD DIED IN PORT KELM WITH OLGA FINN ON 3 MAY."
WRONG = "9 May 1989\nTARN, 9 MAY 89 -- RELD'S KILLERS LEFT PORT KELM."
POOL = {"thing": ["Andro Vesk"], "place": ["Velmouth"], "country": ["Tessaria"]}


def unit():
    at = RIGHT.index("OLGA FINN")
    return Row(QUESTION, RIGHT, ((at, at + 9),), True, 2.0), Row(QUESTION, WRONG, (), False, 1.0)


def test_each_name_with_what_it_names():
    assert names_in(QUESTION) == [("thing", "Tomas Reld"), ("place", "Port Kelm"), ("country", "Ilmar")]


@pytest.mark.parametrize("seed", range(8))
def test_question_and_passages_are_renamed_alike_and_the_answer_stays(seed):
    right, wrong = renamed(unit(), POOL, random.Random(seed))
    assert right.first == wrong.first
    (start, end), *_ = right.spans
    assert right.context[start:end] == "OLGA FINN"
    assert ("Tomas Reld" in right.first) == ("TOMAS RELD" in right.context) == ("RELD'S" in wrong.context)
    assert ("Port Kelm" in right.first) == ("PORT KELM" in right.context) == ("PORT KELM" in wrong.context)
    assert "Ilmar" in right.first, "the passages do not hold it"
    day = right.context.split("\n")[0]
    assert right.first.endswith(f"on {day}?"), "all days move alike"
    assert day.upper().rsplit(" ", 1)[0] in right.context.split("WITH")[1]


def test_something_is_exchanged():
    made = {renamed(unit(), POOL, random.Random(seed))[0].first for seed in range(8)}
    assert any(
        "Andro Vesk" in question and "Velmouth" in question and "3 May 1989" not in question for question in made
    )


def test_a_ranked_unit_is_made_twice_with_few_wrong_passages():
    right, wrong = unit()
    made = renamed_units([(right, *[wrong] * 9), (right,)], random.Random(1))
    assert [len(each) for each in made] == [6, 6, 1]


@given(st.text(alphabet="Tomas Reldinkgu.\n", max_size=60), st.integers(0, 50), st.integers(0, 20), st.integers(0, 99))
def test_what_no_edit_touches_is_where_the_span_says(text, start, size, seed):
    context = f"{text}{RIGHT}"
    start = min(start, len(context))
    row = Row(QUESTION, context, ((start, min(start + size, len(context))),), True)
    [made] = renamed((row,), POOL, random.Random(seed))
    [(low, high)] = made.spans
    assert 0 <= low <= high <= len(made.context)
