import pytest

from rag.language.datelines import dateline, dateline_end

LONG = "A headline of quite some words that says what the whole report is about"


@pytest.mark.parametrize(
    ("head", "written"),
    [
        ("", "PORT VALE, 4 MAR 88 (XNA) -- [TEXT] "),
        ("", "LIMA, 1 JAN 89 -- "),
        ("Brief\n\n", "HARSK, 6 March 2026 (VPA) - "),
        (f"{LONG}\n\n", "HARSK, 6 March 2026 (VPA) - "),
        (f"{LONG}\n \nBy Ilse Varga\n\n", "LIMA (XNA) -- "),
    ],
)
def test_a_dateline_is_found_behind_a_headline_or_without_one(head: str, written: str) -> None:
    start, end = dateline(f"{head}{written}The bridge of Kelm fell at noon (it was old) -- nobody was hurt.")
    assert (start, end) == (len(head), len(head + written))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The bridge fell -- nobody was hurt.",
        f"{LONG}\n\nThe bridge (of Kelm) - nobody was hurt.",
        "x" * 400 + "\n\nHARSK, 6 March 2026 (VPA) - The bridge fell.",
    ],
)
def test_where_there_is_none_none_is_found(text: str) -> None:
    assert dateline(text) == (0, 0)


def test_the_end_is_that_of_the_one_at_the_place_given() -> None:
    text = "It stands.\n\nHARSK, 6 March 2026 (VPA) - It fell."
    assert dateline_end(text) == 0
    assert text[dateline_end(text, text.index("HARSK")) :] == "It fell."
