import pytest

from tests.rag.read.world import ask, short


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("Who raided the depot at Kelm?", "The depot at Kelm was raided by the Coast Guard.", "Coast Guard"),
        ("Who raided the depot at Kelm?", "Soldiers of the Tarn garrison raided the depot at Kelm.", "Tarn garrison"),
        ("What did the Tarn garrison raid?", "Soldiers of the Tarn garrison raided a depot at Kelm.", "depot"),
        ("Who was arrested in Kelm?", "Police in Kelm arrested the printer Olaf Brandt on Monday.", "Olaf Brandt"),
        (
            "Who was the captain of the Lady Sarn?",
            "The captain of the Lady Sarn, Piet Vos, 51, swam ashore.",
            "Piet Vos",
        ),
        ("Whose house burnt in Kelm?", "The house of Marta Ruhl in Kelm burnt down.", "Marta Ruhl"),
        ("How many sailors drowned off Kelm?", "Seventeen sailors drowned off Kelm.", "Seventeen"),
        ("How much did Olga Finn pay for the mill?", "Olga Finn paid 3.5 million crowns for the mill.", "3.5 million"),
        (
            "How large was the loss of the bank of Kelm?",
            "The loss of the bank of Kelm was put at €850,000.",
            "€850,000",
        ),
        ("When did the mill at Kelm burn?", "The mill at Kelm burnt on 2 May 1990.", "2 May 1990"),
        (
            "Where was the treaty with Ilmar signed?",
            "The treaty with Ilmar was signed in Port Kelm in June.",
            "Port Kelm",
        ),
        ("Which party did the envoy of Kelm join?", "The envoy of Kelm joined the Lantern party.", "Lantern"),
        ("Who owns the ferry of Kelm?", "The ferry of Kelm sank. The owner, Sarn Lines, said nothing.", "Sarn Lines"),
        ("Who manages the mine at Kelm?", "The mine's manager at Kelm, Bertil Krane, was away.", "Bertil Krane"),
        ("Who owns the mine at Kelm?", "# The mine at Kelm\n- **Owner:** Coal and Lime; 61 per cent", "Coal and Lime"),
        (
            "Who claimed responsibility for the blast at Kelm?",
            "A group calling itself the Free Coast Brigade claimed responsibility for the blast at Kelm.",
            "Free Coast Brigade",
        ),
        (
            "Who was jailed in Kelm?",
            "The former mayor of Kelm, Teodor Halvik, was jailed in Kelm on Monday for nine years.",
            "Teodor Halvik",
        ),
        ("Who is Greta Halm?", "Greta Halm, who represents the miners' union at Kelm, said no.", "the miners' union"),
        (
            "What did the commission fine the works at Kelm for?",
            "The commission has fined the works at Kelm 2.4 million crowns for letting lime into the brook.",
            "letting lime",
        ),
        ("Who headed the inquiry of Kelm?", "**Ana Merz.** Swiss lawyer. Headed the inquiry of Kelm.", "Ana Merz"),
        ("Who was absent in Kelm?", "Board of Kelm\nPresent: K. Olsen, M. Drey\nAbsent: P. Rook", "P. Rook"),
        ("Who commands the Kelm Guards?", "Unit: Kelm Guards | Lost: 7 | Commander: Major Ilse Tarn", "Ilse Tarn"),
    ],
)
def test_short_answers_by_what_is_asked(question: str, text: str, answer: str) -> None:
    assert answer in (short(question, text) or "")


@pytest.mark.parametrize(
    ("question", "not_this"),
    [
        ("Who attacked the Ravik militia near Ostrel?", "Ravik"),
        ("Whom did the Sellan Guard attack near Ostrel?", "Sellan"),
    ],
)
def test_who_did_it_and_to_whom_never_change_places(question: str, not_this: str) -> None:
    answer = short(question, "The Sellan Guard attacked the Ravik militia near Ostrel on Friday.")
    assert answer
    assert not_this not in answer


def test_a_day_is_resolved_by_the_report_and_its_word_stands_in_the_claim() -> None:
    written = ask("When did the mill at Kelm burn?", "The mill at Kelm burnt down yesterday.", published="1990-05-03")
    assert [answer.text for answer in written.short_answers] == ["2 May 1990"]
    assert "yesterday" in written.claims[0].text


def test_wire_copy_in_capitals_is_read_and_quoted_as_printed() -> None:
    text = "PORT VALE, 4 MAR 88 (XNA) -- [TEXT] TERRORISTS OF THE THIRD COLUMN KIDNAPPED\nTWO PEASANTS NEAR EL ROBLE."
    written = ask("Who kidnapped the peasants near El Roble?", text, published="1988-03-04")
    assert written.short_answers[0].text == "TERRORISTS OF THE THIRD COLUMN"
    assert "KIDNAPPED\nTWO PEASANTS" in written.claims[0].citations[0].quote
    assert "\n" not in written.claims[0].text


