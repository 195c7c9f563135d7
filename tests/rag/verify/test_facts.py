import pytest

from rag.verify.facts import facts


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        (
            "The guard arrested three smugglers, and the mayor opened a bridge.",
            ["The guard arrested three smugglers", "the mayor opened a bridge"],
        ),
        ("The ferry sank off Orsa. Nobody was hurt there.", ["The ferry sank off Orsa", "Nobody was hurt there"]),
        # One doer, two deeds; what somebody says; a clause too short to be looked for: each stays in one piece.
        ("The guard arrested three smugglers and seized a boat.", None),
        ("The mayor said that the ferry sank and that the crew swam ashore.", None),
        ("The guard arrested three smugglers, and they fled.", None),
    ],
)
def test_a_claim_is_cut_between_clauses_that_stand_alone(claim: str, told: list[str] | None) -> None:
    assert facts([claim]) == [told or [claim]]


def test_each_claim_has_its_own_facts() -> None:
    assert facts([]) == []
    assert [len(cut) for cut in facts(["Barley is sown.", "The ferry sank off Orsa; the crew swam to the port."])] == [
        1,
        2,
    ]
