"""The sentences that an answer shows, each a quotation."""

import re
from collections.abc import Sequence
from functools import lru_cache

from rag.domain.answers import Claim, on_one_line
from rag.index.analysis import terms
from rag.read.asked import Asked
from rag.read.evidence import Sentence, is_heading
from rag.read.standing import standing
from rag.read.twins import retold

CLAIMS = 3
# A further sentence is worth showing from this share of the best one's score on.
WORTH_SHOWING = 0.45
# Two sentences with more of their words in common than this say the same.
SAME = 0.7
_LABEL = re.compile(r"(?:^|\| )([^|:]{1,60}):(?= )")


def claim(sentence: Sentence) -> Claim:
    citation = sentence.citation
    told = standing(sentence.document, sentence.start, sentence.end)
    return Claim(on_one_line(citation.quote), (citation,), standing=told)


def claims(
    asked: Asked, first: Sequence[Sentence], ranked: Sequence[Sentence], most: int = CLAIMS
) -> tuple[Claim, ...]:
    """At most so many, those of `first` before the others, of these none from a document about another of two alike."""
    ordered = dict.fromkeys([*first, *(s for s in ranked if not first or names_as_much(asked, first[0], s))])
    return tuple(claim(sentence) for sentence in _distinct(list(ordered), len(first), most))


def names_as_much(asked: Asked, best: Sentence, other: Sentence) -> bool:
    """Whether the document of `other` holds each name of the question that the one of `best` does."""
    wanted = [parts for parts in asked.names.values() if parts]
    return all(_held(asked, parts, other) for parts in wanted if _held(asked, parts, best))


def _held(asked: Asked, parts: frozenset[str], sentence: Sentence) -> bool:
    told = _terms_of(sentence.document.text).union(*sentence.around)
    return all(not told.isdisjoint(asked.forms.get(part, {part})) for part in parts)


@lru_cache(maxsize=64)
def _terms_of(text: str) -> frozenset[str]:
    return frozenset(terms(text))


def _distinct(ranked: Sequence[Sentence], proofs: int, most: int) -> list[Sentence]:
    """The first sentences, without those that repeat one before them or stand beside it in a table, and behind the
    proofs none that is not worth showing."""
    chosen: list[Sentence] = []
    for at, sentence in enumerate(ranked):
        if len(chosen) >= most or (at >= proofs and sentence.score < WORTH_SHOWING * ranked[0].score):
            break
        if chosen and at >= proofs and is_heading(sentence):
            # A headline or a byline proves nothing beside a sentence.
            continue
        # Of two that tell the values that differ, or the members of a list, each is needed.
        repeats = _says_again if at < proofs else _is_like
        if not any(repeats(sentence, other) for other in chosen):
            # Who says the same of another is heard at once, not taken for a copy.
            other = retold(sentence, ranked)
            chosen += [sentence, other] if other and other not in chosen else [sentence]
    return chosen[:most]


def _says_again(one: Sentence, other: Sentence) -> bool:
    return on_one_line(one.text) == on_one_line(other.text)


def _is_like(one: Sentence, other: Sentence) -> bool:
    return shared(one, other) >= SAME or sibling_rows(one, other)


def shared(one: Sentence, other: Sentence) -> float:
    """The share of the shorter one's terms that both hold."""
    return len(one.terms & other.terms) / (min(len(one.terms), len(other.terms)) or 1)


def sibling_rows(one: Sentence, other: Sentence) -> bool:
    """Whether both are rows of one table, with its headings for labels: they tell of different things."""
    labels = _LABEL.findall(one.text)
    return len(labels) > 1 and labels == _LABEL.findall(other.text)
