import pytest

from rag.models.parser import parse
from training.stated import statement


def stated(question: str, answer: str) -> str | None:
    return statement(parse([question])[0], answer)


@pytest.mark.parametrize(
    ("question", "answer", "claim"),
    [
        ("Who founded the brewery at Kelm?", "Otto Lind", "Otto Lind founded the brewery at Kelm."),
        ("When was the mill built?", "1902", "The mill was built in 1902."),
        ("When did Otto Lind leave Kelm?", "on 4 May 2031", "Otto Lind left Kelm on 4 May 2031."),
        ("What did the council sell?", "the lighthouse", "The council sold the lighthouse."),
        ("How many people did the flood kill?", "12", "The flood killed 12 people."),
        ("What is the capital of Ilmar?", "Velmouth", "The capital of Ilmar is Velmouth."),
        ("In which town was Ines Vark born?", "Brennick", "Ines Vark was born in Brennick."),
        ("Which party won the vote?", "the Lantern party", "The Lantern party won the vote."),
    ],
)
def test_the_answer_stands_in_the_gap(question: str, answer: str, claim: str) -> None:
    assert stated(question, answer) == claim


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Why did the mill burn?", "a spark"),
        ("Did the mill burn?", "yes"),
        ("How was the mill built?", "quickly"),
        ("When was the mill built?", " ".join(["long"] * 20)),
        ("When was the mill built?", " .,"),
    ],
)
def test_what_the_rules_do_not_know_is_left_alone(question: str, answer: str) -> None:
    assert stated(question, answer) is None
