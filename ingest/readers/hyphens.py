"""Words broken at a line's end: which hyphens were the typesetter's, and which are the word's own."""

import re
from collections import Counter
from collections.abc import Iterable

# First parts that English writes with a hyphen more often than as one word with what follows.
_WITH_HYPHEN = frozenset(
    ("well", "ill", "self", "half", "quarter", "cross", "ex", "vice", "so", "non", "all", "high", "low", "long")
    + ("short", "full", "part", "left", "right", "far", "near", "old", "new", "hard", "soft", "deep", "free", "best")
    + ("first", "second", "third", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    + ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "much", "anti", "pro", "state")
)
_HANGING = frozenset(("and", "or", "to", "und", "oder", "et", "ou", "y", "o", "e", "bis"))
_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def vocabulary(words: Iterable[str]) -> Counter[str]:
    """How often each word stands unbroken in the document."""
    return Counter(found.lower() for word in words for found in _LETTERS.findall(word) if not word.endswith("-"))


def joined(first: str, second: str, known: Counter[str]) -> str:
    """What stands for `first`, which ends in a hyphen, before `second` on the next line: without its hyphen or with it.

    What the rest of the document writes decides, then the first part of the word.
    """
    stem, rest = first[:-1], _LETTERS.match(second)
    part = re.search(r"[^\W\d_]+(?:-[^\W\d_]+)*$", stem)
    if not part or not rest:
        return first
    if rest[0] in _HANGING:
        return first + " "
    whole, parted = (part[0] + rest[0]).lower(), f"{part[0]}-{rest[0]}".lower()
    if known[whole] != known[parted]:
        return stem if known[whole] > known[parted] else first
    return first if part[0].lower() in _WITH_HYPHEN or not rest[0][0].islower() else stem
