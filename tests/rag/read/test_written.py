from hypothesis import given
from hypothesis import strategies as st

from rag.read.written import Written, whole, written

ANSWER = (
    "The rebels took Orvan on 3 May. [1] Gen. Ada Brandt denied it [2, 9]. She said “no.” [3]\n"
    "- It cost $3.5 million [1-3] and **more**. The documents do not say who paid."
)


def read(text: str, known: int = 4) -> list[Written]:
    return list(written([text], known))


@given(st.lists(st.integers(0, len(ANSWER)), max_size=30))
def test_sentences_are_the_same_however_the_text_is_cut(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(ANSWER)]
    pieces = [ANSWER[a:b] for a, b in zip(edges, edges[1:], strict=False)]
    assert list(whole(pieces)) == list(whole([ANSWER]))


@given(st.text())
def test_nothing_is_lost_of_any_text(text: str) -> None:
    kept = "".join("".join(whole(list(text))).split())
    assert kept == "".join(text.split())


def test_a_sentence_is_out_as_soon_as_the_next_has_begun() -> None:
    pieces = iter(["It burned. [1]", " Nobody", " died", " there."])
    found = whole(pieces)
    assert next(found) == "It burned. [1]"
    assert next(pieces) == " there."


def test_numbers_are_read_and_invented_ones_dropped() -> None:
    assert [(w.text, w.cited) for w in read(ANSWER)] == [
        ("The rebels took Orvan on 3 May.", (1,)),
        ("Gen. Ada Brandt denied it.", (2,)),
        ("She said “no.”", (3,)),
        ("It cost $3.5 million and more.", (1, 2, 3)),
        ("The documents do not say who paid.", ()),
    ]
    assert read("It burned [7].")[0].cited == ()
    assert read("It burned [1-999].")[0].cited == (1, 2, 3, 4)


def test_links_pictures_and_marks_of_the_evidence_are_plain_words() -> None:
    [only] = read("See ![the mill](http://a.example/x.png) at^the [river](javascript:x) [2].")
    assert (only.text, only.cited) == ("See the mill at the river.", (2,))


def test_a_sentence_that_declines_is_known() -> None:
    assert [
        w.declines for w in read("The documents do not say. The evidence doesn't mention it. He did not say it.")
    ] == [
        True,
        True,
        False,
    ]


def test_lines_of_nothing_are_no_sentences() -> None:
    assert read("\n\n---\n [1] \n…\n") == []
