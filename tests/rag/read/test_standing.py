import pytest

from rag.domain.answers import Standing
from rag.domain.text import Document, Reading
from rag.read.standing import hedged, standing


def of(text: str, span: str | None = None) -> Standing:
    document = Document(1, "1", ("a.txt",), Reading(text, "text/plain"))
    at = (text.index(span), text.index(span) + len(span)) if span else None
    return standing(document, 0, len(text), at)


@pytest.mark.parametrize(
    ("text", "status", "source"),
    [
        ("The mill burnt down on Monday.", "reported", ""),
        ("The mayor accused the Tarn Guard of the raid.", "claimed", "The mayor"),
        ("THE MAYOR SAID THE GUARD BURNT THE MILL.", "claimed", "THE MAYOR"),
        ("The Guard was accused by the mayor.", "claimed", "the mayor"),
        ("The mill was burnt by the Guard, according to Olaf Brandt.", "claimed", "Olaf Brandt"),
        ("The treasurer, Pia Westen, said that the mill had burnt.", "claimed", "Pia Westen"),
        ("Two clerks who were told of the fire said that the mill had burnt.", "claimed", "Two clerks"),
        ("The clerks who had seen it said that the mill burnt.", "claimed", "The clerks"),
        ("The mill burnt twice, said the mayor.", "claimed", "the mayor"),
        ("The ministry on Tuesday said that the mill had burnt.", "claimed", "The ministry"),
        ("Two printers are suspected of the raid.", "suspected", ""),
        ("Police could not determine who set the fire.", "suspected", ""),
        ("The Tarn Guard denied the raid.", "denied", "The Tarn Guard"),
        ("The council plans to close the mill.", "planned", ""),
    ],
)
def test_the_words_of_a_sentence_tell_its_standing(text: str, status: str, source: str) -> None:
    found = of(text)
    assert (found.status, found.source) == (status, source)


def test_who_denies_one_thing_and_says_another_claims_the_other() -> None:
    told = of("The militia denied it and said that the army had planted the bomb.", "army")
    assert told == Standing("claimed", "The militia")


def test_only_the_clause_of_the_answer_counts() -> None:
    text = "Olaf Brandt burnt the mill, but the Tarn Guard denied the raid."
    assert of(text, "Olaf Brandt").status == "reported"
    assert of(text, "raid") == Standing("denied", "the Tarn Guard")


def test_who_accuses_is_told_by_the_report_itself() -> None:
    text = "The mayor accused the Tarn Guard of the raid."
    assert of(text, "mayor").status == "reported"
    assert of(text, "Tarn Guard").status == "claimed"


def test_a_short_answer_carries_its_doubt() -> None:
    assert hedged("the Guard") == hedged("the Guard", Standing()) == "the Guard"
    both = (Standing("claimed", "the mayor"), Standing("denied", "the Guard"))
    assert hedged("the Guard", *both) == "the Guard (claimed by the mayor; denied by the Guard)"
    assert hedged("two printers", Standing("suspected")) == "two printers (suspected)"


def test_a_spokesman_set_between_commas_is_the_source() -> None:
    text = "Ivo Pell, a spokesman for the dockers, accused the Guard of the raid."
    assert of(text, "Guard") == Standing("claimed", "a spokesman for the dockers")


def test_what_stands_before_a_relative_clause_is_not_what_that_claims() -> None:
    assert of("The mill was raided by the Guard, which said that it found rifles.", "Guard") == Standing()


def test_who_is_charged_with_a_duty_is_accused_of_nothing() -> None:
    assert of("The Speaker leads debates in Kelm and is charged with ensuring order.", "Speaker") == Standing()
