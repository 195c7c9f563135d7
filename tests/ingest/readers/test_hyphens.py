from collections import Counter

import pytest

from ingest.readers.hyphens import joined, vocabulary


@pytest.mark.parametrize(
    ("first", "second", "known", "shown"),
    [
        ("reconcilia-", "tion", "", "reconciliation"),
        ("(mis-", "appropriated),", "", "(misappropriated),"),
        ("Al-", "Khazari,", "", "Al-Khazari,"),
        ("well-", "known", "", "well-known"),
        ("2003-", "2007.", "", "2003-2007."),
        ("two-", "and", "", "two- and"),
        ("rail-", "way", "the rail-way is shut", "rail-way"),
        ("well-", "being", "wellbeing matters; wellbeing", "wellbeing"),
        ("Trace-", "Monkey", "TraceMonkey runs", "TraceMonkey"),
        ("mother-in-", "law", "his mother-in-law", "mother-in-law"),
    ],
)
def test_the_document_decides_then_the_words_first_part(first: str, second: str, known: str, shown: str) -> None:
    assert joined(first, second, vocabulary(known.split())) + second == shown


def test_broken_words_are_no_vocabulary() -> None:
    assert vocabulary(["mis-", "Rail-way,", "rail-way"]) == Counter({"rail-way": 2})
