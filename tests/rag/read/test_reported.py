from dataclasses import replace

import pytest

from rag.domain.answers import NO_FILTERS, SpanHit
from rag.read.candidates import candidates
from rag.read.evidence import evidence
from rag.read.reported import told_undated
from rag.retrieve.question import parse
from tests.hashed_words import HashedWords
from tests.rag.read.world import ask, hits, short

HEAD = "PORT VALE, 8 MAR 88 (XNA) -- [TEXT] THE MAYOR OF PORT VALE RECEIVED THE ENVOY OF TARN YESTERDAY.\n\n"
UNDATED = "MEANWHILE, REBELS DESTROYED TWO POWER PYLONS NEAR KELM AND CUT THE ROAD TO ORSA."
ASKED = "When did the attack on the power pylons near Kelm take place?"


def test_a_deed_told_without_its_day_was_done_by_the_day_of_the_report() -> None:
    written = ask(ASKED, HEAD + UNDATED, published="1988-03-08")
    [day] = written.short_answers
    assert day.text == "on or before 8 March 1988 (the day of the report)"
    assert [citation.quote for citation in day.citations] == [UNDATED, "8 MAR 88"]
    assert written.claims[0].text == UNDATED and written.claims[0].citations == day.citations


def test_the_day_of_a_dateline_behind_a_headline_is_that_of_the_report() -> None:
    headline = "Rebels cut the road to Orsa and leave the whole valley of the Kelm without power"
    text = f"{headline}\n\nPORT VALE, 8 March 1988 (XNA) - Rebels destroyed two power pylons near Kelm."
    assert short(ASKED, text, published="1988-03-08") == "on or before 8 March 1988 (the day of the report)"


@pytest.mark.parametrize(
    "told",
    [
        UNDATED.replace("MEANWHILE", "ON SUNDAY"),
        "THE ATTACK ON THE POWER PYLONS NEAR KELM TOOK PLACE ON 6 MARCH. THE PYLONS NEAR KELM WERE OLD.",
    ],
)
def test_a_day_that_the_deed_is_told_with_is_the_answer(told: str) -> None:
    assert short(ASKED, HEAD + told, published="1988-03-08") == "6 March 1988"


@pytest.mark.parametrize(("turn", "gives_way"), [("IN OTHER NEWS, THE", True), ("THE", False)])
def test_a_day_of_other_news_in_the_report_gives_way(turn: str, gives_way: bool) -> None:
    told = "REBELS DESTROYED TWO POWER PYLONS NEAR KELM."
    between = "THE MINISTER SPOKE OF HIS JOURNEY. HE PRAISED THE WEATHER. HE THANKED HIS HOSTS."
    text = f"PORT VALE, 8 MAR 88 (XNA) -- [TEXT] {told} {between} {turn} FAIR BEGINS ON 24 MARCH."
    question = parse(ASKED, NO_FILTERS, None)
    [hit] = hits(text, published="1988-03-08")
    at = text.index("24 MARCH")
    asked, ranked = evidence(question, [replace(hit, spans=(SpanHit(at, at + 8, 9.0),))], HashedWords().embed)
    [day] = candidates(question, ranked)
    assert day.text == "24 March 1988"
    assert (told_undated(question, asked, [day], ranked) is not None) == gives_way


def test_without_a_day_of_the_report_none_is_given() -> None:
    assert "on or before" not in (short(ASKED, UNDATED) or "")


@pytest.mark.parametrize(
    ("question", "given"),
    [("When was the mill of Kelm built?", False), ("When was the mill of Kelm burnt?", True)],
)
def test_a_day_is_given_only_for_the_deed_that_is_told(question: str, given: bool) -> None:
    text = "PORT VALE, 8 MAR 88 (XNA) -- [TEXT] REBELS BURNED THE MILL OF KELM AND CUT THE ROAD TO ORSA."
    assert ("on or before" in (short(question, text, published="1988-03-08") or "")) == given
