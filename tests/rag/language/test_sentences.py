import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.language.sentences import sentences


def split(text: str) -> list[str]:
    return [" ".join(text[start:end].split()) for start, end in sentences(text)]


PIECES = st.sampled_from(
    ["Lt. Col. B. Aru", "fled. ", "The ", "U.S. ", "9 a.m. ", "\n", "\n\n", "- ", "# ", "| a | b |", "(a. B.) "]
    + ["”", "“No!” ", "...", "… ", "ON 3.5", "[NOTE.] ", "。", "\r\n", "\f", "\u2028", "no. 7", " \t", "é", "?!", "1. "]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_spans_cover_everything_in_order_and_are_trimmed(text: str) -> None:
    spans = sentences(text)
    at = 0
    for start, end in spans:
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    "text",
    [
        "Brig. Gen. P. Q. Holm took No. 9 Depot at 6 a.m. on Friday and closed it.",
        "Rear-Adm. Sten Vik met the U.S. Ambassador on Jan. 3 near St. Orla.",
        "Prices rose 3.5 per cent, e.g. Bread and salt, i.e. Staples.",
        "The note at https://example.org/a.b?c=1 was read by Dr. Ilva Rask of Holm & Co. Antwerp.",
        "He was told (it was late. It rained.) to go home.",
        "THE U.S. EMBASSY IN LIMA SAID THAT GEN. ROJAS AND LT. COL. M. DIAZ LEFT AT 7 P.M. LOCAL TIME.",
        "THE VOICE [PASSAGE INDISTINCT. TWO WORDS.] WAS HEARD AGAIN.",
        "“Who goes there?” he asked.",
        "She waited ... and nobody came.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert split(text) == [" ".join(text.split())]


@pytest.mark.parametrize(
    "parts",
    [
        ["He went to the U.S.", "The visit was short."],
        ["They stopped at 5 p.m.", "He slept."],
        ["“We will not go,” she said.", "“Never!”", "Nobody answered."],
        ["The bridge fell.[3]", "No one was hurt."],
        ["He said no.", "Seven others agreed."],
        ["[Remarks follow.]", "The minister spoke."],
        ["THE CAMP WAS EMPTY.", "HE LEFT THE U.S.", "THE SEARCH GOES ON."],
        ["Is it true?", "It is!", "Good."],
        ["First came Dr. Rask.", "(Her bag was open.)", "Then came I."],
    ],
)
def test_sentences_on_one_line_are_parted(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_no_space_is_needed_behind_a_full_width_stop() -> None:
    assert split("他来了。她走了！") == ["他来了。", "她走了！"]


def test_wrapped_wire_copy_runs_on_over_its_line_breaks() -> None:
    text = (
        "PORT VALE, 4 MAR 88 (XNA) -- [TEXT] MEMBERS OF THE THIRD COLUMN TODAY BLEW\n"
        "UP A PUMPING STATION OWNED BY THE STATE OIL COMPANY NEAR EL ROBLE, GENERAL\n"
        "ANSELMO DIAZ SAID.  NOBODY WAS HURT.\n\n"
        "   MEANWHILE, TWO POLICEMEN WERE WOUNDED."
    )
    assert [part.split()[-1] for part in split(text)] == ["SAID.", "HURT.", "WOUNDED."]


def test_headings_items_rows_and_unwrapped_lines_stand_alone() -> None:
    text = (
        "# Report on the weir\nBy Ana Holt\n"
        "The weir broke on a Monday night, when nobody was near it, and the mill stood in water.\n"
        "Causes\nRain had fallen for nine days on the whole of the upper valley, more than in any June before it.\n"
        "- old timber\n- no keeper\n1. Inspect it\n| day | metres |\n| Monday | 3.1 |\n```\ncode here\n```\n***\nEnd"
    )
    assert split(text) == text.splitlines()


def test_a_wrapped_list_item_is_one_sentence() -> None:
    assert split("- the old timber of the gate\n  which nobody had painted\n- no keeper") == [
        "- the old timber of the gate which nobody had painted",
        "- no keeper",
    ]
