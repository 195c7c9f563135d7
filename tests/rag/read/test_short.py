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


def test_who_did_harm_is_told_with_whose_word_that_is() -> None:
    told = "A bomb destroyed the mill on Monday. The miller said that the guard had planted the bomb."
    assert short("Who planted the bomb?", told) == "guard (according to the miller)"
    assert short("Who planted the bomb, according to the miller?", told) == "guard"
