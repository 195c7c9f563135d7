"""What is minimised."""

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from training.batches import IGNORED, Batch

RANK_WEIGHT = 0.7


def span_loss(logits: Tensor, batch: Batch) -> Tensor:
    """Negative log of the probability of all right starts, and of all right ends (Clark & Gardner, 2018)."""
    known = batch.starts.any(-1)
    total = logits.new_zeros(())
    if not known.any():
        return total
    for i, right in enumerate((batch.starts, batch.ends)):
        scores = logits[known, :, i].float().masked_fill(~batch.inside[known], -1e4)
        wanted = scores.masked_fill(right[known] == 0, -1e4)
        total = total + (scores.logsumexp(-1) - wanted.logsumexp(-1)).mean() / 2
    return total


def rank_loss(scores: Tensor, batch: Batch) -> Tensor:
    """Cross entropy of each ranking unit's right row, its first, among its rows."""
    groups = sorted(g for g in set(batch.groups.tolist()) if g >= 0)
    if not groups:
        return scores.new_zeros(())
    losses = [-torch.log_softmax(scores[batch.groups == g].float(), 0)[0] for g in groups]
    return torch.stack(losses).mean()


def support_loss(logits: Tensor, batch: Batch) -> Tensor:
    """Cross entropy over the three labels."""
    if not (batch.labels != IGNORED).any():
        return logits.new_zeros(())
    return cross_entropy(logits.float(), batch.labels, ignore_index=IGNORED)


def loss(outputs: tuple[Tensor, Tensor, Tensor], batch: Batch) -> Tensor:
    """All three, those of heads that the batch says nothing about being zero."""
    spans, ranks, support = outputs
    return span_loss(spans, batch) + RANK_WEIGHT * rank_loss(ranks, batch) + support_loss(support, batch)
