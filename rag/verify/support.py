"""Whether cited evidence supports a claim: features of the words and of the parse, and the encoder, in one score."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rag.models.pairs import PairEncoder, Read
from rag.verify.cues import CHECKS, coverage
from rag.verify.direction import reversed_roles
from rag.verify.weights import THRESHOLD, WEIGHTS
from rag.verify.windows import windows

Word = Literal["supported", "partly", "not supported", "contradicted"]
# What makes evidence part of the claim's even where it is not enough.
_PARTLY = 0.6
_SUREST = 2.5


@dataclass(frozen=True, slots=True)
class Support:
    """`score` is the chance, 0 to 1, that the evidence supports the claim; `failed` names checks that did not hold."""

    word: Word
    score: float
    failed: tuple[str, ...] = ()


_encoder = PairEncoder("support")


def supported(pairs: Sequence[tuple[str, str]]) -> list[Support]:
    """One Support for each pair of claim and evidence, in order. Raises ModelError."""
    return [_judged(features) for features in features_of(pairs)]


def features_of(pairs: Sequence[tuple[str, str]]) -> list[dict[str, float]]:
    """What the score is made of, for each pair, by name: logits for the encoder's, shares and 0 or 1 for the others."""
    cut = [windows(claim, evidence) for claim, evidence in pairs]
    flat = [(claim, window) for (claim, _), part in zip(pairs, cut, strict=True) for window in part]
    read = iter(_encoder.run(flat) if flat else [])
    best = [max((_odds(next(read)), window) for window in part) for part in cut]
    turned = reversed_roles([(claim, window) for (claim, _), (_, window) in zip(pairs, best, strict=True)])
    made = []
    for (claim, _), part, ((odds, against), window), is_turned in zip(pairs, cut, best, turned, strict=True):
        features = {
            "encoder": _held(odds),
            "against": _held(against),
            "coverage": coverage(claim, window),
            "direction": float(is_turned),
        }
        # Of long evidence what the parts hold together counts: a claim may rest on several.
        near = " ".join(part)
        made.append(features | {name: float(check(claim, near)) for name, check in CHECKS.items()})
    return made


def _odds(read: Read) -> tuple[float, float]:
    """Log-odds of support and of contradiction, by the encoder."""
    yes, no, unsettled = map(float, read.outputs["support"])
    for_ = yes - math.log(math.exp(no) + math.exp(unsettled))
    against = no - math.log(math.exp(yes) + math.exp(unsettled))
    return for_, against


def _held(odds: float) -> float:
    """Within what the encoder can tell: beyond, it only sounds surer."""
    return max(-_SUREST, min(_SUREST, odds))


def _judged(features: dict[str, float]) -> Support:
    sum_ = WEIGHTS["bias"] + sum(WEIGHTS[name] * value for name, value in features.items())
    score = 1 / (1 + math.exp(-sum_))
    if score >= THRESHOLD:
        return Support("supported", score)
    failed = tuple(name for name in ("direction", *CHECKS) if features[name])
    if features["against"] > 0:
        return Support("contradicted", score, failed)
    return Support("partly" if features["coverage"] >= _PARTLY else "not supported", score, failed)
