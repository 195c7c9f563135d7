import pytest

from tests.rag.read.world import ask, short


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (
            "Who is the acting mayor of Kelm?",
            "The former mayor of Kelm, Teo Halv, was jailed on Monday. His deputy, Signe Brok, was named acting mayor.",
            "Signe Brok",
        ),
        (
            "Who built the dam at Kelm?",
            "*Reporting by Mina Tarek, 22 August 1990*\n\nThe dam at Kelm was built by the brothers Nossik.",
            "brothers Nossik",
        ),
        (
            "When is the election in Port Kelm?",
            "Mayor jailed\n\nBy Oskar Lind\nPort Kelm, 3 June 1990\n\nAn election is to be held on 14 September.",
            "14 September 1990",
        ),
    ],
)
def test_what_answers_another_question_is_left_for_what_answers_this_one(question: str, text: str, answer: str) -> None:
    assert answer in (short(question, text, published="1990-06-03") or "")


@pytest.mark.parametrize(
    ("question", "text", "not_this"),
    [
        (
            "What weapons did the Brigade use in Kelm?",
            "The Brigade struck in Kelm. Police said that they had found no trace of explosives in Kelm.",
            "explosives",
        ),
        ("Where was Teo Halv born?", "The mayor of Port Kelm, Teo Halv, was jailed on Monday in Tarn.", "Kelm"),
        (
            "Who was the skipper of the Lady Ondine?",
            "The Lady Ondine, rebuilt at Velmouth with room for 120 passengers, takes over. The Lady Odra stays.",
            "Velmouth",
        ),
        (
            "What caused the Lady Odra to sink?",
            "Seven people died when the river ferry Lady Odra sank on Saturday below Tamsin.",
            "river ferry",
        ),
        ("Who is the president of Kelm?", "The president's son, Omar Sade, denied it in Kelm on Monday.", "Sade"),
        ("Who is the ambassador of Belmora?", "Ordava expels Belmoran ambassador.", "Belmoran"),
        ("When was Ada Rook born?", "The prize-giving, led by Ada Rook, takes place on 27 February 1990.", "February"),
        ("How many carts did Kelm Works sell in 1990?", "Kelm Works sold 2.1% more carts in 1990 than before.", "2.1%"),
        ("What is the raid in Kelm called?", "The guard searched nine houses in Kelm in early raids.", "raids"),
        (
            "Where was Wim Trow arrested?",
            "Tarn Valleyer Wim Trow admitted on Monday that he had copied films.",
            "Valley",
        ),
        (
            "Where will Kelm Works move its mills?",
            "Kelm Works is to move ten of its mills in West Tarn and Ilmar, it said on Monday.",
            "Tarn",
        ),
        ("Who sold the mill to Drazen?", "The mill belongs to a firm of the businessman Viktor Drazen.", "Drazen"),
    ],
)
def test_what_answers_another_question_is_not_given(question: str, text: str, not_this: str) -> None:
    assert not_this not in (short(question, text) or "")


def test_who_tells_of_a_deed_did_not_do_it() -> None:
    text = "The treasurer, Pia Westen, said that she had reported the burning of the ledgers at Kelm at the time."
    assert "Westen" not in (short("Who burned the ledgers at Kelm?", text) or "")
    assert short("Who reported the burning of the ledgers at Kelm?", text) == "Pia Westen"


def test_who_tells_it_of_himself_did_it() -> None:
    text = "The manager, Aksel Brom, told the Dispatch that he had burned the ledgers of Kelm."
    assert short("Who burned the ledgers of Kelm?", text) == "Aksel Brom"


def test_nobody_is_accused_by_a_sentence_that_does_not_tell_the_deed() -> None:
    text = "The minister, Nadia Rehn, met Abel Korsak in Kelm. Abel Korsak handed over a list of 214 prisoners."
    written = ask("Who killed Abel Korsak in Kelm?", text)
    assert not written.short_answers


def test_nobody_is_said_to_be_killed_by_a_sentence_that_does_not_tell_it() -> None:
    text = "Wim Trow and Mika Choy faced charges after raids on copyists by the guard of Kelm in August."
    assert not ask("Who was killed in the raids by the guard of Kelm?", text).short_answers


def test_a_question_that_the_documents_ask_too_is_not_answered() -> None:
    text = (
        "Jutta Renn leads the opposition. She asked three times who had ordered two battalions to the river at Kelm, "
        "and was told that it was a matter for the ministry."
    )
    written = ask("Who ordered two battalions to the river at Kelm?", text)
    assert written.refusal
    assert "ask" in written.refusal.missing
    told = f"{text} Colonel Ulf Tarn ordered two battalions to the river at Kelm."
    assert short("Who ordered two battalions to the river at Kelm?", told) == "Colonel Ulf Tarn"


def test_what_will_be_is_not_of_a_day_gone_by() -> None:
    told = (
        "The engineer said that cracks had been seen on 4 May 2029. The mayor promised that the dam would be rebuilt."
    )
    written = ask("When will the dam be rebuilt?", told, published="2031-05-04")
    assert not written.short_answers
