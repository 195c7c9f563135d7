"""Units become batches of about the same length, as tensors."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from transformers import PreTrainedTokenizerBase

from rag.models.pairs import MAX_TOKENS
from training.examples import Row, Unit

TOKENS = 3072
SORTED_TOGETHER = 12
IGNORED = -100


@dataclass(frozen=True, slots=True)
class Batch:
    """`starts` and `ends` are 0/1 masks of right places, rows without any are not learned from; `groups` names
    the ranking unit of each row (-1 none), `right` its right rows, `priors` what ranks them before they are read;
    `labels` are IGNORED where unknown; `offsets` are each token's characters in its own text."""

    inputs: dict[str, Tensor]
    starts: Tensor
    ends: Tensor
    inside: Tensor
    groups: Tensor
    right: Tensor
    priors: Tensor
    labels: Tensor
    offsets: Tensor


def batched(
    units: Sequence[Unit], tokenizer: PreTrainedTokenizerBase, chance: random.Random, tokens: int = TOKENS
) -> list[list[Unit]]:
    """Batches of at most `tokens` padded tokens (a long unit may stand alone), shuffled, alike in length."""
    shuffled = chance.sample(units, len(units))
    sizes = _sizes(shuffled, tokenizer)
    batches: list[list[Unit]] = []
    step = max(
        1,
        SORTED_TOGETHER * tokens * len(units) // max(1, sum(s * len(u) for s, u in zip(sizes, shuffled, strict=True))),
    )
    for low in range(0, len(shuffled), step):
        order = sorted(range(low, min(low + step, len(shuffled))), key=lambda i: sizes[i])
        part: list[list[Unit]] = [[]]
        rows = 0
        for i in order:
            if part[-1] and (rows + len(shuffled[i])) * sizes[i] > tokens:
                part.append([])
                rows = 0
            part[-1].append(shuffled[i])
            rows += len(shuffled[i])
        batches.extend(chance.sample(part, len(part)))
    return batches


def _sizes(units: Sequence[Unit], tokenizer: PreTrainedTokenizerBase) -> list[int]:
    """Tokens of the longest row of each unit."""
    rows = [row for unit in units for row in unit]
    coded = tokenizer(
        [r.first for r in rows], [r.context for r in rows], truncation="only_second", max_length=MAX_TOKENS
    )
    lengths = iter(map(len, coded["input_ids"]))
    return [max(next(lengths) for _ in unit) for unit in units]


def tensors(units: Sequence[Unit], tokenizer: PreTrainedTokenizerBase) -> Batch:
    """The rows of the units in order, padded to the longest."""
    rows = [row for unit in units for row in unit]
    coded = tokenizer(
        [r.first for r in rows],
        [r.context for r in rows],
        truncation="only_second",
        max_length=MAX_TOKENS,
        padding=True,
        return_offsets_mapping=True,
        return_tensors="pt",
    )
    offsets = coded.pop("offset_mapping")
    inside = coded["token_type_ids"].bool() & coded["attention_mask"].bool()
    inside &= coded["input_ids"] != tokenizer.sep_token_id
    starts, ends = torch.zeros(2, *inside.shape)
    for i, row in enumerate(rows):
        _mark(row, offsets[i], inside[i], starts[i], ends[i])
    groups = [g if any(row.right for row in unit) else -1 for g, unit in enumerate(units) for _ in unit]
    labels = [IGNORED if r.label is None else r.label for r in rows]
    inside[:, 0] = True
    right, priors = torch.tensor([bool(r.right) for r in rows]), torch.tensor([r.prior for r in rows])
    return Batch(dict(coded), starts, ends, inside, torch.tensor(groups), right, priors, torch.tensor(labels), offsets)


def _mark(row: Row, offsets: Tensor, inside: Tensor, starts: Tensor, ends: Tensor) -> None:
    """Sets the places of the right spans; without any, the first token says that there is none."""
    if row.spans is None:
        return
    for low, high in row.spans:
        covered = ((offsets[:, 1] > low) & (offsets[:, 0] < high) & inside).nonzero()
        if len(covered):
            starts[covered[0]] = 1
            ends[covered[-1]] = 1
    if not row.spans:
        starts[0] = ends[0] = 1
