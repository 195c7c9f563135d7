import random

import pytest

from rag.language.sentences import sentences
from training.long_evidence import long_pairs
from training.support import LABEL_OF, SUPPORTED, UNSETTLED, Pair

FILLER = "Barley was sown late around {0} that year. The harvest of {0} was small and wet. Few travellers came."
ARTICLE = (
    "The pilot Ada Holt steered the ferry Aurelia into the port of {0} on Tuesday with 40 passengers. "
    f"{FILLER} {FILLER} "
    "The mayor Ida Roux sold the old lighthouse of {0} to a company from Velmouth for two million crowns. "
    f"{FILLER} {FILLER}"
)
PLACES = ["Lode", "Brennick", "Orsa", "Marchek", "Tilbury", "Stavel"]


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    return long_pairs([ARTICLE.format(place) for place in PLACES], random.Random(5))


def test_kinds_have_their_labels(pairs: list[Pair]) -> None:
    labels = {kind: row.label for kind, row in pairs}
    assert labels["kept.long"] == labels["kept.two"] == labels["kept.lead"] == SUPPORTED
    assert labels["caught.long.missing"] == labels["caught.two.missing"] == labels["caught.lead"] == UNSETTLED
    changed = {kind.split(".")[-1]: label for kind, label in labels.items() if ".long.changed." in kind}
    assert changed
    assert all(label == LABEL_OF[kind] for kind, label in changed.items())


def test_what_is_missing_stands_nowhere_in_the_evidence(pairs: list[Pair]) -> None:
    rows = [row for kind, row in pairs if kind == "caught.long.missing"]
    assert rows
    for row in rows:
        words = set(row.first.rstrip(".").split())
        assert all(len(words & set(row.context[s:e].split())) < len(words) / 2 for s, e in sentences(row.context))


def test_a_claim_of_two_facts_is_longer_than_those_of_one(pairs: list[Pair]) -> None:
    lengths: dict[str, list[int]] = {}
    for kind, row in pairs:
        lengths.setdefault(kind, []).append(len(row.first.split()))
    assert min(lengths["kept.two"]) > min(lengths["kept.long"])


def test_a_lead_is_not_in_its_evidence(pairs: list[Pair]) -> None:
    assert all(row.first not in row.context for kind, row in pairs if kind.endswith("lead"))
