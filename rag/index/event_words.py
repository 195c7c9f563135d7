"""Words that reports use for one kind of event: asked about an attack, a report may tell of an ambush or a bomb."""

from collections.abc import Collection, Mapping

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


def related(asked: Collection[str]) -> frozenset[str]:
    """The terms of all kinds of event that one of these terms names, and none where none does."""
    return frozenset[str]().union(*(kind for kind in _KINDS if not kind.isdisjoint(asked)))


def with_related(asked: Mapping[str, float]) -> dict[str, float]:
    """The terms of a question with their weights, and those of the kinds of event that it names, at WEIGHT."""
    return dict.fromkeys(sorted(related(asked)), WEIGHT) | dict(asked)
