"""Words that reports use for one kind of event: asked about an attack, a report may tell of an ambush or a bomb."""

from collections.abc import Mapping

from rag.index.analysis import terms

# What a question does not say itself counts for so much of a word in it. Measured on incidents/dev: right report
# first .742 → .743, among the first five .926 → .932; at .1 .742 and .927.
WEIGHT = 0.25

_KINDS = tuple(
    frozenset(terms(words))
    for words in (
        "attack raid assault ambush bomb shot shoot kill murder",
        "bomb blast explode explosion dynamite detonate",
        "kill murder assassinate slay dead death die",
        "wound injure hurt casualty",
        "kidnap abduct hostage seize captive",
        "arrest detain capture custody",
        "rob steal loot theft robbery",
        "arson burn fire ablaze torch",
        "protest demonstrate demonstration march rally",
        "resign quit resignation",
        "appoint nominate appointment successor",
        "accuse blame accusation allege",
        "sign agree agreement accord treaty pact deal",
        "meet meeting talk negotiate summit",
        "invade occupy invasion occupation",
        "fund finance pay grant loan",
        "buy purchase acquire sell",
        "collapse crash accident disaster",
    )
)
# Of the first kind these are told by all of it, the others not by these.
_ATTACK = frozenset(terms("attack raid assault ambush bomb"))


def told_by(term: str) -> frozenset[str]:
    """The terms that may tell of the same event: an attack is told by a killing, a killing not by an attack."""
    kinds = _KINDS if term in _ATTACK else _KINDS[1:]
    return frozenset([term]).union(*(kind for kind in kinds if term in kind))


def with_related(asked: Mapping[str, float]) -> dict[str, float]:
    """The terms of a question with their weights, and those of the kinds of event that it names, at WEIGHT."""
    related = frozenset[str]().union(*(kind for kind in _KINDS if not kind.isdisjoint(asked)))
    return dict.fromkeys(sorted(related), WEIGHT) | dict(asked)
