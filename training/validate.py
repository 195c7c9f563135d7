"""Figures on what was held out of training."""

import random
from collections import Counter
from pathlib import Path

import torch
from transformers import PreTrainedTokenizerBase

from bench.figures import auroc
from training import support
from training.batches import tensors
from training.examples import LABELS, Row, Unit
from training.model import Encoder
from training.recipe import held_out

SEED = 5
LONGEST = 20
CLAIMS = 1000


def validated(task: str, model: Encoder, words: PreTrainedTokenizerBase, data: Path) -> dict[str, float]:
    """Best F1 and answerable F1 of spans, abstention AUROC, and the right row first, by set."""
    model.eval()
    if task.startswith("support"):
        figures = supported(model, words, data)
        model.train()
        return figures
    figures = {}
    for name, units in held_out(data, random.Random(SEED)).items():
        figures |= {f"{name}.{key}": round(value, 3) for key, value in _figures(model, words, units).items()}
    model.train()
    return figures


def supported(model: Encoder, words: PreTrainedTokenizerBase, data: Path) -> dict[str, float]:
    """At the threshold where nine in ten true claims are kept: the share of each kind of false one caught; AUROC."""
    chance = random.Random(SEED)
    pairs = support.held_out(data, chance)
    pairs = sorted(chance.sample(pairs, min(len(pairs), CLAIMS)), key=lambda p: len(p[1].first + p[1].context))
    scores: dict[str, list[float]] = {}
    right = 0
    for low in range(0, len(pairs), 24):
        part = pairs[low : low + 24]
        batch = tensors([(row,) for _, row in part], words)
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            logits = model(**batch.inputs)[2].float()
        right += int((logits.argmax(-1) == batch.labels).sum())
        for (kind, row), chances in zip(part, logits.softmax(-1), strict=True):
            name = f"{kind} {LABELS[row.label or 0]}" if kind in ("contrast", "one word") else kind
            scores.setdefault(name, []).append(float(chances[0]))
    kept = sorted(s for kind, values in scores.items() if kind.startswith("kept") for s in values)
    threshold = kept[len(kept) // 10]
    caught = [s for kind, values in scores.items() if kind.startswith("caught") for s in values]
    figures = {"accuracy": right / len(pairs), "threshold": threshold, "auroc": auroc(kept, caught)}
    figures |= {
        kind: sum(
            (s >= threshold) == (not kind.startswith("caught") and "contra" not in kind and "unsett" not in kind)
            for s in v
        )
        / len(v)
        for kind, v in sorted(scores.items())
    }
    return {key: round(value, 3) for key, value in figures.items()}


def _figures(model: Encoder, words: PreTrainedTokenizerBase, units: list[Unit]) -> dict[str, float]:
    order = sorted(units, key=lambda u: max(len(r.context) for r in u))
    read: list[tuple[Row, str, float, float]] = []
    for low in range(0, len(order), 8):
        read.extend(_read(model, words, order[low : low + 8]))
    asked = [r for r in read if r[0].spans is not None]
    figures: dict[str, float] = {}
    if asked:
        scored = [(m, _f1(text, row)) for row, text, m, _ in asked]
        empty = [(m, not row.spans) for row, _, m, _ in asked]
        thresholds = sorted({m for m, _ in scored})
        figures["f1"] = max(
            sum(f if m > t else e for (m, f), (_, e) in zip(scored, empty, strict=True)) / len(asked)
            for t in thresholds
        )
        known = [f for (_, f), (_, e) in zip(scored, empty, strict=True) if not e]
        figures["answerable_f1"] = sum(known) / max(1, len(known))
        figures["auroc"] = auroc([m for m, e in empty if not e], [m for m, e in empty if e])
    ranked = [r for r in read if r[0].right is not None]
    if ranked:
        best: dict[str, tuple[float, bool]] = {}
        for row, _, _, score in ranked:
            best[row.first] = max(best.get(row.first, (-1e9, False)), (score, bool(row.right)))
        figures["first"] = sum(right for _, right in best.values()) / len(best)
    return figures


def _read(model: Encoder, words: PreTrainedTokenizerBase, units: list[Unit]) -> list[tuple[Row, str, float, float]]:
    rows = [row for unit in units for row in unit]
    batch = tensors(units, words)
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        spans, ranks, _ = model(**batch.inputs)
    read = []
    for i, row in enumerate(rows):
        start, end, margin = best_span(spans[i].float(), batch.inside[i])
        text = row.context[int(batch.offsets[i, start, 0]) : int(batch.offsets[i, end, 1])]
        read.append((row, text, margin, float(ranks[i])))
    return read


def best_span(logits: torch.Tensor, inside: torch.Tensor) -> tuple[int, int, float]:
    """First and last token of the best span of at most LONGEST tokens, and by how much it beats no answer."""
    scores = logits.masked_fill(~inside.unsqueeze(-1), -1e4)
    pairs = scores[:, None, 0] + scores[None, :, 1]
    allowed = torch.ones_like(pairs).triu().tril(LONGEST - 1).bool()
    allowed[0] = False
    pairs = pairs.masked_fill(~allowed, -1e9)
    at = int(pairs.argmax())
    start, end = divmod(at, len(pairs))
    return start, end, float(pairs.flatten()[at] - scores[0, 0] - scores[0, 1])


def _f1(text: str, row: Row) -> float:
    return max((word_f1(text, row.context[s:e]) for s, e in row.spans or ()), default=0.0)


def word_f1(given: str, wanted: str) -> float:
    """Overlap of words."""
    a, b = ([w.strip(".,;:'\"()").lower() for w in t.split()] for t in (given, wanted))
    common = sum((Counter(a) & Counter(b)).values())
    return 2 * common / (len(a) + len(b)) if common else 0.0
