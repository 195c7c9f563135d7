"""What stands beside a sentence: never more than the check said."""

from dataclasses import replace

import pytest

from rag.domain.answers import Answer, Citation, Claim, Searched
from ui.verdicts import evidence_data, verdict_data, withheld_data

QUOTE = Citation("a.txt", None, 0, 19, "The quay\nwas closed.")
MADE = Claim("The quay closed.", (QUOTE,), "supported")
ANSWER = Answer("a1", "What?", (MADE,), (), None, Searched(1), "s", reader="small")


@pytest.mark.parametrize(
    ("claim", "shape", "text", "failed"),
    [
        (replace(MADE, text="The quay was closed."), "quoted", "quoted word for word", ""),
        (MADE, "supported", "its evidence supports it", ""),
        (replace(MADE, failed=("status",)), "supported", "its evidence supports it", ""),
        (replace(MADE, verdict="partly", failed=("dates",)), "partly", "supports a part of it", "did not hold: dates"),
        (
            replace(MADE, verdict="not supported", failed=("names", "numbers")),
            "not-supported",
            "does not support it",
            "did not hold: names, numbers",
        ),
        (replace(MADE, verdict="contradicted"), "contradicted", "contradicts it", ""),
    ],
)
def test_a_verdict_is_words_and_a_shape(claim: Claim, shape: str, text: str, failed: str) -> None:
    data = verdict_data(claim)
    assert data and (data["shape"], data["failed"], data["repaired"]) == (shape, failed, False)
    assert text in data["text"]


def test_without_a_check_nothing_is_claimed() -> None:
    assert verdict_data(replace(MADE, verdict=None)) is None


def test_a_repaired_citation_is_told() -> None:
    data = verdict_data(replace(MADE, repaired=True))
    assert data and data["repaired"]


def test_withheld_sentences_are_counted_and_kept_with_their_checks() -> None:
    false = Claim("It sank.", (), "not supported", failed=("citation",))
    data = withheld_data(replace(ANSWER, withheld=(false, false)))
    assert data and data["line"] == "2 sentences withheld: the evidence does not support them"
    assert data["sentences"][0]["text"] == "It sank."
    assert data["sentences"][0]["verdict"]["failed"] == "did not hold: citation"
    assert withheld_data(ANSWER) is None


def test_the_evidence_stands_below_a_model_s_sentences_only() -> None:
    assert evidence_data(ANSWER) == [{"text": "The quay was closed.", "cited": [1]}]
    assert evidence_data(replace(ANSWER, reader="")) == []
    copied = replace(ANSWER, claims=(replace(MADE, text="The quay was closed."),))
    assert evidence_data(copied) == []
