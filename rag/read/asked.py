"""What a question sets: words with their weights, names, numbers and days that its evidence should hold."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rag.domain.answers import Question
from rag.index.analysis import question_terms, terms
from rag.language.dates import find_dates
from rag.language.names import names, numbers

# Words that any sentence may hold: they say nothing about whether it answers.
_LIGHT = frozenset(
    ["the", "a", "an", "of", "in", "on", "at", "to", "by", "for", "from", "with", "and", "or", "be", "is", "are", "was"]
    + [
        "were",
        "been",
        "has",
        "have",
        "had",
        "it",
        "it",
        "their",
        "his",
        "her",
        "he",
        "she",
        "they",
        "that",
        "this",
        "ani",
    ]
    + [
        "there",
        "take",
        "took",
        "place",
        "happen",
        "occur",
        "carri",
        "out",
        "name",
        "much",
        "mani",
        "can",
        "could",
        "will",
    ]
    + [
        "would",
        "as",
        "befor",
        "after",
        "not",
        "into",
        "about",
        "accord",
        "against",
        "dure",
        "under",
        "who",
        "than",
        "if",
    ]
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Words as written, the weights of their terms, each name as its terms, numbers and dates (ISO prefixes)."""

    words: tuple[str, ...]
    weights: Mapping[str, float]
    names: Mapping[str, frozenset[str]]
    numbers: tuple[str, ...]
    dates: tuple[str, ...]


def asked(question: Question, sentences: Iterable[frozenset[str]]) -> Asked:
    """The question weighed against the sentences found: a word that they all hold tells none of them apart."""
    found = list(sentences)
    counts = Counter(term for held in found for term in held)
    undated = _without_dates(question.text)
    weights = {
        term: math.log((1 + len(found) / (counts[term] + 0.5)) / 2)
        for term in question_terms(undated)
        if term not in _LIGHT
    }
    return Asked(
        tuple(re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", undated)),
        {term: max(weight, 0.05) for term, weight in weights.items()},
        {name: frozenset(terms(name)) - _LIGHT for name in names(undated)},
        tuple(numbers(undated)),
        question.dates or tuple(found.iso for found in find_dates(question.text, None)),
    )


def _without_dates(text: str) -> str:
    """The days are matched as days, so that the 3 of "3 January" is no word."""
    for date in reversed(find_dates(text, None)):
        text = text[: date.start] + " " + text[date.end :]
    return re.sub(r"\s+", " ", text)
