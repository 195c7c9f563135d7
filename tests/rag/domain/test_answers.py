import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.domain.answers import Answer, Citation, Searched, ShortAnswer, cite, on_one_line
from rag.domain.text import Document, Page, Reading

TEXT = "Ferries ran.\n\n  The quay stayed closed.  \nNobody\u00a0knew why."


def document(text: str = TEXT) -> Document:
    return Document(
        1, "ab", ("b/quay.txt", "c.txt"), Reading(text, "text/plain", pages=(Page(1, 0, 14), Page(2, 14, 99)))
    )


def test_a_citation_is_trimmed_and_names_the_page_of_its_first_letter():
    assert cite(document(), 12, 42) == Citation("b/quay.txt", 2, 16, 39, "The quay stayed closed.")


@settings(deadline=None)
@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_a_quote_is_always_the_text_at_its_offsets(text, start, end):
    found = cite(document(text), start, end)
    assert text[found.start : found.end] == found.quote == text[start:end].strip()


@pytest.mark.parametrize("text, shown", [(" a\n b\t\u00a0c ", "a b c"), ("", ""), ("\n", ""), ("one line", "one line")])
def test_white_space_is_one_space_in_a_sentence(text, shown):
    assert on_one_line(text) == shown


def test_several_short_answers_are_joined_and_none_is_none():
    def answer(*texts: str) -> Answer:
        return Answer("1", "?", (), tuple(ShortAnswer(t, ()) for t in texts), None, Searched(0), "")

    assert answer("Orsa", "Lode").short_answer == "Orsa; Lode"
    assert answer().short_answer is None
