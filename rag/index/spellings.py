"""Other spellings of a name: Yusuf al-Harbuni and Youssef el-Harbouny have the same consonants."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

# Romanisations that stand for one sound, longer ones first.
_SOUNDS = (("ph", "f"), ("ck", "k"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("tz", "s"), ("ts", "s"))
_LETTERS = str.maketrans("qczwxj", "kksvsy")
_SHORTEST = 4
_FEWEST_SOUNDS = 3
_MOST = 4


def has_variants(term: str) -> bool:
    """Short terms and those with digits have none: too many would sound alike."""
    return len(term) >= _SHORTEST and term.isalpha() and len(skeleton(term)) >= _FEWEST_SOUNDS


def variants(term: str, vocabulary: Iterable[str]) -> dict[str, float]:
    """Terms of `vocabulary` that sound like `term`, each with its likeness in (0, 1]; the four likest."""
    sound = skeleton(term)
    alike = {
        other: SequenceMatcher(None, term, other).ratio()
        for other in vocabulary
        if len(other) >= _SHORTEST and skeleton(other) == sound
    }
    return dict(sorted(alike.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST])


# The vocabulary is gone through for every name that is not in it: 5 µs a term the first time.
@lru_cache(maxsize=200_000)
def skeleton(term: str) -> str:
    """The consonants by their sound, each run once, vowels only where the term begins with one."""
    for written, sound in _SOUNDS:
        term = term.replace(written, sound)
    term = re.sub(r"^[aeiou]+", "a", term.translate(_LETTERS))
    return re.sub(r"(.)\1+", r"\1", term[:1] + re.sub("[aeiouy]", "", term[1:]))
