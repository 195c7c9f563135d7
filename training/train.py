"""Trains an encoder, in the background, from a checkpoint on: python -m training.train reader --data DIR --work DIR."""

import argparse
import json
import random
import time
from pathlib import Path

import torch

from training.batches import batched, tensors
from training.examples import Unit
from training.losses import loss
from training.model import Encoder, mean_of, tokenizer
from training.recipe import TASKS, learned
from training.validate import validated

SEED = 11
RATE, HEAD_RATE = 1.5e-4, 1e-3
# A short pass on top of another goes more slowly.
RATES = {"support-again": (1e-4, 5e-4), "reader-found": (1.2e-4, 6e-4), "reader-renamed": (8e-5, 4e-4)}
DROPOUT = {"reader-renamed": 0.1}
WARM_UP, COOL_DOWN = 0.06, 0.35
SAVE_EVERY, VALIDATE_EVERY = 100, 600


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("--data", type=Path, required=True, help="the folder with train/ and bench/")
    parser.add_argument("--work", type=Path, required=True, help="where checkpoints are kept and looked for")
    parser.add_argument("--start", type=Path, nargs="+", help="checkpoints to begin with, of several their mean")
    parser.add_argument("--steps", type=int, default=0, help="stop and cool down by then; default one pass")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    units = learned(options.task, options.data, random.Random(SEED))
    train(options, batched(units, tokenizer(), random.Random(SEED)))


def train(options: argparse.Namespace, batches: list[list[Unit]]) -> None:
    """One pass; a checkpoint every SAVE_EVERY steps, from the last of which it goes on."""
    model, words = Encoder(DROPOUT.get(options.task, 0.0)), tokenizer()
    rates = RATES.get(options.task, (RATE, HEAD_RATE))
    optimizer = torch.optim.AdamW(_groups(model, *rates), weight_decay=0.01, fused=True)
    checkpoint = options.work / f"{options.task}.pt"
    first = _resumed(checkpoint, options.start, model, optimizer)
    steps = min(options.steps or len(batches), len(batches))
    print(f"{len(batches)} batches, from {first} to {steps}", flush=True)
    began, mean = time.time(), 0.0
    for step in range(first, steps):
        _set_rate(optimizer, step, steps)
        batch = tensors(batches[step], words)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = model(**batch.inputs)
        value = loss(outputs, batch)
        torch.autograd.backward(value)
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        mean = 0.97 * mean + 0.03 * value.item() if mean else value.item()
        if step % 10 == 9:
            print(
                f"{step + 1}/{steps} loss {mean:.3f} {(time.time() - began) / (step + 1 - first):.2f} s a step",
                flush=True,
            )
        if (step + 1) % SAVE_EVERY == 0 or step + 1 == steps:
            _save(checkpoint, model, optimizer, step + 1)
        if (step + 1) % VALIDATE_EVERY == 0 or step + 1 == steps:
            print(json.dumps({"step": step + 1} | validated(options.task, model, words, options.data)), flush=True)


def _groups(model: Encoder, rate: float, head_rate: float) -> list[dict[str, object]]:
    body = list(model.body.parameters())
    heads = [p for name, p in model.named_parameters() if not name.startswith("body.")]
    return [{"params": body, "rate": rate}, {"params": heads, "rate": head_rate}]


def _set_rate(optimizer: torch.optim.Optimizer, step: int, steps: int) -> None:
    """Up, level, and down to nothing (Hu et al., 2024): how long it is may be settled while it is level."""
    share = min((step + 1) / (WARM_UP * steps), 1.0, (steps - step) / (COOL_DOWN * steps))
    for group in optimizer.param_groups:
        group["lr"] = group["rate"] * share


def _resumed(checkpoint: Path, start: list[Path] | None, model: Encoder, optimizer: torch.optim.Optimizer) -> int:
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        return int(state["step"])
    if start:
        model.load_state_dict(mean_of(start))
    return 0


def _save(path: Path, model: Encoder, optimizer: torch.optim.Optimizer, step: int) -> None:
    partial = path.with_suffix(".partial")
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}, partial)
    partial.replace(path)


if __name__ == "__main__":
    main()
