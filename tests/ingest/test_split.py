import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.split import BUDGET, OVERLAP, _words, context_line, split
from rag.domain.text import Metadata, Sourced
from rag.language.sentences import sentences

WORDS = st.sampled_from(["ferry", "quay.", "Orsa", "3,400", "Mr.", "closed!", "why?", "北京。", "(at noon)", "x" * 70])
GAPS = st.sampled_from([" ", "  ", "\n", "\n\n", "\n\n\n- ", "\t", "\u00a0"])
STRETCH = st.lists(st.tuples(WORDS, GAPS), min_size=1, max_size=60).map(lambda pairs: "".join(map("".join, pairs)))
# Long enough for several passages, most of the time.
WRITTEN = st.tuples(STRETCH, st.integers(1, 40), STRETCH).map(lambda parts: parts[0] * parts[1] + parts[2])
TEXTS = st.one_of(st.text(max_size=3000), WRITTEN)
SENTENCE = "The harbour master of Orsa closed the northern quay again on Friday at noon, and nobody said why. "


@settings(deadline=None)
@given(TEXTS)
def test_passages_cover_every_sentence_in_order_within_the_budget(text):
    spans = split(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    assert all(_words(text[start:end]) <= BUDGET for start, end in spans)
    # Each goes on from where the last one stopped, and further.
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in zip(spans, spans[1:], strict=False))
    assert all(not text[a[1] : b[0]].strip() for a, b in zip(spans, spans[1:], strict=False) if a[1] < b[0])
    for start, end in sentences(text):
        whole = any(s <= start and end <= e for s, e in spans)
        assert whole or _words(text[start:end]) > BUDGET
    assert "".join(text.split()) == "".join(_covered(text, spans).split())


def _covered(text: str, spans: list[tuple[int, int]]) -> str:
    inside = [False] * len(text)
    for start, end in spans:
        inside[start:end] = [True] * (end - start)
    return "".join(c for c, kept in zip(text, inside, strict=True) if kept)


@settings(deadline=None)
@given(TEXTS)
def test_neighbours_share_no_more_than_the_overlap(text):
    spans = split(text)
    for (_, end), (start, _) in zip(spans, spans[1:], strict=False):
        assert start >= end or _words(text[start:end]) <= OVERLAP


def test_whole_sentences_with_some_of_the_last_ones_again():
    text = SENTENCE * 40
    spans = split(text)
    size = len(SENTENCE.split())
    assert [text[start:end].count(".") for start, end in spans[:-1]] == [BUDGET // size] * (len(spans) - 1)
    assert all(text[start:end].startswith("The harbour") and text[start:end].endswith("why.") for start, end in spans)
    shared = [text[b[0] : a[1]].count(".") for a, b in zip(spans, spans[1:], strict=False)]
    assert set(shared) == {OVERLAP // size}


def test_a_sentence_longer_than_the_budget_is_cut_between_words():
    text = "quay " * 400 + "end."
    assert [_words(text[start:end]) for start, end in split(text)] == [BUDGET, BUDGET, 101]


@pytest.mark.parametrize(
    "text",
    [
        "「" + "港口主任在五月三日关闭了北码头" * 60,
        "ท่าเรือทางเหนือปิดเมื่อวันศุกร์" * 60,
        "မြောက်ဘက်ဆိပ်ကမ်းကိုပိတ်ခဲ့သည်" * 60,
        "Zm9vYmFy" * 2000,
        "https://example.org/" + "a/b-c_d" * 2000,
    ],
    ids=["chinese", "thai", "burmese", "base64", "address"],
)
def test_text_without_spaces_is_cut_too(text):
    spans = split(text)
    assert len(spans) > 1
    assert max(end - start for start, end in spans) <= BUDGET * 30
    assert _covered(text, spans) == text


def test_a_short_sentence_before_one_that_fills_a_passage_is_not_taken_twice():
    text = "The quay is shut. " + "Barley " * 148 + "sank. The quay is shut."
    assert [_words(text[start:end]) for start, end in split(text)] == [4, 149, 4]


def test_nothing_gives_nothing():
    assert split("") == split(" \n\t ") == []


def test_the_context_line_is_title_place_and_date():
    title, place, day = Sourced("The quay", "x"), Sourced("Orsa", "x"), Sourced("2024-05", "x")
    assert context_line(Metadata(title, place=place, published=day), "a.txt") == "The quay · Orsa · 2024-05"
    assert context_line(Metadata(published=day), "a.txt") == "a.txt · 2024-05"
    assert context_line(Metadata(), "a.txt") == "a.txt"
