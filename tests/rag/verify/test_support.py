import pytest

from rag.index.analysis import terms
from rag.verify import cues
from rag.verify.direction import reversed_roles
from rag.verify.support import supported
from rag.verify.windows import BEST, NEAREST, cut, nearest, windows

TOLD = "The guard arrested three smugglers in Brennick on Tuesday."


@pytest.mark.parametrize(
    ("check", "claim", "evidence", "fails"),
    [
        (cues.numbers, "3 smugglers were held.", TOLD, False),
        (cues.numbers, "4 smugglers were held.", TOLD, True),
        (cues.days, "It was on Friday.", TOLD, True),
        (cues.days, "It was on Tuesday.", TOLD, False),
        (cues.names, "It was in Velmouth.", TOLD, True),
        (cues.names, "It was in Brennick.", TOLD, False),
        (cues.negation, "He was not hurt.", "He was hurt.", True),
        (cues.negation, "He was never hurt.", "He was not hurt.", False),
        (cues.negation, "Ada Holt was hurt.", "Ada Holt was hurt. Barley is not sown.", False),
        (cues.status_added, "Ada Holt allegedly left.", "Ada Holt left. The mayor allegedly sang.", True),
        (cues.status_lost, "They left.", "They tried to leave.", True),
        (cues.status_added, "They allegedly left.", "They left.", True),
        (cues.quoted, 'He said "we left".', "He said: we left.", False),
        (cues.quoted, 'He said "we stay".', "He said: we left.", True),
    ],
)
def test_a_check_fails_where_the_claim_differs(check, claim, evidence, fails) -> None:
    assert check(claim, evidence) is fails


def test_a_name_from_the_next_sentence_does_not_fit() -> None:
    evidence = "The pilot Ada Holt steered the ferry. The mayor Ida Roux slept."
    assert cues.names_apart("The pilot Ida Roux steered the ferry.", evidence)
    assert not cues.names_apart("The pilot Ada Holt steered the ferry.", evidence)


def test_direction_is_seen_in_both_voices() -> None:
    told = "The guard attacked the smuggler."
    pairs = [("The smuggler was attacked by the guard.", told), ("The smuggler attacked the guard.", told)]
    assert reversed_roles([*pairs, ("The guard was attacked by the smuggler.", told)]) == [False, True, True]


def barley(count: int) -> str:
    """So many sentences about other things."""
    return " ".join(
        f"Barley number {n} is sown around the village of Lode in the spring of the year." for n in range(count)
    )


def test_long_evidence_is_cut_to_the_parts_that_hold_the_claim() -> None:
    asked, told = frozenset(terms(TOLD)), cut(f"{barley(15)} {TOLD} {barley(15)}")
    found = windows(asked, told)
    assert found[0] == TOLD
    assert len(found) == BEST
    # What holds nothing of the claim is left out.
    assert [sentence.text for sentence in nearest(asked, told)] == [TOLD]
    before = "The smugglers of Brennick had waited since Tuesday for the tide."
    beside = cut(f"{barley(15)} {before} {TOLD} {barley(15)}")
    assert [sentence.text for sentence in nearest(asked, beside)] == [before, TOLD]
    some = cut(" ".join(f"The guard was in Brennick on day {n}." for n in range(20)))
    assert len(nearest(asked, some)) == NEAREST


def test_short_evidence_is_looked_at_whole() -> None:
    told = cut(f"{TOLD}\n\n{barley(2)}")
    assert windows(frozenset(), told) == [f"{TOLD} {barley(2)}"]
    assert nearest(frozenset(), told) == told


def test_long_evidence_supports_and_scores_are_chances() -> None:
    pairs = [("Three smugglers were arrested in Brennick.", f"{barley(15)} {TOLD}"), (TOLD, barley(15))]
    right, wrong = supported(pairs)
    assert right.word == "supported"
    assert wrong.word == "not supported"
    assert 0 <= wrong.score < right.score <= 1
    assert "names" in wrong.failed


def test_of_two_facts_both_must_be_told() -> None:
    evidence = f"{TOLD} {barley(10)} The mayor opened a bridge in Velmouth."
    both, one = supported(
        [
            ("The guard arrested three smugglers, and the mayor opened a bridge.", evidence),
            ("The guard arrested three smugglers, and the choir sang for a bishop.", evidence),
        ]
    )
    assert both.score > one.score
    assert both.word == "supported"
    assert one.word == "partly"
    assert "names" not in one.failed


def test_a_failed_check_is_named_whatever_the_verdict() -> None:
    (said,) = supported([('The guard arrested three smugglers in Brennick on Tuesday, "at last".', TOLD)])
    assert said.failed == ("quoted words",)


def test_nothing_asked_is_nothing_answered() -> None:
    assert supported([]) == []
