import pytest

from tests.rag.read.world import ask

REPORT = (
    "Flood at Kelm\n\nKELM -- The river broke the dam at Kelm on Monday. Nine barns were swept away. "
    "The mayor asked for boats. A school was closed."
)
FIRE = "Harbour fire\n\nA fire burned two sheds in the harbour of Orsa. Nobody was hurt."


@pytest.mark.parametrize(
    "question", ["What happened?", "what's this about", "Summarise the report", "What is it all about?"]
)
def test_of_one_document_its_first_sentences_tell(question: str) -> None:
    written = ask(question, REPORT)
    assert written.refusal is None
    assert [claim.text for claim in written.claims] == [
        "KELM -- The river broke the dam at Kelm on Monday.",
        "Nine barns were swept away.",
        "The mayor asked for boats.",
    ]


def test_of_several_each_ones_first_sentence() -> None:
    told = {claim.text for claim in ask("What happened?", REPORT, FIRE).claims}
    assert told == {
        "KELM -- The river broke the dam at Kelm on Monday.",
        "A fire burned two sheds in the harbour of Orsa.",
    }


@pytest.mark.parametrize("question", ["What happened at the mill?", "What is new in Orsa?"])
def test_a_question_about_something_is_no_such_question(question: str) -> None:
    assert not any("river broke" in claim.text for claim in ask(question, FIRE, REPORT).claims)
