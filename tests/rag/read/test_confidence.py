from dataclasses import replace

import pytest

from rag.domain.answers import SpanHit
from rag.read.confidence import chance, signals
from tests.rag.read.world import hits


def found(*scores: float, margin: float | None = None) -> dict[str, float]:
    spans = () if margin is None else (SpanHit(0, 3, margin),)
    passages = hits(*(f"Report {n} tells of it." for n in range(len(scores))))
    scored = [replace(hit, score=score, spans=spans) for hit, score in zip(passages, scores, strict=True)]
    return signals(scored, [], None, None)


def test_a_passage_that_stands_out_of_the_next_ones_is_likelier_to_answer() -> None:
    alone, among = found(6.0, 2.0, 1.5, 1.0), found(6.0, 5.9, 5.8, 5.7)
    assert alone["lead"] > among["lead"] == pytest.approx(0.3)
    assert chance(alone) > chance(among)


def test_a_lead_has_an_end() -> None:
    assert found(9.0, 1.0, 1.0, 1.0) == found(90.0, 1.0, 1.0, 1.0)


def test_where_few_passages_are_found_the_lead_tells_nothing() -> None:
    assert found(6.0)["lead"] == found(6.0, 5.9, 5.8)["lead"] == found()["lead"]
    assert found(6.0, 5.9, 5.8, 5.7)["lead"] < found(6.0)["lead"] < found(6.0, 2.0, 1.5, 1.0)["lead"]


def test_the_surest_span_counts_whichever_passage_it_stands_in() -> None:
    assert found(2.0, margin=3.0)["seen"] == 3.0
    assert chance(found(2.0, margin=3.0)) > chance(found(2.0, margin=-3.0)) > 0


def test_a_missing_name_leaves_little_chance() -> None:
    assert chance(signals([], [], None, "Ilse Varga: no passage found speaks of it")) < 0.1


def test_the_margin_of_the_answer_is_told_and_counts_for_nothing() -> None:
    sure, unsure = signals([], [], 5.0, None), signals([], [], -5.0, None)
    assert (sure["margin"], unsure["margin"]) == (5.0, -5.0)
    assert chance(sure) == chance(unsure)
