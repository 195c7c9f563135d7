import pytest

from rag.domain.answers import NO_FILTERS
from rag.read.evidence import evidence
from rag.read.extractive import draft
from rag.read.refusal import doubted, gap_of
from rag.retrieve.question import parse
from rag.verify.support import supported
from tests.hashed_words import HashedWords
from tests.rag.read.world import ask, hits

WEIR = "The weir of Tamsin broke on 5 May 2011. The miller Jost Hale rebuilt it for 4,100 crowns."


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Who rebuilt the weir of Brannoch?", "Brannoch"),
        ("Who hunted bears in the forest of Ullin?", "Ullin"),
        ("What may the 412 partners do?", "412"),
        ("What happened to the weir of Tamsin on 6 June 2011?", "6 June 2011"),
        ("Which singer married the archbishop?", "singer"),
        ("Who hurt the girl in Tamsin, San Pelayo?", "girl and San Pelayo"),
        ("Who told Tamsin?", "do not say who"),
        ("What did the crowns tell?", "no passage found answers this"),
    ],
)
def test_what_is_nowhere_is_named_and_the_closest_shown(question: str, named: str) -> None:
    written = ask(question, WEIR)
    assert written.refusal
    assert named in written.refusal.missing
    assert not written.claims
    assert not written.short_answers
    assert all(WEIR[c.start : c.end] == c.quote for c in written.refusal.closest)


@pytest.mark.parametrize(
    "question",
    [
        "Who rebuilt the weir of Tamsin?",
        "What happened to the weir of Tamsin on 5 May 2011?",
        "How much did the miller Jost Hale rebuild it for?",
        "Did the Tamsin weir break?",
    ],
)
def test_what_is_there_is_not_refused(question: str) -> None:
    assert ask(question, WEIR).claims


def test_a_name_is_there_in_its_adjective() -> None:
    assert ask("Who shelled the port in Peru?", "The Peruvian navy shelled the port.").claims


def test_the_country_of_a_place_may_go_unsaid() -> None:
    assert ask("Who shelled the port of Paita, Peru?", "The navy shelled the port of Paita.").claims


def test_a_country_is_spoken_of_where_its_capital_is() -> None:
    report = "OSLO, 9 MAY 1988 -- A bomb destroyed the ferry office today."
    assert ask("What was destroyed in Norway?", report).claims
    refused = ask("What was destroyed in Sweden?", report)
    assert refused.refusal
    assert refused.refusal.missing == "Sweden: no passage found speaks of it"


def test_a_name_of_which_most_stands_there_is_not_missing_by_its_particle() -> None:
    told = hits("The Salvadoran navy left the port of Paita.")
    question = parse("Who painted the port in Paita, El Salvador?", NO_FILTERS, None)
    asked, ranked = evidence(question, told, HashedWords().embed)
    assert doubted(asked, ranked, likely=0.0) == "painted: no passage found speaks of it"


def test_nothing_found_is_a_refusal() -> None:
    written = draft(parse("Who came?", NO_FILTERS, None), [], HashedWords().embed, supported)
    assert written.refusal
    assert written.refusal.closest == ()


def test_a_byline_comes_no_closer() -> None:
    written = ask(
        "Who rebuilt the weir of Brannoch?", "The weir of Tamsin\n\nBy Ilse Varga of Brannoch\n\nIt broke in May."
    )
    assert written.refusal and [c.quote for c in written.refusal.closest] == ["It broke in May."]


def test_a_copy_of_what_comes_closest_is_not_shown_again() -> None:
    written = ask("Who hunted bears in the forest of Ullin?", WEIR, WEIR)
    assert written.refusal
    quotes = [citation.quote for citation in written.refusal.closest]
    assert len(quotes) == len(set(quotes)) == 2


def test_no_word_is_called_missing_that_stands_in_what_comes_closest() -> None:
    told = hits("The singer left the town of Lode.", "A ferryman came to Lode and slept.")
    asked, ranked = evidence(parse("Which singer hired the ferryman?", NO_FILTERS, None), told, HashedWords().embed)
    assert len(ranked) == 2
    assert doubted(asked, ranked, likely=0.0) == "hired: no passage found speaks of it"
    assert doubted(asked, ranked, likely=1.0) is None


def test_a_question_word_is_never_called_missing() -> None:
    told = hits("There was no vote in Lode, because the bridge was down.")
    asked, ranked = evidence(parse("Why was the vote boycotted?", NO_FILTERS, None), told, HashedWords().embed)
    assert doubted(asked, ranked, likely=0.0) == "boycotted: no passage found speaks of it"


@pytest.mark.parametrize(
    ("question", "gap"),
    [
        ("Who carried out the attack on the mayor?", "culprit"),
        ("Who was accused of the attack on the mayor?", "culprit"),
        ("Who was behind the attack on the mayor?", "culprit"),
        ("Who was the builder of the lighthouse?", "who"),
        ("Who was killed in the attack?", "whom"),
        ("Who was the victim or intended human target of the attack?", "whom"),
        ("Who has been held since May?", "whom"),
        ("Whom did they kill?", "whom"),
        ("Where was the mayor killed?", "where"),
    ],
)
def test_who_did_it_is_another_question_than_to_whom_it_was_done(question: str, gap: str) -> None:
    assert gap_of(parse(question, NO_FILTERS, None)) == gap
