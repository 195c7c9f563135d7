"""How likely the documents answer the question: one number from what reading them gave."""

import math
from collections.abc import Sequence

from rag.read.evidence import Sentence

# Weights of a logistic regression, and the margin that stands for "no span".
MARGIN, RANK, LIKENESS, COVERAGE, BIAS = 0.4, 0.2, 2.0, 2.0, -2.0
NO_SPAN = -8.0


def confidence(ranked: Sequence[Sentence], margin: float | None) -> float:
    """0 to 1; `margin` is that of the best span, None where there is none."""
    if not ranked:
        return 0.0
    values = features(ranked, margin)
    value = BIAS + sum(w * v for w, v in zip((MARGIN, RANK, LIKENESS, COVERAGE), values, strict=True))
    return 1 / (1 + math.exp(-value))


def features(ranked: Sequence[Sentence], margin: float | None) -> tuple[float, float, float, float]:
    """The margin of the best span, how well the best passage fits, likeness and coverage of the best sentences."""
    first = ranked[:3]
    rank = max(s.hit.parts.get("rank", NO_SPAN) for s in first)
    return (
        NO_SPAN if margin is None else margin,
        rank,
        max(s.likeness for s in first),
        max(s.coverage for s in first),
    )
