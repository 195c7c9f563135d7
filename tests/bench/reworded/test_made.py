import random

import pytest

from bench.reworded.change import CHANGES
from bench.reworded.forms import Forms
from bench.reworded.made import changed, reworded, sources
from bench.reworded.reword import voice
from bench.reworded.tidy import tidy
from rag.models.parser import parse

ARTICLE = (
    "The harbour slept. The pilot Ada Holt steered the ferry into the port of Brennick on Tuesday with 40 passengers."
    " Nobody spoke of it again. The mayor plans to sell the old lighthouse to a company from Velmouth in May 2024."
)


def change(kind: str, text: str, seed: int = 1) -> str:
    docs = parse([text])
    return CHANGES[kind](docs[0], Forms(docs), {"PERSON": ["Ida Roux"]}, random.Random(seed))


def test_an_active_sentence_becomes_passive() -> None:
    docs = parse(["The pilot steered the ferry into the port."])
    assert voice(docs[0], Forms(docs), random.Random(1)) == "The ferry was steered by the pilot into the port."


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("swap", "The guard attacked the smuggler.", "The smuggler attacked the guard."),
        ("negation", "The guard was hurt.", "The guard was not hurt."),
        ("done", "The crew tried to leave the island.", "The crew left the island."),
        ("done", "The crew will leave the island.", "The crew left the island."),
    ],
)
def test_one_thing_is_changed(kind: str, text: str, said: str) -> None:
    assert change(kind, text, 2).replace("never", "not") == said


@pytest.mark.parametrize(("kind", "held"), [("number", "40"), ("date", "Tuesday")])
def test_a_figure_or_a_day_is_another(kind: str, held: str) -> None:
    text = "The ferry left with 40 people on Tuesday."
    made = change(kind, text)
    assert made
    assert held not in made


def test_what_cannot_be_changed_is_left_alone() -> None:
    assert change("number", "The guard slept.") == ""
    assert change("swap", "The guard slept.") == ""


def test_claims_are_made_with_their_place_and_are_the_same_again() -> None:
    runs = []
    for _ in range(2):
        chance = random.Random(4)
        given = sources([ARTICLE], chance, 2)
        kept = reworded(given.places, given.docs, given.forms, chance)
        false = changed(given, given.places, given.docs, dict.fromkeys(CHANGES, 1.0), chance)
        runs.append((kept, false))
    assert runs[0] == runs[1]
    assert len(given.places) == 2
    assert kept and false
    assert all(m.claim != m.place.text for m in kept + false)


def test_a_cut_end_leaves_no_dangling_word() -> None:
    assert tidy("the guard slept , and.") == "The guard slept."
    assert tidy('"We left."') == '"We left."'
