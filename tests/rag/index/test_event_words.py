from rag.index.analysis import question_terms
from rag.index.event_words import WEIGHT, told_by, with_related


def test_an_event_brings_the_words_that_reports_use_for_it() -> None:
    asked = with_related(question_terms("who ambushed the ferry"))
    assert asked["ambush"] == 1.0
    assert asked["raid"] == asked["bomb"] == WEIGHT
    assert "resign" not in asked


def test_what_the_question_says_itself_keeps_its_weight() -> None:
    given = question_terms("Which guard was killed in the raid on Port Kelm?")
    found = with_related(given)
    assert {term: found[term] for term in given} == given


def test_a_question_about_no_event_stays_as_it_is() -> None:
    given = question_terms("Where does the heron nest?")
    assert with_related(given) == given


def test_a_killing_may_tell_of_a_raid_and_no_raid_of_a_killing() -> None:
    assert {"raid", "ambush", "bomb", "murder"} <= told_by("raid")
    assert "assassin" in told_by("kill")
    assert told_by("kill").isdisjoint({"raid", "ambush"})
    assert told_by("heron") == {"heron"}
