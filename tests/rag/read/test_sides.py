from dataclasses import replace

import pytest

from rag.domain.answers import Hit, Question
from rag.domain.text import Document, Metadata, Passage, Reading, Sourced
from rag.read.asked import Asked, asked
from rag.read.candidates import Candidate
from rag.read.copies import originals
from rag.read.sides import corrected, settle

FERRY = "How many people drowned on the ferry Lady Sarn?"


def document(number: int, text: str, published: str) -> Document:
    meta = Metadata(publisher=Sourced(f"Paper {number}", "test"), published=Sourced(published, "test"))
    return Document(number, str(number), (f"{number}.txt",), Reading(text, "text/plain", meta))


def given(number: int, text: str, value: str, published: str = "2024-05-01", margin: float = 5.0) -> Candidate:
    start = text.index(value)
    end = start + len(value)
    hit = Hit(Passage(number, number, 0, len(text), text, ""), document(number, text, published), 1.0)
    return Candidate(hit, start, end, 0, len(text), value, margin)


def ask(text: str) -> Asked:
    return asked(Question(text), ())


def test_two_sources_that_differ_are_both_told_the_earliest_first() -> None:
    late = given(2, "The ferry Lady Sarn sank off Kelm and 14 people drowned.", "14", "2024-05-03")
    early = given(1, "Eleven people drowned on the Lady Sarn.", "Eleven", margin=4.0)
    settled = settle(ask(FERRY), [late, early])
    assert settled.leading == late
    assert [(s.text, s.publisher, s.correction) for s in settled.sides] == [
        ("Eleven", "Paper 1", False),
        ("14", "Paper 2", False),
    ]
    assert settled.support == (early, late)


def test_a_correction_leads_and_what_it_takes_back_is_no_value_of_it() -> None:
    first = given(1, "Eleven people drowned on the Lady Sarn.", "Eleven", margin=9.0)
    text = "Correction: nine people drowned on the Lady Sarn, not eleven."
    taken_back, corrected = (given(2, text, value, "2024-05-04", 8.0) for value in ("eleven", "nine"))
    settled = settle(ask(FERRY), [first, taken_back, corrected])
    assert settled.leading == corrected
    assert [(s.text, s.correction) for s in settled.sides] == [("Eleven", False), ("nine", True)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Thirteen people drowned on the Lady Sarn.", "Thirteen people"),
        ("Eight people drowned on the ferry Lady Morn.", "Eight"),
        ("Some people of Kelm drowned on the Lady Sarn.", "Some people of Kelm"),
    ],
)
def test_another_wording_boat_or_kind_is_no_other_side(text: str, value: str) -> None:
    one = given(1, "The Lady Sarn sank and 13 sailors drowned.", "13 sailors")
    assert settle(ask(FERRY), [one, given(2, text, value)]).sides == ()


@pytest.mark.parametrize(("value", "sides"), [("The Lady 2", ["Gull", "The Lady 2"]), ("two hours", [])])
def test_a_name_differs_from_a_name_even_with_a_number_in_it_but_not_from_a_number(
    value: str, sides: list[str]
) -> None:
    one = given(1, "The Kelm race of 1990 was won by the Gull.", "Gull", "1990-05-01")
    other = given(2, f"The Kelm race of 1990 was won by {value}.", value, "1990-05-02")
    assert [side.text for side in settle(ask("Which boat won the Kelm race of 1990?"), [one, other]).sides] == sides


@pytest.mark.parametrize(("second", "sides"), [("1990-05-02", 2), ("1990-08-20", 0)])
def test_news_of_days_far_apart_is_of_two_events(second: str, sides: int) -> None:
    days = ["1990-05-01", second]
    told = [
        replace(given(n, "Raiders burnt the mill yesterday.", "yesterday", written), iso=day)
        for n, day, written in ((1, days[0], "1990-05-02"), (2, days[1], "1990-08-21" if not sides else "1990-05-03"))
    ]
    assert len(settle(ask("When did raiders burn the mill?"), told).sides) == sides


