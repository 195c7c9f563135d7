"""Fits the weights of the support check's features, rag/verify/weights.py: python -m training.combine --data DIR."""

import argparse
import random
from pathlib import Path

import torch

from rag.verify.support import features_of
from training import support
from training.examples import Row

TARGET = Path(__file__).parents[1] / "rag" / "verify" / "weights.py"
SEED = 7
PAIRS, WRITTEN = 2200, 150
STEPS = 1500
DECAY = 1e-3
# Made claims share nearly all words with their evidence, so they cannot tell what words are worth: set, not fitted.
COVERAGE = 14.0
# The threshold keeps this share of the true claims.
KEPT = 0.93


def fitted(rows: list[tuple[str, Row]]) -> tuple[dict[str, float], float]:
    """Logistic regression, both classes weighing the same, and the threshold."""
    features = features_of([(row.first, row.context) for _, row in rows])
    names = list(features[0])
    inputs = torch.tensor([[f[n] for n in names] for f in features], dtype=torch.float64)
    right = torch.tensor([float(row.label == support.SUPPORTED) for _, row in rows], dtype=torch.float64)
    scale = inputs.std(0).clamp(min=1e-6)
    known = COVERAGE * inputs[:, names.index("coverage")]
    inputs[:, names.index("coverage")] = 0
    weights = torch.zeros(len(names) + 1, dtype=torch.float64, requires_grad=True)
    balance = torch.where(right > 0, 0.5 / right.mean(), 0.5 / (1 - right.mean()))
    optimizer = torch.optim.Adam([weights], lr=0.02)
    for _ in range(STEPS):
        sums = (inputs / scale) @ weights[:-1] + weights[-1] + known
        loss = torch.nn.functional.binary_cross_entropy_with_logits(sums, right, weight=balance)
        optimizer.zero_grad()
        torch.autograd.backward(loss + DECAY * weights[:-1].square().sum())
        optimizer.step()
    scores = torch.sigmoid((inputs / scale) @ weights[:-1] + weights[-1] + known).detach()
    kept = torch.tensor([kind.startswith("kept") for kind, _ in rows])
    threshold = float(torch.quantile(scores[kept], 1 - KEPT))
    for kind in sorted({kind for kind, _ in rows}):
        mine = torch.tensor([k == kind for k, _ in rows])
        print(f"{kind:<20} {(scores[mine] >= threshold).double().mean():.3f} of {mine.sum()} supported")
    values = (weights[:-1] / scale).detach().tolist()
    fitted_ = dict(zip(names, values, strict=True)) | {"coverage": COVERAGE, "bias": float(weights[-1].detach())}
    return fitted_, threshold


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with train/ and bench/")
    chance = random.Random(SEED)
    rows = support.held_out(parser.parse_args().data, chance)
    # What people wrote is plenty, and easy.
    written = [row for row in rows if row[0] in ("contrast", "one word")]
    made = [row for row in rows if row[0] not in ("contrast", "one word")]
    weights, threshold = fitted(chance.sample(made, min(PAIRS, len(made))) + chance.sample(written, WRITTEN))
    lines = [f'    "{name}": {value:.4f},' for name, value in weights.items()]
    TARGET.write_text(
        '"""How much each feature of the support check counts; written by training/combine.py."""\n\n'
        f"THRESHOLD = {threshold:.4f}\nWEIGHTS = {{\n" + "\n".join(lines) + "\n}\n",
        "utf-8",
    )


if __name__ == "__main__":
    main()
