"""What a bag of words cannot know: whether the words of a name stand together, and when a report came out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from rag.domain.answers import Hit, Question
from rag.index.analysis import terms

# Measured on every fifth question of incidents/dev: right report first .724, with DAYS .735, with both .742; among the
# first five .91, .92, .926.
DAYS = 0.6
TOGETHER = 0.4
# A report from before the day asked for can hardly tell of it.
BEFORE = -0.5


def near(question: Question, hits: Sequence[Hit]) -> list[Hit]:
    """All hits, moved up by how soon after the day asked for their report came out, and by each pair of words of a
    name that stands in them as it stands in the question."""
    days = [date.fromisoformat(iso) for iso in question.dates if len(iso) == 10]
    pairs = _name_pairs(question.words)
    moved = [_moved(hit, days, pairs) for hit in hits]
    return sorted(moved, key=lambda hit: (-hit.score, hit.passage.id))


def _moved(hit: Hit, days: Sequence[date], pairs: frozenset[tuple[str, str]]) -> Hit:
    together = float(len(pairs.intersection(pairwise(terms(hit.passage.text)))) if pairs else 0)
    published = hit.document.metadata.published_on or ""
    soon = _soonness(date.fromisoformat(published), days) if days and len(published) == 10 else 0.0
    told = {name: value for name, value in (("together", together), ("soon", soon)) if value}
    parts = {**hit.parts, **told}
    return replace(hit, score=hit.score + TOGETHER * together + DAYS * soon, parts=parts)


def _soonness(published: date, days: Iterable[date]) -> float:
    """1 on the day, 1/2 the day after, 1/3 …; BEFORE ahead of every day asked for."""
    return max(1 / (1 + gap) if (gap := (published - day).days) >= 0 else BEFORE for day in days)


def _name_pairs(words: str) -> frozenset[tuple[str, str]]:
    """Neighbouring terms of names, told by their capitals, as terms()."""
    named = frozenset(terms(" ".join(word for word in words.split()[1:] if word[0].isupper())))
    return frozenset(pair for pair in pairwise(terms(words)) if named.issuperset(pair))
