from dataclasses import replace

import pytest

from rag.domain.answers import NO_FILTERS, SpanHit
from rag.read.candidates import candidates
from rag.read.evidence import evidence
from rag.read.placed import told_places
from rag.retrieve.question import parse
from tests.hashed_words import HashedWords
from tests.rag.read.world import ask, hits

HEAD = "PORT VALE, 8 MAR 88 (XNA) -- [TEXT] "
ASKED = "Where was the ferryman shot?"


@pytest.mark.parametrize(
    "told",
    [
        "THE FERRYMAN WAS SHOT IN THE KELM NEIGHBORHOOD.",
        "THE FERRYMAN WAS SHOT IN THE QUIET SUBURB OF KELM.",
        "THE FERRYMAN WAS SHOT BETWEEN KELM AND OLD MILL STREETS.",
    ],
)
def test_a_part_of_a_town_says_from_where_it_is_reported(told: str) -> None:
    [place] = ask(ASKED, HEAD + told).short_answers
    assert "KELM" in place.text and place.text.endswith(" (reported from PORT VALE)")
    assert place.citations[-1].quote == "PORT VALE"


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "THE FERRYMAN WAS SHOT IN KELM.",
        HEAD + "THE FERRYMAN WAS SHOT IN A SUBURB OF KELM.",
        HEAD + "THE FERRYMAN WAS SHOT NEAR THE PORT VALE HOTEL.",
        "The ferryman was shot in the Kelm neighborhood.",
        HEAD + "THE FERRYMAN WAS SHOT AT THE KELM AIRPORT.",
    ],
)
def test_what_is_a_town_or_names_it_or_has_no_dateline_stands_alone(text: str) -> None:
    [place] = ask(ASKED, text).short_answers
    assert "reported from" not in place.text
    assert len(place.citations) == 1


def test_what_does_not_stand_where_a_place_does_is_none_where_the_reader_doubts_it() -> None:
    written = ask("Where was the memorandum signed?", "The two foreign ministries signed a memorandum on Thursday.")
    assert not written.short_answers


def test_what_is_no_place_is_none_behind_another_either() -> None:
    text = "The two foreign ministries signed a memorandum on Thursday. The talks will alternate between Orsa and Kelm."
    question = parse("Where was the memorandum signed?", NO_FILTERS, None)
    marked = (("Kelm", 3.0), ("two foreign ministries", -1.0))
    spans = tuple(SpanHit(text.index(told), text.index(told) + len(told), margin) for told, margin in marked)
    told = [replace(hit, spans=spans) for hit in hits(text)]
    asked, ranked = evidence(question, told, HashedWords().embed)
    pointed = candidates(question, ranked)
    assert [c.text for c in pointed] == ["Kelm", "two foreign ministries"]
    assert "two foreign ministries" not in [c.text for c in told_places(question, pointed, ranked, -2.0, 0.0)]
