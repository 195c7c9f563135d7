"""Conversations as Markdown: what is quoted is text and nothing else, and every citation has its footnote."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rag.domain.answers import Answer, Citation, Claim, Refusal, Searched, ShortAnswer, Side, Standing, on_one_line
from rag.footnotes import escaped, markdown, withheld_line

FIRST = Citation("a/quay_*log*.pdf", 3, 0, 9, "The *quay* <b>closed</b>.")
SECOND = Citation("b.txt", None, 5, 20, "It [closed](http://x.invalid).")
SEARCHED = Searched(2)
ANSWER = Answer(
    "a1",
    "What <i>closed</i>?",
    (Claim("The quay closed.", (SECOND, FIRST), "supported"),),
    (ShortAnswer("the quay", (FIRST,), Standing("claimed", "the mayor")),),
    None,
    SEARCHED,
    "s",
    reader="small_model",
    withheld=(Claim("It sank.", (), "not supported"),),
)
CHARACTERS = st.text(alphabet="ab 1.)-+*_`~=#|[]()<>!&;:/\\\"'@^$éw\n", max_size=40)


def shown(source: str) -> str:
    """The text that a reader of the rendered file sees, if all of it is plain text."""
    inline = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)
    assert [t.type for t in inline] in ([], ["paragraph_open", "inline", "paragraph_close"]), source
    pieces = [child for token in inline for child in token.children or []]
    assert {p.type for p in pieces} <= {"text", "text_special"}, source
    return "".join(p.content for p in pieces)


@given(CHARACTERS)
def test_an_escaped_text_is_shown_as_it_stands(text: str) -> None:
    assert shown(escaped(text)) == on_one_line(text)


@pytest.mark.parametrize(
    "text",
    [
        "# no heading",
        "1. no list",
        "- no list",
        "<script>x</script>",
        "![no](picture)",
        "&lt;",
        "a | b",
        "===",
        "~~~",
        "_no_",
    ],
)
def test_marks_are_no_markup(text: str) -> None:
    assert shown(escaped(text)) == text


@pytest.mark.parametrize("address", ["http://x.invalid", "www.x.invalid", "WWW.x.invalid", "a@x.invalid"])
def test_addresses_are_broken_for_what_makes_links_of_them(address: str) -> None:
    assert re.search(r"\\[:.@]", escaped(address)) and shown(escaped(address)) == address


def test_each_citation_is_a_numbered_footnote_with_document_page_and_words() -> None:
    text = markdown("Quays", [ANSWER])
    assert text.startswith("# Quays\n\n## What \\<i\\>closed\\</i\\>?")
    assert "the quay[^1] (claimed by the mayor)" in text
    assert "- The quay closed.[^2][^1] (its evidence supports it)" in text
    assert r"[^1]: a/quay\_\*log\*.pdf, page 3: “The \*quay\* \<b\>closed\</b\>.”" in text
    assert r"[^2]: b.txt: “It \[closed\](http\://x.invalid).”" in text


def test_who_wrote_it_and_what_was_withheld_is_said() -> None:
    text = markdown("Quays", [ANSWER])
    assert r"Written by small\_model from the evidence below, each sentence checked:" in text
    assert withheld_line(1) in text and "It sank" not in text
    assert "In the words of the documents:" in markdown("Quays", [replace(ANSWER, reader="", withheld=())])
    assert "withheld" not in markdown("Quays", [replace(ANSWER, withheld=())])


def test_numbers_go_on_and_a_passage_cited_again_keeps_its_own() -> None:
    third = replace(FIRST, document="c.txt")
    text = markdown("Quays", [ANSWER, replace(ANSWER, id="a2", claims=(Claim("So.", (third, FIRST)),))])
    assert "- So.[^3][^1]" in text
    assert re.findall(r"^\[\^(\d+)\]:", text, re.M) == ["1", "2", "3"]


def test_a_refusal_has_what_is_missing_and_what_comes_closest() -> None:
    refused = Answer("a1", "Who?", (), (), Refusal("Nobody is named.", "2 documents", (FIRST,)), SEARCHED, "s")
    text = markdown("Quays", [refused])
    assert "Nobody is named." in text and "What comes closest:\n\n- The \\*quay" in text


def test_both_sides_stand_with_their_publisher_and_day() -> None:
    sides = (Side("nine", (FIRST,), "Gazette", "2024-05-02"), Side("ten", (SECOND,), correction=True))
    text = markdown("Quays", [replace(ANSWER, sides=sides)])
    assert "- Gazette · 2 May 2024: nine[^1] (reported)" in text
    assert "- publisher not named · no date · correction: ten[^2] (reported)" in text
