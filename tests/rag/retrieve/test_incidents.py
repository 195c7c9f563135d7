"""Other reports of an incident stand behind the first one; nothing else does."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from rag.printed import hits_text
from rag.retrieve.incidents import by_incident, places, reported_before
from tests.rag.retrieve.made import hit

DAY = "2024-05-03"
FIRST = hit(1, "Gunmen stopped the grain convoy near Ostrel on 2 May 2024 and wounded two drivers of the mill.", DAY)
AGAIN = hit(2, "Two drivers of the mill were wounded on 2 May 2024 when gunmen stopped a grain convoy at Ostrel.", DAY)
YESTERDAY = hit(3, "Gunmen stopped the grain convoy near Ostrel yesterday; two drivers of the mill were wounded.", DAY)
LATER = hit(
    4, "Gunmen stopped the grain convoy near Ostrel on 9 June 2024 and wounded two drivers of the mill.", "2024-06-10"
)
OTHER = hit(5, "The port council of Osk banned night ferries on 2 May 2024 until the lighthouse is repaired.", DAY)


def test_reports_of_one_day_in_other_words_are_of_one_incident() -> None:
    assert reported_before(places([FIRST, AGAIN, YESTERDAY])) == [None, 0, 0]


def test_another_day_or_another_matter_is_another_incident() -> None:
    assert reported_before(places([FIRST, LATER, OTHER])) == [None, None, None]


def test_passages_of_one_document_are_not_put_together() -> None:
    assert reported_before(places([FIRST, replace(FIRST, score=0.5)])) == [None, None]


def test_a_search_lists_an_incident_once_and_goes_on() -> None:
    hits = [FIRST, AGAIN, OTHER, LATER]
    shown = hits_text(hits, by_incident(places(hits), 2))
    assert "the same incident: 2.txt" in shown and "\n2. 5.txt" in shown and "4.txt" not in shown


@given(st.lists(st.sampled_from([FIRST, AGAIN, YESTERDAY, LATER, OTHER]), max_size=8))
def test_nothing_is_lost_and_every_first_one_stands_for_itself(hits) -> None:
    reported = reported_before(places(hits))
    assert len(reported) == len(hits)
    assert all(before is None or (before < at and reported[before] is None) for at, before in enumerate(reported))
