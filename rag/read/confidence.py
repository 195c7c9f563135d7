"""How likely the documents answer the question, from what finding and reading them gave."""

import math
from collections.abc import Mapping, Sequence

from rag.domain.answers import Hit
from rag.read.calibrated import WEIGHTS
from rag.read.evidence import Sentence
from rag.read.refusal import UNSURE

# What stands for "no span", and beyond which a logit only sounds surer.
_NONE, _MOST = -8.0, 8.0
# The lead of the first passage is taken over the one so many places behind, up to so much.
_BEHIND, _FAR = 3, 4.0
# Where fewer are found, the lead tells nothing: about this one, as many questions are answered as not.
_UNTOLD = 1.5


def signals(hits: Sequence[Hit], ranked: Sequence[Sentence], margin: float | None, gap: str | None) -> dict[str, float]:
    """What the chance is made of, by name: the surest span of any passage read, the lead of the first passage, the
    score of the best sentence, whether anything is missing (`gap`). And the `margin` of the answer, None without one,
    by which that is shown or not; it does not count for the chance. The best hit comes first."""
    read = [span.margin for hit in hits for span in hit.spans]
    return {
        "seen": _held(max([UNSURE, *read])),
        "lead": min(hits[0].score - hits[_BEHIND].score, _FAR) if len(hits) > _BEHIND else _UNTOLD,
        "sentence": ranked[0].score if ranked else 0.0,
        "missing": float(gap is not None),
        "margin": _held(_NONE if margin is None else margin),
    }


def chance(given: Mapping[str, float], weights: Mapping[str, float] = WEIGHTS) -> float:
    """0 to 1, from the signals that have a weight."""
    value = weights["bias"] + sum(weights[name] * value for name, value in given.items() if name in weights)
    return 1 / (1 + math.exp(-value))


def _held(logit: float) -> float:
    return max(_NONE, min(_MOST, logit))