@pytest.mark.parametrize("question", ["Why did the mill at Kelm burn down?", "What happened to the mill?"])
def test_where_no_span_is_an_answer_there_is_none(question: str) -> None:
    written = ask(question, "The mill at Kelm burnt down on Monday because of a lamp.")
    assert written.claims
    assert not written.short_answers


def test_the_sentence_of_the_short_answer_comes_first_and_is_its_proof() -> None:
    text = "The bell of Kelm was famous in Kelm. Everyone in Kelm loved the bell. Leo Pym stole the bell of Kelm."
    written = ask("Who stole the bell of Kelm?", text)
    assert written.claims[0].text == "Leo Pym stole the bell of Kelm."
    assert written.short_answers[0].citations == written.claims[0].citations


def test_copies_of_one_sentence_are_one_claim() -> None:
    wire = "Nine miners were killed when the Harth mine collapsed on Monday, the mines officer said."
    written = ask("How many miners were killed in the Harth mine?", wire, f"{wire} More later.", f"KELM -- {wire}")
    assert len(written.claims) == 1


def test_at_most_three_claims_each_quoted_letter_by_letter() -> None:
    text = " ".join(f"The ferry of Kelm hit pier {n} and {word} burnt." for n, word in enumerate("abcdefgh"))
    written = ask("What did the ferry of Kelm hit?", text)
    assert 1 <= len(written.claims) <= 3
    for claim in written.claims:
        for citation in claim.citations:
            assert text[citation.start : citation.end] == citation.quote


def test_a_sibling_row_of_the_table_is_no_evidence() -> None:
    rows = "Unit: Kelm Guards | Lost: 7 | Commander: Ilse Tarn\nUnit: Tarn Rifles | Lost: 9 | Commander: Noah Sedge"
    written = ask("Who was the commander of the Kelm Guards?", rows)
    assert "Sedge" not in " ".join(claim.text for claim in written.claims)


def test_a_byline_is_no_evidence_beside_a_sentence() -> None:
    text = (
        "Harbour board denies the toll plan\n\nBy Marta Ruhl\n\nThe harbour board on Tuesday denied a plan for a toll."
    )
    written = ask("Who denied the toll plan?", text)
    assert written.short_answers[0].text.lower() == "harbour board"
    assert "By Marta Ruhl" not in [claim.text for claim in written.claims]


def test_who_somebody_is_is_told_in_sentences() -> None:
    text = "ORSA, 4 May 1990 (VPA) - The grain trader Olaf Brandt has bought the silo at Kelm. Olaf Brandt is 51."
    written = ask("Who is Olaf Brandt?", text)
    assert "grain trader" in written.claims[0].text + written.claims[-1].text
    assert all(answer.text != "ORSA" for answer in written.short_answers)


def test_a_value_is_not_given_without_the_correction_that_takes_it_back() -> None:
    report = "KELM, 2 May 1990 (VPA) - The envoy came to Kelm with a party of 14 clerks on Tuesday."
    correction = (
        "Correction: our report of 2 May gave the party of the envoy who came to Kelm as 14 clerks. "
        "The party had nine clerks."
    )
    written = ask("How many clerks came to Kelm with the envoy?", report, correction)
    assert [answer.text for answer in written.short_answers] == ["nine"]
    assert [(side.text, side.correction) for side in written.sides] == [("14", False), ("nine", True)]


def test_nobody_is_accused_by_another_deed() -> None:
    text = (
        "The largest single loss was the ammunition plant at Kelm. Fighters took it on 14 August. The army had moved "
        "the machines for mortar bombs out of the plant a week earlier, two engineers told the institute."
    )
    assert short("Who attacked the plant at Kelm?", text) is None
    assert short("Who moved the machines out of the plant at Kelm?", text) == "army"


def test_who_chairs_one_committee_does_not_chair_another() -> None:
    text = "Ian Gibb, who chairs the science and farming committee, was wrong. The joint committee on harbours met."
    assert not ask("Who chairs the joint committee on harbours?", text).short_answers
    assert ask("Who chairs the science and farming committee?", text).short_answers[0].text == "Ian Gibb"


def test_the_owner_is_who_owns_it() -> None:
    text = "“We have it under control,” said Vera Pohl of Kelm Works. Kelm Works is majority owned by Aris Prem."
    assert ask("Who is the majority owner of Kelm Works?", text).short_answers[0].text == "Aris Prem"


def test_a_headline_that_does_not_tell_the_deed_names_nobody() -> None:
    text = "Death rate shocks members\n\nThe joint committee on harbours said that deaths had risen in every harbour."
    assert not ask("Who chairs the joint committee on harbours?", text).short_answers


def test_which_one_is_told_by_its_name() -> None:
    text = "The local film Lost in Velmouth won the prize for the best story at Kelm."
    assert (
        ask("Which film won the prize for the best story at Kelm?", text)
        .short_answers[0]
        .text.endswith("Lost in Velmouth")
    )
