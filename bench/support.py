"""Sentences reworded, and changed so that they no longer hold, against the sentences that they were made of."""

import hashlib
import random
import time
from collections.abc import Sequence
from statistics import median

from bench.figures import mean
from bench.reworded.made import Made, changed, reworded, sources
from bench.setup import Result, Row, Setup, rows
from rag.models.parser import parse
from rag.verify.support import supported

# Articles whose text's SHA-256 this divides are measured, the others may be trained on.
MEASURED_EVERY = 3
SEED = 17
PER_ARTICLE = 2
KEPT, CAUGHT = 250, 110
TIMED = 60
KINDS = {
    "swap": "swap",
    "negation": "negation",
    "number": "number",
    "date": "date",
    "name": "name",
    "done": "status",
    "undone": "status",
}


def run(setup: Setup) -> Result:
    """The share of kept claims shown as supported, and of changed ones, by kind, not shown so; time."""
    chance = random.Random(SEED)
    made = _sampled(_claims(_measured(setup), chance), chance)
    verdicts = supported([(m.claim, _evidence(m)) for _, m in made])
    items: list[Row] = [
        {
            "kind": kind,
            "change": m.kind,
            "claim": m.claim,
            "evidence": _evidence(m),
            "given": v.word,
            "score": v.score,
            "failed": v.failed,
        }
        for (kind, m), v in zip(made, verdicts, strict=True)
    ]
    figures = {}
    for kind in sorted({kind for kind, _ in made}):
        shown = [float(i["given"] == "supported") for i in items if i["kind"] == kind]
        figures[kind if kind == "kept" else f"caught.{kind}"] = mean([s if kind == "kept" else 1 - s for s in shown])
    if made:
        figures["milliseconds"] = _milliseconds(made[:: max(1, len(made) // TIMED)])
    return figures, items


def _milliseconds(made: Sequence[tuple[str, Made]]) -> float:
    """The median time that one claim takes, asked about alone."""
    taken = []
    for _, m in made:
        begun = time.perf_counter()
        supported([(m.claim, _evidence(m))])
        taken.append(1000 * (time.perf_counter() - begun))
    return median(taken)


def _measured(setup: Setup) -> list[str]:
    files = (setup.data / folder / "articles.jsonl" for folder in ("news", "attribution"))
    texts = dict.fromkeys(row["text"] for file in files if file.exists() for row in rows(file))
    return list(filter(is_measured, texts))


def is_measured(text: str) -> bool:
    """Whether an article is for measuring; training asks here what it may learn from."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % MEASURED_EVERY == 0


def _claims(texts: Sequence[str], chance: random.Random) -> list[tuple[str, Made]]:
    """Claims under the name of their figure; none is a verbatim part of its evidence."""
    given = sources(texts, chance, PER_ARTICLE)
    kept = reworded(given.places, given.docs, given.forms, chance)
    kept = [m for m in kept if m.claim.rstrip(".") not in _evidence(m)]
    again = parse([m.claim for m in kept])
    false = changed(given, [m.place for m in kept], again, dict.fromkeys(KINDS, 0.6), chance)
    false = [m for m in false if m.claim.rstrip(".") not in _evidence(m)]
    return [("kept", m) for m in kept] + [(KINDS[m.kind], m) for m in false]


def _sampled(claims: Sequence[tuple[str, Made]], chance: random.Random) -> list[tuple[str, Made]]:
    taken = []
    for kind in ("kept", *dict.fromkeys(KINDS.values())):
        mine = [claim for claim in claims if claim[0] == kind]
        taken += chance.sample(mine, min(len(mine), KEPT if kind == "kept" else CAUGHT))
    return taken


def _evidence(made: Made) -> str:
    return " ".join(filter(None, (made.place.before, made.place.text, made.place.after)))