def test_members_of_one_list_are_no_sides() -> None:
    text = "The Lady Sarn was built by Holm and Brekke."
    both = [given(1, text, "Holm"), given(1, text, "Brekke")]
    assert settle(ask("Who built the Lady Sarn?"), both).sides == ()


def test_a_reading_that_is_far_less_sure_is_no_side() -> None:
    texts = [given(1, "14 drowned on the Lady Sarn.", "14"), given(2, "The Lady Sarn had 3 boats.", "3", margin=0.5)]
    assert settle(ask(FERRY), texts).sides == ()


def test_a_title_makes_no_other_person_and_copies_are_one_source() -> None:
    story = "General Marchek ordered the Lady Sarn out of the harbour of Kelm on Monday night."
    copy = given(2, "KELM - " + story, "General Marchek", "2024-05-02")
    own = given(3, "It was Marchek who sent the Lady Sarn to sea.", "Marchek")
    first = given(1, story, "General Marchek")
    settled = settle(ask("Who ordered the Lady Sarn out?"), [first, copy, own])
    assert (settled.sides, settled.support) == ((), (first, own))


def test_nothing_comes_of_nothing() -> None:
    assert settle(ask(FERRY), []).leading is None


def test_a_shortened_reprint_is_a_copy_of_the_earliest_and_another_report_is_none() -> None:
    story = "A bridge over the Tarn fell into the river at noon while a train of empty wagons was crossing it. "
    whole = document(7, story + "Nobody was hurt, and the line to Kelm stays shut until the autumn.", "2024-05-01")
    reprint = document(3, "Bridge down. " + story, "2024-05-02")
    other = document(5, "Wagons lay in the Tarn after the fall of its railway bridge, the council wrote.", "2024-05-01")
    assert originals([reprint, other, whole]) == {7: 7, 3: 7, 5: 5}


def test_what_a_correction_says_of_the_earlier_report_is_no_value_of_its_own():
    text = "Correction: our report gave the party as 14 clerks. The party had nine clerks."
    assert settle(ask(FERRY), [given(1, text, "14 clerks")]).leading is None
    corrected = replace(given(1, text, "nine clerks"), sentence_start=text.index("The party"))
    assert settle(ask(FERRY), [corrected]).leading == corrected


def test_a_document_that_takes_a_value_back_does_not_tell_it() -> None:
    first = given(1, "Eleven people drowned on the Lady Sarn.", "Eleven", margin=9.0)
    text = 'Nine people drowned on the Lady Sarn, not eleven. Do not use the story headed "Eleven drowned".'
    headed, mended = (given(2, text, value, "2024-05-04", 8.0) for value in ("Eleven", "Nine"))
    report = given(3, "Nine drowned, the earlier report of the Lady Sarn was wrong.", "Nine", "2024-05-05", 7.0)
    settled = settle(ask(FERRY), [first, headed, mended, report])
    assert [(s.text, len(s.citations), s.correction) for s in settled.sides] == [
        ("Eleven", 1, False),
        ("Nine", 2, True),
    ]


def test_a_correction_brings_what_it_says_in_place_of_what_it_takes_back():
    text = "Correction: our report of 1 May gave the number as eleven. It was nine. The ferry is old."
    taken_back = given(2, text, "eleven", "2024-05-04", -4.0)
    unsure = replace(given(2, text, "nine", "2024-05-04", -9.0), sentence_start=text.index("It was"))
    first = given(1, "Eleven drowned.", "Eleven", margin=8.0)
    elsewhere = given(3, "Twelve drowned.", "Twelve")
    among = [first, elsewhere, taken_back, unsure]
    # However unsure the reader is of the correction, it is as sure as what it corrects.
    assert corrected([first], among) == [first, replace(unsure, margin=8.0)]
    assert corrected([elsewhere], among) == []
