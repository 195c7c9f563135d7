"""What is told when an answer is asked for again."""

from dataclasses import replace

import pytest

from rag.domain.answers import NO_FILTERS, Answer, Citation, Claim, Considered, Filters, Refusal, Searched
from rag.receipts import changes, filters_of, receipt_of

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
