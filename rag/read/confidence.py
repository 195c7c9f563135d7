"""How likely the documents answer the question, from what reading them gave."""

import math
from collections.abc import Mapping, Sequence

from rag.read.calibrated import WEIGHTS
from rag.read.evidence import Sentence

# What stands for "no span", and beyond which a logit only sounds surer.
_NONE, _MOST = -8.0, 8.0
_FIRST = 3


def signals(ranked: Sequence[Sentence], margin: float | None, gap: str | None) -> dict[str, float]:
    """What the chance is made of, by name. `margin`: the best span's, None without one; `gap`: what is missing."""
    first = ranked[:_FIRST]
    return {
        "margin": _held(_NONE if margin is None else margin),
        "rank": _held(max((s.hit.parts.get("rank", _NONE) for s in first), default=_NONE)),
        "likeness": max((s.likeness for s in first), default=0.0),
        "coverage": max((s.coverage for s in first), default=0.0),
        "missing": float(gap is not None),
    }


def chance(given: Mapping[str, float], weights: Mapping[str, float] = WEIGHTS) -> float:
    """0 to 1; nothing found is no chance."""
    value = weights["bias"] + sum(weights[name] * value for name, value in given.items())
    return 1 / (1 + math.exp(-value))


def _held(logit: float) -> float:
    return max(_NONE, min(_MOST, logit))
