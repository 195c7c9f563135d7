"""Fits the weights of the support check's features, rag/verify/weights.py: python -m training.combine --data DIR.

In two steps, since made claims that are changed by a word share nearly all words with their evidence and would make
the share of common words worthless: first what tells whether the evidence speaks of the claim, then what contradicts.
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from rag.verify.support import features_of
from training import support
from training.long_evidence import held_out_long
from training.support import Pair

TARGET = Path(__file__).parents[1] / "rag" / "verify" / "weights.py"
SEED = 7
SHORT, WRITTEN, LONG = 1800, 120, 1200
TOLD = ("coverage", "alignment", "alignment in one")
FOR = (*TOLD, "encoder")
STEPS = 4000
RATE, MOMENTUM = 0.3, 0.9
DECAY = 0.03
# The threshold keeps this share of the true claims with short evidence.
KEPT = 0.92


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with train/ and bench/")
    weights, threshold = combined(*_pairs(parser.parse_args().data, random.Random(SEED)))
    lines = [f'    "{name}": {value:.4f},' for name, value in weights.items()]
    TARGET.write_text(
        '"""How much each feature of the support check counts; written by training/combine.py."""\n\n'
        f"THRESHOLD = {threshold:.4f}\nWEIGHTS = {{\n" + "\n".join(lines) + "\n}\n",
        "utf-8",
    )


def _pairs(data: Path, chance: random.Random) -> tuple[list[Pair], list[Pair]]:
    """Short and long evidence, held out of the encoder's training. What people wrote is plenty, and easy."""
    short = support.held_out(data, chance)
    written = [pair for pair in short if pair[0] in ("contrast", "one word")]
    made = [pair for pair in short if pair[0] not in ("contrast", "one word")]
    long = held_out_long(data, chance)
    return (
        chance.sample(made, min(SHORT, len(made))) + chance.sample(written, min(WRITTEN, len(written))),
        chance.sample(long, min(LONG, len(long))),
    )


def combined(short: Sequence[Pair], long: Sequence[Pair]) -> tuple[dict[str, float], float]:
    """Weights by feature, and the threshold."""
    pairs = [*short, *long]
    features = features_of([(row.first, row.context) for _, row in pairs])
    right = torch.tensor([float(row.label == support.SUPPORTED) for _, row in pairs], dtype=torch.float64)
    is_long = torch.tensor([False] * len(short) + [True] * len(long))
    is_lead = torch.tensor([kind.endswith("lead") for kind, _ in pairs])
    is_changed = torch.tensor([".changed" in kind for kind, _ in pairs])
    told = _columns(features, TOLD)
    speaks = is_long & ~is_changed
    first = fitted(told[speaks], right[speaks], torch.zeros(int(speaks.sum())), [1.0] * len(TOLD))
    known = told @ first[:-1] + first[-1]
    rest = [name for name in features[0] if name not in TOLD]
    signs = [1.0 if name in FOR else -1.0 for name in rest]
    second = fitted(_columns(features, rest)[~is_lead], right[~is_lead], known[~is_lead], signs)
    sums = known + _columns(features, rest) @ second[:-1] + second[-1]
    values = [*first[:-1].tolist(), *second[:-1].tolist(), float(first[-1] + second[-1])]
    threshold = _threshold(pairs, torch.sigmoid(sums), ~is_long)
    return dict(zip([*TOLD, *rest, "bias"], values, strict=True)), threshold


def _columns(features: Sequence[dict[str, float]], names: Sequence[str]) -> Tensor:
    return torch.tensor([[f[name] for name in names] for f in features], dtype=torch.float64)


def fitted(inputs: Tensor, right: Tensor, known: Tensor, signs: Sequence[float]) -> Tensor:
    """Logistic regression on top of what is known, both classes weighing the same: weights, and the bias.

    No weight may go against its sign: a feature that helps can only be worthless, never harm.
    """
    deviation = inputs.std(0)
    scale = torch.where(deviation > 0, deviation, 1.0)
    weights, bias = torch.zeros(inputs.shape[1], dtype=torch.float64), torch.zeros((), dtype=torch.float64)
    balance = torch.where(right > 0, 0.5 / right.sum(), 0.5 / (1 - right).sum())
    speed = torch.zeros(inputs.shape[1] + 1, dtype=torch.float64)
    for _ in range(STEPS):
        slope = balance * (torch.sigmoid((inputs / scale) @ weights + bias + known) - right)
        downhill = torch.cat([slope @ (inputs / scale) + 2 * DECAY * weights, slope.sum()[None]])
        speed = MOMENTUM * speed + downhill
        weights = weights - RATE * speed[:-1]
        weights = torch.where(weights * torch.tensor(signs) > 0, weights, 0.0)
        bias = bias - RATE * speed[-1]
    return torch.cat([weights / scale, bias[None]])


def _threshold(pairs: Sequence[Pair], scores: Tensor, is_short: Tensor) -> float:
    """The score that keeps KEPT of the true claims; prints what it catches, by kind."""
    kept = torch.tensor([kind.startswith("kept") for kind, _ in pairs])
    threshold = float(torch.quantile(scores[kept & is_short], 1 - KEPT))
    for kind in sorted({kind for kind, _ in pairs}):
        mine = torch.tensor([k == kind for k, _ in pairs])
        print(f"{kind:<22} {(scores[mine] >= threshold).double().mean():.3f} of {mine.sum()} supported")
    return threshold


if __name__ == "__main__":
    main()
