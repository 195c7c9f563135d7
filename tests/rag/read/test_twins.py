import pytest

from rag.domain.answers import NO_FILTERS
from rag.read.candidates import Candidate
from rag.read.evidence import evidence
from rag.read.twins import retold, twins
from rag.retrieve.question import parse
from tests.hashed_words import HashedWords
from tests.rag.read.world import ask, hits

LAUNCH = "The Odra company launched the ferry Lady Sarn at Kelm on 4 May 1988 before a crowd."


def found(text: str, value: str, other: str, asks: str = "Who launched the ferry Lady Sarn?") -> list[tuple[str, str]]:
    """What `other` has in the place of `value`: as shown, and as it stands in its document."""
    _, ranked = evidence(parse(asks, NO_FILTERS, None), hits(text, other), HashedWords().embed)
    first = next(s for s in ranked if s.document.text == text)
    start = text.index(value)
    dated = next((d for d in first.dates if d.start == start), None)
    iso = dated.iso if dated else None
    given = Candidate(first.hit, start, start + len(value), first.start, first.end, value, 2.0, iso)
    return [(c.text, c.document.text[c.start : c.end]) for c in twins([given], ranked)]


@pytest.mark.parametrize(
    ("value", "changed", "shown"),
    [
        ("Odra company", "Tarn yard", "Tarn yard"),
        ("Odra", "Tarn", "Tarn"),
        ("Lady Sarn", "Gull", "Gull"),
        ("4 May 1988", "4 May 1998", "4 May 1998"),
    ],
)
def test_what_stands_in_the_place_of_the_value_is_found(value: str, changed: str, shown: str) -> None:
    assert found(LAUNCH, value, LAUNCH.replace(value, changed)) == [(shown, changed)]


def test_the_ending_of_a_possessive_is_no_part_of_the_value() -> None:
    text = "Odra's new ferry Lady Sarn was launched at Kelm before a crowd."
    assert found(text, "Odra", text.replace("Odra", "Tarn")) == [("Tarn", "Tarn")]


@pytest.mark.parametrize(
    "other",
    [
        LAUNCH,
        LAUNCH.replace("Kelm", "Ostrel"),
        LAUNCH.replace("Odra", "Tarn").replace("Lady Sarn", "Lady Morn"),
        LAUNCH.replace("Odra", "Oddra"),
        "The Tarn company launched a ferry.",
    ],
)
def test_the_same_value_another_subject_another_spelling_or_other_words_are_none(other: str) -> None:
    assert found(LAUNCH, "Odra", other) == []


def test_a_small_word_more_or_less_makes_no_other_sentence() -> None:
    other = LAUNCH.replace("Odra", "Tarn").replace("before a crowd", "before a large crowd")
    assert found(LAUNCH, "Odra", other) == [("Tarn", "Tarn")]


def test_in_place_of_a_day_only_a_day_is_found() -> None:
    assert found(LAUNCH, "4 May 1988", LAUNCH.replace("4 May 1988", "Sunday afternoon")) == []


def test_a_sentence_retold_with_another_name_is_found_whatever_is_asked() -> None:
    other = LAUNCH.replace("Kelm", "Ostrel")
    asked = parse("Who launched the ferry Lady Sarn?", NO_FILTERS, None)
    _, ranked = evidence(asked, hits(LAUNCH, LAUNCH.replace("crowd", "choir"), other), HashedWords().embed)
    first = next(s for s in ranked if s.document.text == LAUNCH)
    found = retold(first, ranked)
    assert found is not None
    assert found.document.text == other


@pytest.mark.parametrize("change", [("Lady Sarn", "Lady Morn"), ("4 May 1988", "5 June 1988"), ("Kelm", "Kellm")])
def test_what_is_told_of_another_ship_or_day_than_was_asked_about_is_not_retold(change: tuple[str, str]) -> None:
    asked = parse("Who launched the ferry Lady Sarn on 4 May 1988?", NO_FILTERS, None)
    _, ranked = evidence(asked, hits(LAUNCH, LAUNCH.replace(*change)), HashedWords().embed)
    assert retold(next(s for s in ranked if s.document.text == LAUNCH), ranked) is None


def test_what_differs_beside_the_answer_is_shown_and_is_no_side() -> None:
    other = LAUNCH.replace("at Kelm", "at Ostrel")
    written = ask("Who launched the ferry Lady Sarn?", LAUNCH, other)
    assert written.sides == ()
    assert [claim.text for claim in written.claims] == [LAUNCH, other]


def test_both_values_are_shown_side_by_side_and_nothing_else() -> None:
    other = LAUNCH.replace("Odra company", "Tarn yard")
    more = "The ferry Lady Sarn has two decks. The ferry Lady Sarn crosses to Kelm."
    written = ask("Who launched the ferry Lady Sarn?", LAUNCH, other, more)
    assert [side.text for side in written.sides] == ["Odra company", "Tarn yard"]
    assert [claim.text for claim in written.claims] == [LAUNCH, other]
