"""Answers and texts as data for the screen."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from rag.domain.answers import (
    Answer,
    Citation,
    Claim,
    Filters,
    Refusal,
    Searched,
    ShortAnswer,
    Side,
    Standing,
    citations_of,
)
from rag.domain.text import Document, Metadata, Reading, Sourced, WordBox
from ui.view import answer_data, confidence_line, date_span, filters_line, line_boxes, paragraphs, window

MARKS = st.lists(st.tuples(st.integers(-5, 90), st.integers(-5, 90), st.sampled_from(["now", "other"])), max_size=4)
TEXTS = st.text(alphabet="ab 𝒳é\n.$<", max_size=80)


def citation(document: str, start: int, quote: str, page: int | None = None) -> Citation:
    return Citation(document, page, start, start + len(quote), quote)


def answered(claims: tuple[Claim, ...], short: tuple[ShortAnswer, ...] = (), refusal: Refusal | None = None) -> Answer:
    searched = Searched(documents=38, since="2024-05-03", until="2024-06-09")
    return Answer("a1", "Who signed?", claims, short, refusal, searched, "settings")


@given(TEXTS, MARKS)
def test_paragraphs_keep_every_visible_character_in_order(text: str, marks: list[tuple[int, int, str]]) -> None:
    shown = "".join(piece for p in paragraphs(text, marks) for _, piece in p["parts"])
    assert "".join(shown.split()) == "".join(text.split())


@given(TEXTS, MARKS)
def test_marks_cover_exactly_what_they_name(text: str, marks: list[tuple[int, int, str]]) -> None:
    covered = {at for start, end, _ in marks for at in range(max(start, 0), min(end, len(text)))}
    expected = "".join(text[at] for at in sorted(covered))
    shown = "".join(piece for p in paragraphs(text, marks) for kind, piece in p["parts"] if kind)
    assert "".join(shown.split()) == "".join(expected.split())


def test_the_first_of_two_overlapping_marks_wins() -> None:
    assert paragraphs("abcdef", [(2, 4, "now"), (0, 5, "other")])[0]["parts"] == [
        ["other", "ab"],
        ["now", "cd"],
        ["other", "e"],
        ["", "f"],
    ]


def test_offsets_count_characters_and_not_utf16_units() -> None:
    text = "𝒜𝒜 signed"
    assert ["now", "signed"] in paragraphs(text, [(3, 9, "now")])[0]["parts"]


def test_lines_broken_by_a_page_flow_and_short_lines_stay() -> None:
    wrapped = "The delegation arrived in the capital on Sunday evening,\nand left again on Monday before noon."
    verse = "Rice\nSalt\nOil"
    assert [p["flow"] for p in paragraphs(f"{wrapped}\n\n{verse}", [])] == [True, False]


def test_citations_are_numbered_once_in_the_order_of_their_first_appearance() -> None:
    first, second = citation("a.txt", 0, "Signed."), citation("b.txt", 5, "It was signed.")
    answer = answered(
        (Claim("It was signed.", (second, first)), Claim("Signed.", (first,))), (ShortAnswer("X", (first,)),)
    )
    assert citations_of(answer) == (first, second)
    data = answer_data(answer, {})
    assert data["short"] == [{"text": "X", "said": None, "cited": [1]}]
    assert data["claims"][0]["cited"] == [2, 1]


def test_in_a_timeline_the_day_stands_before_the_sentence() -> None:
    claim = Claim("Signed on Friday.", (citation("a.txt", 0, "Signed on Friday."),), day="2024-05-03")
    assert answer_data(answered((claim,)), {})["claims"][0]["text"] == "3 May 2024: Signed on Friday."


def test_a_source_says_who_and_when_and_one_that_left_is_named_by_its_path() -> None:
    metadata = Metadata(
        title=Sourced("Pact signed", "html meta"),
        publisher=Sourced("Delta Wire", "html meta"),
        published=Sourced("2024-05-03", "html meta"),
    )
    document = Document(1, "00", ("a.pdf",), Reading("Signed.", "application/pdf", metadata))
    cited = (citation("a.pdf", 0, "Signed.", page=2), citation("gone.txt", 0, "Signed."))
    data = answer_data(answered((Claim("Signed.", cited),)), {"a.pdf": document})
    assert data["sources"] == [
        {"who": "Delta Wire · 3 May 2024", "title": "Pact signed", "page": "page 2"},
        {"who": "gone.txt", "title": "", "page": ""},
    ]


def test_the_quiet_line_counts_documents_not_citations() -> None:
    cited = (citation("a.txt", 0, "One."), citation("a.txt", 9, "Two."), citation("b.txt", 0, "One."))
    quiet = answer_data(answered((Claim("One.", cited),)), {})["quiet"]
    assert quiet == "2 reports · 38 documents searched · 3 May to 9 June 2024"


def test_a_refusal_has_its_closest_passages_and_counts_no_reports() -> None:
    near = citation("a.txt", 0, "Near\nthis.")
    data = answer_data(answered((), (), Refusal("The documents do not say.", "38 were searched", (near,))), {})
    assert data["missing"] == "The documents do not say."
    assert data["closest"] == [{"text": "Near this.", "cited": [1]}]
    assert data["quiet"].startswith("38 documents searched")


def test_a_span_of_dates_says_a_shared_year_once() -> None:
    assert date_span(Searched(documents=1, since="1990-05-02", until="1990-05-02")) == "2 May 1990"
    assert date_span(Searched(documents=1, since="1990-05-02", until="1991-06-03")) == "2 May 1990 to 3 June 1991"
    assert date_span(Searched(documents=1, since="1990", until="1990-06")) == "1990 to June 1990"
    assert date_span(Searched(documents=1)) == ""


def test_filters_in_words() -> None:
    assert filters_line(Filters()) == ""
    limits = Filters(documents=("a.txt",), publishers=("Delta Wire",), since="2024-05-03", until="2024-06")
    assert filters_line(limits) == "1 document · Delta Wire · from 3 May 2024 · until June 2024"


def test_a_long_text_is_shown_around_the_quote_from_line_to_line() -> None:
    text = "\n".join(f"line {number:06}" for number in range(40_000))
    at = text.index("line 030000")
    start, end = window(text, at)
    assert start < at < end and end - start < 210_000
    assert text[start - 1] == "\n" and text[end] == "\n"
    assert window("short", 2) == (0, 5)


def test_the_words_of_a_line_are_boxed_together_and_others_not_at_all() -> None:
    words = [
        WordBox(0, 3, 10, 100, 40, 112),
        WordBox(4, 9, 44, 99, 80, 113),
        WordBox(10, 14, 84, 100, 110, 112),
        WordBox(15, 20, 10, 120, 50, 132),
        WordBox(21, 25, 54, 120, 90, 132),
    ]
    assert line_boxes(words, 4, 20, "now") == [
        {"kind": "now", "x0": 44, "top": 99, "x1": 110, "bottom": 113},
        {"kind": "now", "x0": 10, "top": 120, "x1": 50, "bottom": 132},
    ]
    assert line_boxes(words, 9, 10, "now") == []


def test_the_standing_is_told_in_words() -> None:
    signed = citation("a.txt", 0, "Signed.")
    short = ShortAnswer("the mayor", (signed,), Standing("claimed", "the union"))
    assert answer_data(answered((), (short,)), {})["standing"] == {
        "status": "claimed",
        "text": "claimed by the union",
    }


def test_both_sides_have_publisher_date_and_citation() -> None:
    first, second = citation("a.txt", 0, "Nine."), citation("b.txt", 0, "Ten.")
    sides = (Side("nine", (first,), "Gazette", "2024-05-02"), Side("ten", (second,), correction=True))
    data = answer_data(replace(answered(()), sides=sides, understood="How many signed?"), {})
    assert data["standing"]["text"] == "disputed" and data["understood"] == "How many signed?"
    assert [(s["who"], s["cited"], s["correction"]) for s in data["sides"]] == [
        ("Gazette · 2 May 2024", [1], False),
        ("publisher not named · no date", [2], True),
    ]


def test_confidence_is_a_word_and_its_number() -> None:
    assert [confidence_line(c).split(": ")[1] for c in (0.91, 0.6, 0.2)] == ["high (0.91)", "fair (0.60)", "low (0.20)"]
