from tests.rag.read.world import ask

TEXTS = (
    "On 9 May 2031 the Sarn bridge fell into the river.",
    "The Sarn bridge was weighed on 2 May 2031 by two engineers.",
    "Workers began to clear the Sarn bridge on 20 May 2031.",
    "Nobody had painted the Sarn bridge since 4 March 2030.",
    "The toll on the Sarn bridge was low.",
)


def days(question: str, *texts: str) -> list[str | None]:
    return [claim.day for claim in ask(question, *texts).claims]


def test_a_timeline_is_in_the_order_of_the_days_whatever_document_is_better() -> None:
    written = ask("Give me a timeline of the Sarn bridge.", *TEXTS)
    assert [claim.day for claim in written.claims] == ["2031-05-02", "2031-05-09", "2031-05-20"]
    assert all(claim.text == claim.citations[0].quote for claim in written.claims)


def test_only_what_is_in_the_time_asked_about() -> None:
    question = "What happened to the Sarn bridge between 1 May and 10 May 2031?"
    assert days(question, *TEXTS) == ["2031-05-02", "2031-05-09"]
    assert days("What happened on the Sarn bridge since 10 May 2031?", *TEXTS) == ["2031-05-20"]


def test_what_happened_after_something_begins_with_its_day() -> None:
    assert days("What happened after the Sarn bridge fell?", *TEXTS) == ["2031-05-09", "2031-05-20"]


def test_copies_are_told_once() -> None:
    assert days("Give me a timeline of the Sarn bridge.", TEXTS[0], "KELM -- " + TEXTS[0], TEXTS[1]) == [
        "2031-05-02",
        "2031-05-09",
    ]


def test_what_happened_in_order_is_a_timeline() -> None:
    assert days("What happened to the Sarn bridge, in order?", *TEXTS) == ["2031-05-02", "2031-05-09", "2031-05-20"]
    assert days("In what order was the Sarn bridge weighed and cleared?", *TEXTS) == ["2031-05-02", "2031-05-20"]
