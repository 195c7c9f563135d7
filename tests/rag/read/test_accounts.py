import pytest

from tests.rag.read.world import ask

ASKED = "What caused the fire at the Sarn mill?"
WIRE = (
    "Two people died when the Sarn mill burnt on Sunday.\n\nThe fire at the Sarn mill was caused by a broken lamp in "
    "the drying room, the fire chief said.\n\nThe mill had stood since 1840 and its owner was abroad."
)
UNION = (
    "Nobody at the works believes the chief.\n\nThe union said that the Sarn mill caught fire because the old cables "
    "had never been replaced since Friday."
)


def test_another_source_that_gives_another_cause_is_a_side() -> None:
    written = ask(ASKED, WIRE, WIRE + "\n\nThe inquest opens on Friday.", UNION)
    assert [side.citations[0].document for side in written.sides] == ["1.txt", "3.txt"]
    assert "lamp" in written.sides[0].text
    assert written.sides[1].text == "the old cables had never been replaced since Friday"


@pytest.mark.parametrize(
    "other",
    [
        UNION.replace("the old cables had never been replaced since Friday", "a lamp had been left on"),
        UNION.replace("Sarn mill caught fire", "Tarn quay was shut"),
        WIRE.replace("caused by", "due to"),
    ],
)
def test_the_same_cause_another_matter_or_a_copy_is_none(other: str) -> None:
    assert ask(ASKED, WIRE, other).sides == ()


def test_where_no_cause_is_asked_for_there_are_no_accounts() -> None:
    assert ask("Who died at the Sarn mill?", WIRE, UNION).sides == ()
