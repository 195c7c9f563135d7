import pytest

from tests.rag.read.world import ask

RAID = "KELM, 4 May 2031 -- The Kelm Guard raided a depot of the Tarn dockers on Sorrel Hill on Friday."


def answer(question: str, *texts: str, published: str | None = "2031-05-04") -> str | None:
    written = ask(question, *texts, published=published)
    return written.short_answers[0].text if written.short_answers else None


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Did the Kelm Guard raid the depot on Sorrel Hill?", "Yes"),
        ("Was the depot on Sorrel Hill raided by the Kelm Guard?", "Yes"),
        ("Did the Tarn dockers raid the depot on Sorrel Hill?", "No"),
        ("Was the Kelm Guard raided by the Tarn dockers?", "No"),
        ("Did the Kelm Guard raid the depot on Sorrel Hill on 3 April 2031?", None),
        ("Did the Kelm Guard raid the harbour of Velmouth?", None),
    ],
)
def test_yes_only_where_it_is_told_and_no_only_where_it_cannot_be(question: str, said: str | None) -> None:
    assert answer(question, RAID) == said


def test_another_number_of_the_same_thing_is_no() -> None:
    text = "Seven sailors drowned when the barge Sarn sank off Kelm."
    assert answer("Did seven sailors drown when the barge Sarn sank?", text) == "Yes"
    assert answer("Did 12 sailors drown when the barge Sarn sank?", text) == "No"


def test_the_other_end_of_the_way_is_no() -> None:
    text = "Piet Vos was extradited from Ilmar to Tessaria on Monday."
    assert answer("Was Piet Vos extradited to Tessaria?", text) == "Yes"
    assert answer("Was Piet Vos extradited to Ilmar?", text) == "No"


def test_what_is_denied_refused_or_only_possible_is_no_yes() -> None:
    assert answer("Did the council of Kelm pay the dockers?", "The council of Kelm did not pay the dockers.") == "No"
    assert answer("Did Olga Finn sign the treaty of Kelm?", "Olga Finn refused to sign the treaty of Kelm.") == "No"
    assert answer("Did Olga Finn sign the treaty of Kelm?", "Olga Finn may sign the treaty of Kelm.") is None


def test_what_one_may_do_is_told_by_what_one_has_the_power_to_do() -> None:
    text = "The board of Kelm may recommend, but it has no power to fine an owner."
    assert answer("Can the board of Kelm fine an owner?", text) == "No"
    assert answer("Can the board of Kelm fine an owner?", "The board of Kelm may fine an owner.") == "Yes"


def test_what_was_rejected_was_not_accepted() -> None:
    assert (
        answer("Did the council of Kelm accept the toll?", "The council of Kelm rejected the toll on Monday.") == "No"
    )
    assert (
        answer("Did the council of Kelm reject the toll?", "The council of Kelm rejected the toll on Monday.") == "Yes"
    )


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        ("Did the mayor of Kelm order the guard to shoot?", "The mayor of Kelm ordered the guard not to shoot.", "No"),
        ("Did the mayor of Kelm order the guard to shoot?", "The mayor of Kelm ordered the guard to shoot.", "Yes"),
        ("Did the mayor of Kelm order the guard not to shoot?", "The mayor of Kelm ordered the guard to shoot.", "No"),
        ("Did the board of Kelm promise to pay the men?", "The board of Kelm promised not to pay the men.", "No"),
        (
            "Did the mayor of Kelm tell the guard to shoot?",
            "The mayor of Kelm did not tell the guard not to shoot.",
            None,
        ),
    ],
)
def test_who_was_told_not_to_was_not_told_to(question: str, text: str, said: str | None) -> None:
    assert answer(question, text) == said


def test_whether_it_was_one_is_spoken_of_where_one_is() -> None:
    text = "Police in Kelm were treating the blast at Kelm as an accident."
    written = ask("Was the blast at Kelm an accident?", text)
    assert not written.refusal


