"""What is told when an answer is asked for again."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.domain.answers import (
    NO_FILTERS,
    Answer,
    Citation,
    Claim,
    Considered,
    Filters,
    Refusal,
    Searched,
    ShortAnswer,
    Side,
    Standing,
)
from rag.receipts import changes, filters_of, kept_answer, receipt_of

QUAY = Claim("The quay.", (Citation("quay.txt", None, 0, 9, "The quay."),))
SEEN = (Considered("quay.txt", 0, 40, 1.5, sha256="aa"),)
ANSWER = Answer("1f", "What?", (QUAY,), (), None, Searched(1), "abc", considered=SEEN, generation=3)
BEFORE = receipt_of(ANSWER, NO_FILTERS, None)
REFUSED = replace(ANSWER, claims=(), refusal=Refusal("Nothing is said.", "1 document"))


@pytest.mark.parametrize(
    ("now", "gone", "told"),
    [
        (ANSWER, frozenset(), None),
        (REFUSED, frozenset(), "is now 'Nothing is said.'"),
        (replace(ANSWER, settings="def"), frozenset(), "abc then, def now"),
        (replace(ANSWER, generation=4), frozenset(), "catalogue version 3 then, 4 now"),
        (ANSWER, frozenset(["quay.txt"]), "no longer there: quay.txt"),
        (replace(ANSWER, considered=(replace(SEEN[0], sha256="bb"),)), frozenset(), "changed since then: quay.txt"),
        (replace(ANSWER, considered=(Considered("mill.txt", 0, 9, 1.0),)), frozenset(), "not then: mill.txt"),
    ],
)
def test_what_changed_is_said(now, gone, told):
    said = changes(BEFORE, receipt_of(now, NO_FILTERS, None), gone)
    assert said == [] if told is None else told in "\n".join(said)


def test_the_filters_come_back():
    filters = Filters(("a.txt",), ("Gazette",), "2024", None)
    assert filters_of(receipt_of(ANSWER, filters, None)) == filters


NUMBERS = st.integers(0, 10**6)
WORDS = st.text(max_size=12)
MAYBE = st.none() | WORDS
CITATIONS = st.lists(st.builds(Citation, WORDS, st.none() | NUMBERS, NUMBERS, NUMBERS, WORDS), max_size=2).map(tuple)
STANDINGS = st.builds(Standing, st.sampled_from(["reported", "claimed", "denied"]), WORDS)
CLAIMS = st.lists(
    st.builds(
        Claim,
        WORDS,
        CITATIONS,
        st.none() | st.sampled_from(["supported", "partly", "not supported", "contradicted"]),
        STANDINGS,
        MAYBE,
        st.lists(WORDS, max_size=2).map(tuple),
        st.booleans(),
    ),
    max_size=2,
).map(tuple)
SCORES = st.dictionaries(WORDS, st.floats(allow_nan=False, allow_infinity=False), max_size=2)
WHOLE = st.builds(
    Answer,
    WORDS,
    WORDS,
    CLAIMS,
    st.lists(st.builds(ShortAnswer, WORDS, CITATIONS, STANDINGS, MAYBE), max_size=2).map(tuple),
    st.none(),
    st.builds(Searched, NUMBERS, NUMBERS, MAYBE, MAYBE, st.lists(WORDS, max_size=2).map(tuple)),
    WORDS,
    st.none() | st.floats(0, 1),
    MAYBE,
    st.lists(st.builds(Side, WORDS, CITATIONS, MAYBE, MAYBE, STANDINGS, st.booleans()), max_size=2).map(tuple),
    st.lists(st.builds(Considered, WORDS, NUMBERS, NUMBERS, st.floats(0, 9), SCORES, WORDS, WORDS), max_size=2).map(
        tuple
    ),
    NUMBERS,
    SCORES,
    st.sampled_from(["", "small", "extractive"]),
    CLAIMS,
    st.lists(WORDS, max_size=2).map(tuple),
    CITATIONS,
)
REFUSALS = st.builds(Refusal, WORDS, WORDS, CITATIONS)


@given(WHOLE, st.none() | REFUSALS)
def test_the_whole_answer_comes_back_from_its_receipt(answer, refusal):
    if refusal:
        answer = replace(answer, refusal=refusal, claims=(), short_answers=())
    assert kept_answer(json.loads(json.dumps(receipt_of(answer, NO_FILTERS, None)))) == answer


def test_a_receipt_of_an_older_version_gives_what_it_holds():
    record = json.loads(json.dumps(receipt_of(ANSWER, NO_FILTERS, None)))
    for key in ("signals", "reader", "evidence"):
        del record[key]
    for key in ("reader", "withheld", "notes"):
        del record["answer"][key]
    del record["answer"]["claims"][0]["failed"]
    assert kept_answer(record) == ANSWER
