"""Follow-up questions of conversations, made self-contained from their own rewritten earlier turns.

The product hands over the short answers as well; this data has none.
"""

from collections import Counter
from itertools import groupby

from bench.figures import mean, plain
from bench.setup import Result, Row, Setup, rows
from rag.domain.turns import Turn
from rag.retrieve.followup import self_contained


def run(setup: Setup) -> Result:
    """F1 of the words added to the turns that a person rewrote, and the share left alone of those a person left."""
    turns = list(rows(setup.data / "followups" / "turns.jsonl"))
    items = [item for _, talk in groupby(turns, key=lambda t: t["conversation"]) for item in _conversation(list(talk))]
    figures = {
        "added_words_f1": mean([i["f1"] for i in items if i["rewritten"]]),
        "left_alone": mean([i["f1"] for i in items if not i["rewritten"]]),
    }
    return figures, items


def _conversation(turns: list[Row]) -> list[Row]:
    earlier: list[Turn] = []
    items = []
    for turn in turns:
        given = self_contained(turn["raw"], earlier)
        earlier.append(Turn(given))
        asked, expected, said = (plain(text).split() for text in (turn["raw"], turn["resolved"], given))
        rewritten = asked != expected
        f1 = added_f1(asked, expected, said) if rewritten else float(asked == said)
        items.append({**turn, "given": given, "rewritten": rewritten, "f1": f1})
    return items


def added_f1(asked: list[str], expected: list[str], said: list[str]) -> float:
    """F1 of the words that `said` has more of than `asked`, against those of `expected`."""
    right, given = Counter(expected) - Counter(asked), Counter(said) - Counter(asked)
    if not right or not given:
        return float(right == given)
    both = (right & given).total()
    return 2 * both / (right.total() + given.total())
