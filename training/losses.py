"""What is minimised."""

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from training.batches import IGNORED, Batch

RANK_WEIGHT = 0.7


def span_loss(logits: Tensor, batch: Batch) -> Tensor:
    """Negative log of the probability of all right starts, and of all right ends (Clark & Gardner, 2018)."""
    known = batch.starts.any(-1)
    # Nothing to learn from still has a gradient, of nothing.
    total = logits.sum() * 0
    if not known.any():
        return total
    for i, right in enumerate((batch.starts, batch.ends)):
        scores = logits[known, :, i].float().masked_fill(~batch.inside[known], -1e4)
        wanted = scores.masked_fill(right[known] == 0, -1e4)
        total = total + (scores.logsumexp(-1) - wanted.logsumexp(-1)).mean() / 2
    return total


def rank_loss(scores: Tensor, batch: Batch) -> Tensor:
    """Cross entropy of each ranking unit's right rows among its rows, on top of what ranks them already: what is
    learned is what that does not know."""
    groups = sorted(g for g in set(batch.groups.tolist()) if g >= 0)
    if not groups:
        return scores.sum() * 0
    ranked = scores.float() + batch.priors
    losses = [
        ranked[batch.groups == g].logsumexp(0) - ranked[(batch.groups == g) & batch.right].logsumexp(0) for g in groups
    ]
    return torch.stack(losses).mean()


def support_loss(logits: Tensor, batch: Batch) -> Tensor:
    """Cross entropy over the three labels."""
    if not (batch.labels != IGNORED).any():
        return logits.sum() * 0
    return cross_entropy(logits.float(), batch.labels, ignore_index=IGNORED)


def loss(outputs: tuple[Tensor, Tensor, Tensor], batch: Batch) -> Tensor:
    """All three, those of heads that the batch says nothing about being zero."""
    spans, ranks, support = outputs
    return span_loss(spans, batch) + RANK_WEIGHT * rank_loss(ranks, batch) + support_loss(support, batch)
