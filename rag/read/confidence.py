"""How likely the documents answer the question: a score from what reading them gave, not a measured chance."""

import math
from collections.abc import Sequence

from rag.read.evidence import Sentence

# Weights set by hand: no data has fitted them yet. And the margin that stands for "no span".
MARGIN, RANK, LIKENESS, COVERAGE, BIAS = 0.4, 0.2, 2.0, 2.0, -2.0
NO_SPAN = -8.0


def confidence(ranked: Sequence[Sentence], margin: float | None) -> float:
    """0 to 1; `margin` is that of the best span, None where there is none."""
    if not ranked:
        return 0.0
    first = ranked[:3]
    value = (
        BIAS
        + MARGIN * (NO_SPAN if margin is None else margin)
        + RANK * max(s.hit.parts.get("rank", NO_SPAN) for s in first)
        + LIKENESS * max(s.likeness for s in first)
        + COVERAGE * max(s.coverage for s in first)
    )
    return 1 / (1 + math.exp(-value))
