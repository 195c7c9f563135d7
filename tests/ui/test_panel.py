"""What the source panel is given: the catalogue's text at the cited words, whatever has become of the file."""

from collections.abc import Iterator

import pytest

from ingest.pipeline import remove, update
from rag.compose import Library
from rag.domain.answers import Citation, cite
from tests.browser.corpus import write_pdf
from tests.opened import opened
from ui.panel import Opened, source_data

TEXT = "Velmouth, 3 May 2024 (Coastal Wire) -- The quay was closed.\n\nA barge had struck it. Two sailors were hurt.\n"
PAGES = ["Report of the board.", "The tug Halvard was bought in March."]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("panel")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "quay.txt").write_text(TEXT, encoding="utf-8")
    write_pdf(folder / "corpus" / "board.pdf", PAGES)
    library = opened(folder / "index", folder / "corpus")
    update(library)
    yield library


def quoted(library: Library, path: str, quote: str) -> Citation:
    document = library.document(path)
    start = document.text.index(quote)
    return cite(document, start, start + len(quote))


def marked(data: dict, kind: str) -> str:
    return " ".join(piece for p in data["paragraphs"] for k, piece in p["parts"] if k == kind)


def test_the_current_quote_is_told_from_the_others(library: Library) -> None:
    citations = tuple(quoted(library, "quay.txt", q) for q in ("The quay was closed.", "Two sailors were hurt."))
    data = source_data(library, Opened("quay.txt", citations, at=1))
    assert marked(data, "now") == "Two sailors were hurt."
    assert marked(data, "other") == "The quay was closed."
    assert data["meta"] == "Coastal Wire · 3 May 2024"
    assert (data["at"], data["count"], data["notices"]) == (2, 2, [])


def test_a_pdf_is_its_page_with_the_line_boxed_and_the_page_s_own_text(library: Library) -> None:
    quote = quoted(library, "board.pdf", "The tug Halvard was bought in March.")
    data = source_data(library, Opened("board.pdf", (quote,), page=quote.page))
    assert (data["page"], data["pages"]) == (2, 2)
    assert data["picture"].startswith("data:image/png;base64,")
    (box,) = data["boxes"]
    assert 0 < box["x0"] < box["x1"] < data["width"] and 0 < box["top"] < box["bottom"] < data["height"] / 4
    assert marked(data, "now") == quote.quote
    assert "Report" not in marked(data, "")
    assert source_data(library, Opened("board.pdf", (quote,), page=1))["boxes"] == []


def test_a_file_that_changed_or_left_is_said_to_and_its_picture_is_not_drawn(library: Library) -> None:
    quote = quoted(library, "board.pdf", "The tug Halvard was bought in March.")
    file = library.corpus / "board.pdf"
    whole = file.read_bytes()
    write_pdf(file, ["Another report."])
    changed = source_data(library, Opened("board.pdf", (quote,), page=quote.page))
    file.unlink()
    gone = source_data(library, Opened("board.pdf", (quote,), page=quote.page))
    file.write_bytes(whole)
    assert "has changed since it was read" in changed["notices"][0]
    assert "no longer in its place" in gone["notices"][0]
    for data in (changed, gone):
        assert "picture" not in data and marked(data, "now") == quote.quote


def test_a_document_that_was_replaced_leaves_the_words_that_were_quoted(library: Library) -> None:
    quote = quoted(library, "quay.txt", "The quay was closed.")
    earlier = Citation("quay.txt", None, quote.start, quote.end, "The mole was closed.")
    data = source_data(library, Opened("quay.txt", (earlier, quote)))
    assert "has changed since it was quoted" in data["notices"][0]
    assert marked(data, "now") == "The mole was closed."


def test_a_document_taken_out_leaves_the_words_that_were_quoted(library: Library) -> None:
    quote = quoted(library, "quay.txt", "A barge had struck it.")
    remove(library, "quay.txt")
    data = source_data(library, Opened("quay.txt", (quote,)))
    assert "no longer among those that are searched" in data["notices"][0]
    assert marked(data, "now") == "A barge had struck it."
