"""Whether cited evidence supports a claim: features of words, tokens and parse, and an encoder, in one score."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from rag.domain.answers import Verdict
from rag.index.analysis import terms
from rag.models.alignment import aligned
from rag.models.pairs import PairEncoder, Read
from rag.verify.cues import CHECKS
from rag.verify.direction import reversed_roles
from rag.verify.facts import facts
from rag.verify.weights import THRESHOLD, WEIGHTS
from rag.verify.windows import coverage, cut, nearest, windows

# What makes evidence part of the claim's even where it is not enough.
_PARTLY = 0.6
_SUREST = 2.5
# How well one sentence must meet a claim to be its restatement in part.
_ALIKE = 0.8
# They compare two statements of one thing: they count as far as a sentence restates the claim.
_OF_THE_LIKE = ("encoder", "against", "direction", "names apart", "negation", "status", "certainty")
_FAR = {"encoder": 0.0, "against": 0.0, "direction": 0.0}


@dataclass(frozen=True, slots=True)
class Support:
    """`score` is the chance, 0 to 1, that the evidence supports the claim; `failed` names checks that did not hold."""

    word: Verdict
    score: float
    failed: tuple[str, ...] = ()


_encoder = PairEncoder("support")


def supported(pairs: Sequence[tuple[str, str]]) -> list[Support]:
    """One Support for each pair of claim and evidence, in order. Raises ModelError."""
    features = features_of(pairs)
    found = [_judged(f) for f in features]
    # No sentence tells all of it: told in several it still is, one fact here and one there.
    apart = [i for i, f in enumerate(features) if f["alignment in one"] <= _ALIKE and found[i].word != "supported"]
    cut_up = dict(zip(apart, facts([pairs[i][0] for i in apart]), strict=True)) if apart else {}
    several = {i: parts for i, parts in cut_up.items() if len(parts) > 1}
    judged = map(_judged, features_of([(fact, pairs[i][1]) for i, parts in several.items() for fact in parts]))
    for i, parts in several.items():
        found[i] = _together(found[i], list(islice(judged, len(parts))))
    return found


def features_of(pairs: Sequence[tuple[str, str]]) -> list[dict[str, float]]:
    """What the score is made of, for each pair, by name: shares, log-odds by the encoder, checks that failed."""
    claims = [claim for claim, _ in pairs]
    asked = [frozenset(terms(claim)) for claim in claims]
    told = [cut(evidence) for _, evidence in pairs]
    near = [[s.text for s in nearest(a, t)] for a, t in zip(asked, told, strict=True)]
    parts = [windows(a, t) for a, t in zip(asked, told, strict=True)]
    met = aligned(claims, near)
    alike = [max(0.0, (one - _ALIKE) / (1 - _ALIKE)) for _, one in met]
    # The costly comparison counts for nothing where no sentence is like the claim.
    close = [i for i, nearness in enumerate(alike) if nearness]
    compared = dict(zip(close, _compared([claims[i] for i in close], [parts[i] for i in close]), strict=True))
    made = []
    for i, (whole, one) in enumerate(met):
        shares = {"coverage": coverage(asked[i], told[i]), "alignment": whole, "alignment in one": one}
        told_in = " ".join(parts[i])
        values = compared.get(i, _FAR) | {name: float(check(claims[i], told_in)) for name, check in CHECKS.items()}
        made.append(shares | {n: v * alike[i] if n in _OF_THE_LIKE else v for n, v in values.items()})
    return made


def _compared(claims: Sequence[str], parts: Sequence[Sequence[str]]) -> list[dict[str, float]]:
    """By the encoder, in the part that it finds to support best; by the parse, there."""
    if not claims:
        return []
    read = iter(_encoder.run([(claim, part) for claim, own in zip(claims, parts, strict=True) for part in own]))
    best = [max((_odds(next(read)), part) for part in own) for own in parts]
    turned = reversed_roles([(claim, part) for claim, (_, part) in zip(claims, best, strict=True)])
    return [
        {"encoder": _held(odds), "against": _held(against), "direction": float(is_turned)}
        for ((odds, against), _), is_turned in zip(best, turned, strict=True)
    ]


def _odds(read: Read) -> tuple[float, float]:
    """Log-odds of support and of contradiction, by the encoder."""
    yes, no, unsettled = map(float, read.outputs["support"])
    for_ = yes - math.log(math.exp(no) + math.exp(unsettled))
    against = no - math.log(math.exp(yes) + math.exp(unsettled))
    return for_, against


def _held(odds: float) -> float:
    """Within what the encoder can tell: beyond, it only sounds surer."""
    return max(-_SUREST, min(_SUREST, odds))


def _together(whole: Support, of_facts: Sequence[Support]) -> Support:
    """A claim is worth as much as the weakest of its facts; one that holds makes it part of the evidence's."""
    weakest = min(of_facts, key=lambda support: support.score)
    words = {support.word for support in of_facts}
    ranked: tuple[Verdict, ...] = ("contradicted", "partly", "supported")
    word = next((w for w in ranked if w in words), whole.word)
    if word == "supported" and len(words) > 1:
        word = "partly"
    failed = dict.fromkeys(name for support in of_facts for name in support.failed)
    return Support(word, max(whole.score, weakest.score), tuple(failed))


def _judged(features: dict[str, float]) -> Support:
    sum_ = WEIGHTS["bias"] + sum(WEIGHTS[name] * value for name, value in features.items())
    score = 1 / (1 + math.exp(-sum_))
    failed = tuple(name for name in ("direction", *CHECKS) if features[name])
    if score >= THRESHOLD:
        return Support("supported", score, failed)
    if features["against"] > 0:
        return Support("contradicted", score, failed)
    return Support("partly" if features["coverage"] >= _PARTLY else "not supported", score, failed)