def test_a_number_taken_back_is_no_and_the_correction_leads() -> None:
    report = "KELM, 2 May 2031 (VPA) - Thirty-one miners were killed in the mine at Kelm, the mayor said."
    correction = (
        "KELM, 4 May 2031 (VPA) - Correction: thirteen miners were killed in the mine at Kelm, not thirty-one as "
        "reported, the mayor said."
    )
    written = ask("Were thirty-one miners killed in the mine at Kelm?", report, correction)
    assert written.short_answers[0].text == "No"
    assert [(side.text, side.correction) for side in written.sides] == [("Yes", False), ("No", True)]
    assert answer("Were thirteen miners killed in the mine at Kelm?", correction) == "Yes, according to the mayor"


def test_who_says_so_stands_behind_the_yes() -> None:
    text = "The barge Sarn hit the pier at Kelm, the harbour master said."
    assert answer("Did the barge Sarn hit the pier?", text) == "Yes, according to the harbour master"


def test_an_accusation_that_is_denied_is_disputed() -> None:
    text = "The mayor of Kelm accused the Tarn Guard of burning the crane. Rain fell. The guard denied it."
    written = ask("Did the Tarn Guard burn the crane?", text)
    assert written.short_answers[0].text == "Disputed (claimed by the mayor of Kelm; denied by the guard)"
    assert [claim.text for claim in written.claims][:2] == [
        "The mayor of Kelm accused the Tarn Guard of burning the crane.",
        "The guard denied it.",
    ]


def test_sources_that_differ_stand_side_by_side() -> None:
    one = "The council of Kelm sold the mill to Olga Finn in May."
    other = "Nothing came of it: the council of Kelm never sold the mill to Olga Finn."
    written = ask("Did the council of Kelm sell the mill to Olga Finn?", one, other)
    assert written.short_answers[0].text == "Disputed"
    assert [side.text for side in written.sides] == ["Yes", "No"]


def test_what_the_documents_do_not_settle_is_said_in_words_with_the_nearest() -> None:
    written = ask("Did the Kelm Guard paint the depot on Sorrel Hill?", RAID)
    assert written.refusal
    assert "whether the Kelm Guard painted the depot on Sorrel Hill" in written.refusal.missing
    assert written.refusal.closest


def test_words_that_speak_of_it_and_decide_nothing_are_shown_not_refused() -> None:
    written = ask(
        "Did the Northern Guard take the mill at Lode?",
        "The largest loss was the mill at Lode. Fighters of the Northern Guard took it in May.",
    )
    assert written.refusal is None
    assert "Fighters of the Northern Guard took it in May." in [claim.text for claim in written.claims]
    assert not written.short_answers


def test_that_another_did_it_is_no_only_where_but_one_can_have() -> None:
    text = "Pakistan is a member of the Council of Kelm and sold fighters to Tessaria."
    assert answer("Is Ilmar a member of the Council of Kelm?", text) is None
    assert answer("Did Ilmar sell fighters to Tessaria?", text) is None
    assert answer("Did Ilmar build the bridge at Kelm?", "Pakistan built the bridge at Kelm.") == "No"


BLAMED = "Odo Vane blamed the Tarn dockers for the bombing of the Kelm mill."


@pytest.mark.parametrize(
    ("question", "told", "said"),
    [
        (
            "Did the Tarn dockers carry out the bombing of the Kelm mill?",
            BLAMED,
            "Not established (claimed by Odo Vane)",
        ),
        ("Were the Tarn dockers behind the bombing of the mill?", BLAMED, "Not established (claimed by Odo Vane)"),
        ("Did Odo Vane carry out the bombing of the Kelm mill?", BLAMED, None),
        (
            "Was the owner to blame for the fire?",
            "The mayor blamed the owner for the fire.",
            "Not established (claimed by the mayor)",
        ),
    ],
)
def test_who_is_blamed_is_not_said_to_have_done_it(question: str, told: str, said: str | None) -> None:
    assert answer(question, told) == said


def test_who_is_responsible_for_a_thing_did_no_deed() -> None:
    assert (
        answer("Was Vera Pohl responsible for the budget?", "Vera Pohl is responsible for the budget of Kelm.") == "Yes"
    )
