"""The sample corpus: what a newcomer finds after the clone."""

import re
from pathlib import Path

import pytest

from ingest.pipeline import update
from rag.domain.answers import Filters
from tests.opened import opened

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    made = opened(tmp_path_factory.mktemp("samples") / "index", CORPUS)
    update(made)
    return made


def test_every_file_is_read_in_every_format_and_the_readme_is_none_of_them(library):
    states = {record.path: record.state for record in library.files()}
    assert states.pop("README.md") == "ignored"
    assert set(states.values()) == {"indexed"}
    assert 10 <= len(states) <= 15
    assert {Path(path).suffix for path in states} == {".txt", ".md", ".html", ".pdf", ".docx", ".eml"}


def test_the_readme_says_that_these_are_samples():
    words = " ".join((CORPUS / "README.md").read_text().split())
    assert "written for this project" in words and "not indexed" in words


def test_each_document_says_who_published_or_wrote_it_and_when(library):
    for document in library.documents():
        about = document.metadata
        assert about.published and re.fullmatch(r"202[56]-\d\d-\d\d", about.published.value), document.path
        assert about.publisher or about.author, document.path
    assert len(library.publishers()) >= 4


def test_the_report_has_several_pages(library):
    [pdf] = [d.path for d in library.documents() if d.path.endswith(".pdf")]
    assert len(library.document(pdf).reading.pages) >= 2


def test_the_question_of_the_readme_is_answered_with_the_sentence_that_proves_it(library):
    answer = library.ask("When did Pakistan recognise Myanmar's independence?")
    assert answer.short_answer == "1948"
    first = answer.claims[0].citations[0]
    assert "recognised Myanmar's independence in 1948" in " ".join(first.quote.split())
    assert library.document(first.document).text[first.start : first.end] == first.quote


def test_a_figure_on_which_two_documents_disagree_is_found_in_both(library):
    hits, _ = library.search("How many Rohingya refugees are in the camps of Bangladesh?", limit=5)
    texts = " ".join(hit.passage.text for hit in hits)
    assert "960,000" in texts and "1.1 million" in texts


def test_a_correction_is_found_beside_what_it_corrects(library):
    hits, _ = library.search("How many members did the Myanmar delegation in Islamabad have?", limit=5)
    texts = " ".join(hit.passage.text for hit in hits)
    assert "14 officials" in texts and "nine members" in texts


def test_what_is_not_there_is_not_answered(library):
    answer = library.ask("Who won the chess championship of Reykjavik?", Filters())
    assert answer.refusal and not answer.claims
