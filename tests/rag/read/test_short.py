from tests.rag.read.world import ask, short


def test_a_day_has_the_word_of_its_source_beside_it() -> None:
    told = ask("When did the envoy leave Kelm?", "The envoy left Kelm on Tuesday.", published="2026-03-05")
    [day] = told.short_answers
    assert day.text == "3 March 2026" and day.said_as and "Tuesday" in day.said_as
    assert day.in_words == f"3 March 2026 (in the text: “{day.said_as}”)"


def test_a_day_that_stands_there_as_it_is_shown_has_none() -> None:
    told = "The envoy left Kelm on 3 March 2026."
    [day] = ask("When did the envoy leave Kelm?", told).short_answers
    assert day.said_as is None and day.in_words == "3 March 2026"
    assert short("Who left Kelm?", told) == "envoy"
