"""How closely a claim's tokens are met by tokens of its evidence: recall of BERTScore (Zhang et al., 2020)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rag.models.embedder import Tokens, embedder_named

# BERT's vocabulary lists punctuation first, then words from the most frequent on: "the" stands here.
FIRST_WORD = 1996


def aligned(claims: Sequence[str], evidence: Sequence[Sequence[str]]) -> list[tuple[float, float]]:
    """For each claim, with the sentences of its evidence: how well all of them meet it, and how well one does, 0 to 1.

    Each token of the claim counts with the cosine of the token most like it, and by how rare it is. Raises ModelError.
    """
    texts = list(dict.fromkeys([*claims, *(sentence for part in evidence for sentence in part)]))
    tokens = dict(zip(texts, embedder_named().tokens(texts), strict=True)) if texts else {}
    return [_met(tokens[c], [tokens[s] for s in part]) for c, part in zip(claims, evidence, strict=True)]


def _met(claim: Tokens, sentences: Sequence[Tokens]) -> tuple[float, float]:
    best = np.stack([(claim.vectors @ s.vectors.T).max(axis=1, initial=0.0) for s in sentences])
    weights = _rarity(claim.ids)
    return float(best.max(axis=0) @ weights), float((best @ weights).max())


def _rarity(ids: NDArray[np.int64]) -> NDArray[np.float64]:
    """Log of each token's rank by frequency, which is its information but for a constant (Zipf); in sum 1."""
    ranks = np.log1p(np.maximum(ids - FIRST_WORD + 1, 0).astype(np.float64))
    return ranks / ranks.sum() if ranks.any() else np.full(len(ids), 1 / max(1, len(ids)))
