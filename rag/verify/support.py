"""Whether cited evidence supports a claim: features of words, tokens and parse, and an encoder, in one score."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rag.index.analysis import terms
from rag.models.alignment import aligned
from rag.models.pairs import PairEncoder, Read
from rag.verify.cues import CHECKS
from rag.verify.direction import reversed_roles
from rag.verify.weights import THRESHOLD, WEIGHTS
from rag.verify.windows import coverage, cut, nearest, windows

Word = Literal["supported", "partly", "not supported", "contradicted"]
# What makes evidence part of the claim's even where it is not enough.
_PARTLY = 0.6
_SUREST = 2.5
# How well one sentence must meet a claim to be its restatement in part.
_ALIKE = 0.8
# They compare two statements of one thing: they count as far as a sentence restates the claim.
_OF_THE_LIKE = ("encoder", "against", "direction", "names apart", "negation", "status", "certainty")


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
    """What the score is made of, for each pair, by name: shares, log-odds by the encoder, checks that failed."""
    claims = [claim for claim, _ in pairs]
    asked = [frozenset(terms(claim)) for claim in claims]
    told = [cut(evidence) for _, evidence in pairs]
    near = [[s.text for s in nearest(a, t)] for a, t in zip(asked, told, strict=True)]
    compared = _compared(claims, [windows(a, t) for a, t in zip(asked, told, strict=True)])
    made = []
    for a, t, (whole, one), values in zip(asked, told, aligned(claims, near), compared, strict=True):
        alike = max(0.0, (one - _ALIKE) / (1 - _ALIKE))
        shares = {"coverage": coverage(a, t), "alignment": whole, "alignment in one": one}
        made.append(shares | {n: value * alike if n in _OF_THE_LIKE else value for n, value in values.items()})
    return made


def _compared(claims: Sequence[str], parts: Sequence[Sequence[str]]) -> list[dict[str, float]]:
    """By the encoder, in the part that it finds to support best; by the parse, there; by the cues, in all parts."""
    flat = [(claim, part) for claim, own in zip(claims, parts, strict=True) for part in own]
    read = iter(_encoder.run(flat) if flat else [])
    best = [max((_odds(next(read)), part) for part in own) for own in parts]
    turned = reversed_roles([(claim, part) for claim, (_, part) in zip(claims, best, strict=True)])
    made = []
    for claim, own, ((odds, against), _), is_turned in zip(claims, parts, best, turned, strict=True):
        known = {"encoder": _held(odds), "against": _held(against), "direction": float(is_turned)}
        together = " ".join(own)
        made.append(known | {name: float(check(claim, together)) for name, check in CHECKS.items()})
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
