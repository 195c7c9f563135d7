"""The reader: where in a text the answer to a question stands, whether it does, and how well the text fits."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.models.pairs import PairEncoder, Read

# A longer span is no short answer.
LONGEST = 24
SPANS = 4


@dataclass(frozen=True, slots=True)
class FoundSpan:
    """`text[start:end]`; `margin` is its logit above that of "the answer is not there"."""

    start: int
    end: int
    margin: float


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a text fits a question (`rank`, a logit), and the spans most likely to answer, the best first."""

    rank: float
    spans: tuple[FoundSpan, ...]


class Reader:
    """The encoder with its two heads. Safe for many threads."""

    def __init__(self) -> None:
        self._encoder = PairEncoder("reader")

    def read(self, question: str, texts: Sequence[str]) -> list[Fit]:
        """One Fit a text, in order. Raises ModelError."""
        read = self._encoder.run([(question, text) for text in texts]) if texts else []
        return [Fit(float(r.outputs["rank"]), _spans(r)) for r in read]


def _spans(read: Read) -> tuple[FoundSpan, ...]:
    """The best spans that do not overlap one another."""
    logits = read.outputs["span"]
    places = np.flatnonzero(read.second)
    if not len(places):
        return ()
    scores = _pair_scores(logits[places]) - float(logits[0].sum())
    found: list[FoundSpan] = []
    taken = np.zeros(len(places), dtype=bool)
    for at in _highest(scores, 40 * SPANS):
        first, further = divmod(at, LONGEST)
        last = first + further
        if not np.isfinite(scores[first, further]) or len(found) == SPANS:
            break
        if not taken[first : last + 1].any():
            taken[first : last + 1] = True
            start, end = read.offsets[places[first]][0], read.offsets[places[last]][1]
            found.append(FoundSpan(start, end, float(scores[first, further])))
    return tuple(found)


def _highest(scores: NDArray[np.float32], most: int) -> list[int]:
    """The flat places of the highest scores, the highest first, without sorting all."""
    flat = scores.ravel()
    best = np.argpartition(flat, -most)[-most:] if flat.size > most else np.arange(flat.size)
    return [int(at) for at in best[np.argsort(flat[best])[::-1]]]


def _pair_scores(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Start plus end of every span of at most LONGEST tokens, shape (tokens, LONGEST): by the first token, and by how
    many follow it. Those that reach past the end are -inf."""
    last = np.arange(len(logits))[:, None] + np.arange(LONGEST)
    pairs = logits[:, None, 0] + logits[np.minimum(last, len(logits) - 1), 1]
    return np.where(last < len(logits), pairs, -np.inf).astype(np.float32)
