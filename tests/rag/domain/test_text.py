import pytest

from rag.domain.text import Document, Metadata, Page, Reading, Sourced


def document(**metadata: Sourced) -> Document:
    pages = (Page(1, 0, 5), Page(2, 6, 11))
    return Document(
        1, "ab", ("reports/2024/quay.txt", "z.txt"), Reading("First\nOther", "", Metadata(**metadata), pages)
    )


@pytest.mark.parametrize("offset, page", [(0, 1), (4, 1), (5, None), (6, 2), (10, 2), (11, None)])
def test_the_page_of_a_character(offset, page):
    assert document().page_of(offset) == page


def test_a_text_without_pages_has_none():
    assert Document(1, "ab", ("a.txt",), Reading("text", "text/plain")).page_of(0) is None


def test_the_title_or_else_the_name_of_the_first_path():
    assert document(title=Sourced("The quay", "html meta")).title == "The quay"
    assert document().title == "quay.txt"
    assert document().path == "reports/2024/quay.txt"
