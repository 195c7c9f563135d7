import random

import pytest

from rag.domain.answers import NO_FILTERS
from rag.read.confidence import chance
from training.calibrate import REFUSED, Case, fitted, least_chance, least_margins


def asked(question: str, answerable: bool, margins: list[float]) -> list[tuple[Case, dict[str, float]]]:
    return [(Case("reports", question, NO_FILTERS, answerable), {"margin": m, "seen": m}) for m in margins]


def test_the_threshold_stands_where_it_parts_the_two_best() -> None:
    told = asked("Who burned it?", True, [1.0 + n / 10 for n in range(40)])
    told += asked("Who burned it?", False, [-5.0 + n / 10 for n in range(40)])
    assert -1.1 < least_margins(told)["who"] <= 1.0


def test_no_more_answerable_questions_are_refused_than_may_be() -> None:
    chances = random.Random(3)
    margins = [chances.gauss(0, 2) for _ in range(200)]
    told = asked("When did it burn?", True, margins)
    told += asked("When did it burn?", False, [chances.gauss(-3.0, 0.2) for _ in range(200)])
    least = least_margins(told)["when"]
    assert 0 < sum(m < least for m in margins) / len(margins) <= REFUSED


def test_who_did_it_is_refused_sooner_than_where_it_was() -> None:
    chances = random.Random(5)
    yes, no = ([chances.gauss(mean, 3) for _ in range(100)] for mean in (3, -2))
    told = [
        case
        for question in ("Who burned it?", "Where did it burn?")
        for margins, answerable in ((yes, True), (no, False))
        for case in asked(question, answerable, margins)
    ]
    least = least_margins(told)
    assert least["culprit"] > least["who"] == least["where"]


def test_what_refuses_as_many_as_it_should_not_is_not_worth_it() -> None:
    margins = [n / 10 for n in range(100)]
    told = asked("When did it burn?", True, margins) + asked("When did it burn?", False, margins)
    assert least_margins(told) == {}


def test_of_too_few_nothing_is_said() -> None:
    told = asked("Where did it burn?", True, [1.0] * 40) + asked("Where did it burn?", False, [-1.0] * 5)
    assert least_margins(told) == {}


def test_each_set_weighs_the_same_however_many_it_holds() -> None:
    many = asked("Who burned it?", True, [2.0] * 300) + asked("Who burned it?", False, [-2.0] * 300)
    few = [(Case("prose", c.question, c.filters, c.answerable), s | {"seen": -s["seen"]}) for c, s in many[::30]]
    weights = fitted(many + few)
    assert chance({"seen": 2.0}, weights) == pytest.approx(0.5, abs=0.02)
    assert fitted(many)["seen"] > 0.5


def test_the_least_confidence_parts_what_the_margins_let_through() -> None:
    weights = {"seen": 1.0, "missing": 0.0, "bias": 0.0}

    def ranked(answerable: bool, ranks: list[float], missing: float = 0.0) -> list[tuple[Case, dict[str, float]]]:
        case = Case("reports", "What burned?", NO_FILTERS, answerable)
        return [(case, {"margin": 0.0, "seen": rank, "missing": missing}) for rank in ranks]

    told = ranked(True, [0.5 + n / 100 for n in range(100)]) + ranked(False, [-3.0 + n / 100 for n in range(100)])
    # What lacks a name is refused whatever the confidence.
    told += ranked(False, [2.0] * 20, missing=1.0)
    least = least_chance(told, weights, {})
    assert chance({"seen": -2.1}, weights) < least <= chance({"seen": 0.6}, weights)
