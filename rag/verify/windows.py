"""The parts of long evidence that a claim may rest on."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.index.analysis import terms
from rag.language.sentences import sentences

# Evidence of so many words is looked at whole.
WHOLE = 130
LONGEST = 3
BEST = 3
NEAREST = 6
# A sentence with less than this share of what the best holds adds nothing, and each costs some milliseconds.
LEAST = 0.25
# A claim rests on neighbouring sentences: far apart, words mean other things.
TOGETHER = 5
# A longer part must hold more to be worth its words.
PER_WORD = 0.0005


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence on one line, with its index terms in order."""

    text: str
    terms: tuple[str, ...]


def cut(evidence: str) -> list[Sentence]:
    """Its sentences, or all of it as one."""
    spans = sentences(evidence) or [(0, len(evidence))]
    lines = (" ".join(evidence[start:end].split()) for start, end in spans)
    return [Sentence(line, tuple(terms(line))) for line in lines]


def windows(asked: frozenset[str], sentences: Sequence[Sentence]) -> list[str]:
    """Runs of one to three sentences that hold the most of the terms asked for, the best first, three at most."""
    if len(sentences) == 1 or sum(len(s.text.split()) for s in sentences) <= WHOLE:
        return [" ".join(s.text for s in sentences)]
    runs = [sentences[i : i + n] for n in range(1, LONGEST + 1) for i in range(len(sentences) - n + 1)]
    scored = {" ".join(s.text for s in run): _worth(asked, run) for run in runs}
    return sorted(scored, key=scored.__getitem__, reverse=True)[:BEST]


def nearest(asked: frozenset[str], sentences: Sequence[Sentence]) -> list[Sentence]:
    """In their order the sentences that hold the most of the terms, each with its neighbours, six at most; without
    those that hold next to none."""
    near = list(sentences) if len(sentences) <= NEAREST else _nearest(asked, sentences)
    worth = [held(asked, [sentence]) for sentence in near]
    return [sentence for sentence, own in zip(near, worth, strict=True) if own >= LEAST * max(worth)]


def _nearest(asked: frozenset[str], sentences: Sequence[Sentence]) -> list[Sentence]:
    kept: list[int] = []
    for i in sorted(range(len(sentences)), key=lambda i: _worth(asked, sentences[i : i + 1]), reverse=True):
        kept += [j for j in (i, i - 1, i + 1) if 0 <= j < len(sentences) and j not in kept]
        if len(kept) >= NEAREST:
            break
    return [sentences[i] for i in sorted(kept[:NEAREST])]


def coverage(asked: frozenset[str], sentences: Sequence[Sentence]) -> float:
    """The share of the terms asked for that five sentences in a row hold, 0 to 1, where they hold the most."""
    starts = range(max(1, len(sentences) - TOGETHER + 1))
    return max(held(asked, sentences[i : i + TOGETHER]) for i in starts)


def _worth(asked: frozenset[str], run: Sequence[Sentence]) -> float:
    return held(asked, run) - PER_WORD * sum(len(s.text.split()) for s in run)


def held(asked: frozenset[str], run: Sequence[Sentence]) -> float:
    """The share of the terms asked for that the sentences hold, 0 to 1."""
    return len(asked & {term for s in run for term in s.terms}) / len(asked) if asked else 1.0
