"""Each measure against cases that were worked by hand."""

import math

import pytest

from bench.figures import (
    auroc,
    best_of_thresholds,
    first_at,
    mean,
    reliability,
    set_f1,
    short_answer_right,
    squad_em,
    squad_f1,
    stands_in,
)

FILLERS = [["the harbour guard", "guards"], ["Lieutenant Orval Brandt"]]


@pytest.mark.parametrize(
    "value",
    [
        "guards",
        "two GUARDS of the port",  # an alternative stands in it
        "of the Harbour Guard, says the mayor",
        "Orval Brandt",  # it stands in an alternative, with two of its three words
        "the lieutenant Orval Brandt!",
    ],
)
def test_a_short_answer_that_holds_a_filler_or_most_of_one_is_right(value):
    assert short_answer_right([value], FILLERS)


@pytest.mark.parametrize(
    "value",
    [
        "Brandt",  # one of three words is less than half
        "guardsmen",  # words are compared, not letters
        "the guard of the harbour",
        "",
        "?!",
        "one two three four five six seven eight nine ten eleven twelve guards",  # 13 words
    ],
)
def test_a_short_answer_that_holds_too_little_or_says_too_much_is_wrong(value):
    assert not short_answer_right([value], FILLERS)


def test_one_right_value_among_several_is_enough_and_none_is_wrong():
    assert short_answer_right(["a ferry", "guards"], FILLERS)
    assert not short_answer_right([], FILLERS)


def test_standing_in_is_by_whole_words_without_case_and_punctuation():
    assert stands_in("ROADSIDE BOMB", 'A "roadside bomb," the mayor said.')
    assert stands_in("F.M.L.N.", "the FMLN denied it")
    assert not stands_in("bomb", "bombs fell")
    assert not stands_in("--", "a -- b")


def test_first_at_looks_at_so_many_and_no_further():
    ranked = ["a", "b", "c"]
    assert [first_at(ranked, ["c", "x"], k) for k in (1, 2, 3, 10)] == [0, 0, 1, 1]
    assert first_at([], ["a"], 5) == 0
    assert first_at(ranked, [], 3) == 0


def test_the_f1_of_sets():
    assert set_f1({1, 2}, {2, 3, 4}) == pytest.approx(2 * 1 / 5)
    assert set_f1({1}, {1}) == 1
    assert set_f1(set(), {1}) == 0
    assert set_f1(set(), set()) == 1


def test_auroc_counts_pairs_and_ties_half():
    # Pairs: 3>2 right, 3>1 right, 2=2 half, 2>1 right: 3.5 of 4.
    assert auroc([3, 2], [2, 1]) == pytest.approx(3.5 / 4)
    assert auroc([1, 2], [3, 4]) == 0
    assert auroc([5, 5, 5], [5, 5]) == pytest.approx(0.5)
    assert math.isnan(auroc([], [1.0]))


def test_the_mean_of_nothing_is_no_number():
    assert mean([1, 0, 0, 1]) == 0.5
    assert math.isnan(mean([]))


def test_exact_match_drops_case_articles_and_punctuation():
    assert squad_em("The Salt Works.", ["salt works", "mine"]) == 1
    assert squad_em("salt work", ["salt works"]) == 0
    assert squad_em("theatre", ["atre"]) == 0  # only whole articles go


def test_the_f1_of_words_is_the_best_over_the_answers():
    # Two words shared; three given, four right: 2 * 2 / 7. The other answer shares none.
    assert squad_f1("the old salt works", ["salt works near Orsa", "a mill"]) == pytest.approx(4 / 7)
    assert squad_f1("works works", ["works"]) == pytest.approx(2 / 3)  # a word counts as often as it stands there


def test_an_unanswerable_question_is_right_only_without_an_answer():
    assert squad_em("", []) == squad_f1("", []) == 1
    assert squad_em("1902", []) == squad_f1("1902", []) == 0
    assert squad_em("", ["1902"]) == squad_f1("", ["1902"]) == 0


def test_an_answer_of_which_nothing_is_left_does_not_count():
    assert squad_f1("", ["the", "mill"]) == 0
    assert squad_em("", ["the"]) == 1


def test_the_best_threshold_keeps_the_sure_answers_and_drops_the_others():
    sure_right, sure_wrong, unsure = (0.9, 1.0, 0.0), (0.8, 0.0, 1.0), (0.1, 0.0, 1.0)
    assert best_of_thresholds([unsure, sure_right]) == 1
    # Whoever says what is as sure as 0.8 is wrong there once; who says nothing but the surest is right throughout.
    assert best_of_thresholds([sure_right, sure_wrong, unsure]) == 1
    # Rows of one confidence stand or fall together.
    assert best_of_thresholds([(0.9, 1.0, 0.0), (0.9, 0.0, 1.0)]) == 0.5
    assert best_of_thresholds([(0.5, 0.4, 0.0)]) == pytest.approx(0.4)
    assert math.isnan(best_of_thresholds([]))


def test_reliability_is_the_gap_between_stated_and_come_true():
    figures = reliability([(0.9, True), (0.9, False), (0.1, False), (1.0, True)])
    assert figures["came_true.0.0"] == 0
    assert figures["came_true.0.8"] == pytest.approx(2 / 3)
    assert figures["calibration_error"] == pytest.approx((0.1 + abs(2.8 - 2)) / 4)
    assert math.isnan(reliability([])["calibration_error"])
