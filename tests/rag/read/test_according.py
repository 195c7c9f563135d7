import pytest

from rag.domain.answers import NO_FILTERS, Question
from rag.read.according import Source, source_asked, without_source
from rag.retrieve.question import parse
from tests.rag.read.world import short

BLAST = (
    "Twelve people were killed when a bomb exploded at the Karsk market, the government said. Police put the toll at "
    "nine. A doctor, Lena Marsh, said that 31 people had been wounded."
)
BOMB = "According to witnesses, the bomb was hidden in a cart. Police said that it had been hidden in a parked van."
DAM = 'Norvolt denied it. "The dam was inspected on 4 March 2025," its spokeswoman, Lise Moe, told reporters.'
STRIKE = (
    "The union said that 4,000 workers had joined the strike. The port company said that 900 workers had joined it."
)


def asked(text: str) -> Question:
    return parse(text, NO_FILTERS, None)


@pytest.mark.parametrize(
    ("question", "source", "plain"),
    [
        ("How many died, according to the police?", ("polic",), "How many died?"),
        ("According to Mara Dahl, who paid?", ("dahl", "mara"), "who paid?"),
        ("Who, according to the mayor, is to blame?", ("mayor",), "Who is to blame?"),
        ("How many did the police say were killed?", ("polic",), "How many did the police say were killed?"),
        ("How many died, according to the report?", (), "How many died?"),
        ("Did the Guard burn the mill, according to the mayor?", ("mayor",), "Did the Guard burn the mill?"),
        ("How many died, according to the union of dockers?", ("union", "docker"), "How many died?"),
        ("How much is the rent, according to the lease?", (), "How much is the rent?"),
        ("How many died?", (), "How many died?"),
    ],
)
def test_a_question_may_ask_for_the_word_of_one_source(question: str, source: Source, plain: str) -> None:
    assert (source_asked(asked(question)), without_source(asked(question)).text) == (source, plain)


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("How many people were killed at the Karsk market, according to the government?", BLAST, "Twelve"),
        ("How many people were killed at the Karsk market, according to the police?", BLAST, "nine"),
        ("Where did the police say the bomb had been hidden?", BOMB, "parked van"),
        ("Where was the bomb hidden, according to the police?", BOMB, "parked van"),
        ("Where was the bomb hidden, according to witnesses?", BOMB, "cart"),
        ("How many workers joined the strike according to the port company?", STRIKE, "900"),
        ("How many workers joined the strike according to the union?", STRIKE, "4,000"),
        ("When was the dam inspected, according to Norvolt?", DAM, "4 March 2025"),
    ],
)
def test_what_that_source_says_is_the_answer(question: str, text: str, answer: str) -> None:
    assert (short(question, text) or "").removeprefix("a ") == answer


def test_the_word_of_another_is_said_to_be_his() -> None:
    given = short("How many people were wounded, according to the police?", BLAST) or ""
    assert given.startswith("31") and given.endswith("(said by Lena Marsh)")


def test_who_says_it_is_not_what_he_says() -> None:
    text = "A fire destroyed the mill on Monday. The mayor of Halden, Per Lund, blamed the owner for the fire."
    assert "Lund" not in (short("Who is to blame for the fire, according to the mayor?", text) or "")


@pytest.mark.parametrize(
    ("question", "text", "speaker"),
    [
        ("Who said that 31 people had been wounded?", BLAST, "Lena Marsh"),
        ("Who claimed that 4,000 workers had joined the strike?", STRIKE, "The union"),
        ("Who said that the bomb was hidden in a cart?", BOMB, "witnesses"),
        ("Who said that all lamps were lit?", "Bram Velde denied it. He said that all lamps were lit.", "Bram Velde"),
        ("Who said that the bomb was made in Ostra?", BOMB, None),
    ],
)
def test_who_said_it_is_whoever_is_told_to_have_said_it(question: str, text: str, speaker: str | None) -> None:
    assert short(question, text) == speaker
