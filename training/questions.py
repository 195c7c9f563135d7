"""Questions with answer spans in general prose, and questions that a near text does not answer."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.setup import rows as read_lines
from rag.index.analysis import terms
from training.examples import Row, Unit, window
from training.gaps import gap, names_of
from training.near import Near

MEASURED_TITLES = frozenset(["1973_oil_crisis", "French_and_Indian_War", "Normans", "Warsaw"])
# Held out of training to stop by.
VALIDATION_TITLES = frozenset(["Huguenot"])
WORDS = 125
# Set, for each pass: how many questions are drawn, the share of them asked of a near text that lacks the answer, and
# the share made into a question that its own text does not answer.
DRAWN = {
    "reader": {
        "wikipedia": (5000, 0.3, 0.0),
        "reddit": (500, 0.2, 0.0),
        "reviews": (400, 0.2, 0.0),
        "sentences": (6500, 0.15, 0.0),
        "roles": (2000, 0.1, 0.0),
    },
    "reader-again": {
        "wikipedia": (7938, 0.12, 0.3),
        "reddit": (300, 0.15, 0.15),
        "reviews": (300, 0.15, 0.15),
        "sentences": (4000, 0.12, 0.15),
        "roles": (1500, 0.1, 0.0),
    },
    "reader-more": {
        "wikipedia": (7938, 0.2, 0.2),
        "reddit": (5500, 0.2, 0.15),
        "reviews": (5500, 0.2, 0.15),
        "sentences": (14000, 0.15, 0.15),
        "roles": (6000, 0.1, 0.0),
    },
    "reader-last": {
        "wikipedia": (7000, 0.15, 0.25),
        "reddit": (1500, 0.2, 0.15),
        "reviews": (1500, 0.2, 0.15),
        "sentences": (4000, 0.15, 0.15),
        "roles": (1200, 0.1, 0.0),
    },
    "reader-found": {
        "wikipedia": (5000, 0.15, 0.3),
        "reddit": (800, 0.2, 0.15),
        "reviews": (800, 0.2, 0.15),
        "sentences": (3500, 0.15, 0.2),
        "roles": (1000, 0.1, 0.0),
    },
    "reader-renamed": {
        "wikipedia": (2000, 0.15, 0.25),
        "reddit": (400, 0.2, 0.15),
        "reviews": (400, 0.2, 0.15),
        "sentences": (1100, 0.15, 0.15),
        "roles": (350, 0.1, 0.0),
    },
}
# Paragraphs of Wikipedia that are ranked: the answering one against so many of the nearest that lack the answer.
RANKED, NEAR, NEAREST = 2200, 2, 4
# People's own unanswerable questions are few and teach the most: each is read so many times, in other company.
SQUAD_TIMES = {
    "reader": 1,
    "reader-again": 3,
    "reader-more": 2,
    "reader-last": 3,
    "reader-found": 2,
    "reader-renamed": 1,
}


def squad(data: Path, held_out: bool) -> list[Unit]:
    """SQuAD 2 questions of the articles that may be trained on, or of those kept for validation."""
    units: list[Unit] = []
    for item in read_lines(data / "bench" / "squad2" / "questions.jsonl"):
        if item["title"] in MEASURED_TITLES or (item["title"] in VALIDATION_TITLES) != held_out:
            continue
        spans = _found(item["context"], item["answers"])
        if not spans and not item["is_impossible"]:
            continue
        context, spans = window(item["context"], spans, WORDS if not held_out else 1000)
        units.append((Row(item["question"], context, spans),))
    return units


def _found(context: str, answers: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """First places of the answers in the context."""
    places = {(context.find(a), context.find(a) + len(a)) for a in answers if a in context}
    return tuple(sorted(places))


def asked(data: Path, task: str, chance: random.Random) -> list[Unit]:
    """Drawn questions of every set of spans; some asked of a near text, or made so that their own lacks the answer."""
    units: list[Unit] = []
    for name, (count, far, gaps) in DRAWN[task].items():
        items = list(read_lines(data / "train" / "spans" / f"{name}.jsonl"))
        near = _near_contexts(items)
        pool = [n for item in chance.sample(items, 400) for n in names_of(item["question"])]
        for item in chance.sample(items, count):
            draw = chance.random()
            row = _row(item, near if draw < far else None, chance)
            made = gap(row, pool, chance) if row.spans and draw > 1 - gaps else None
            units.append((made or row,))
    return units


def _row(
    item: dict[str, Any], near: Callable[[dict[str, Any], random.Random], str] | None, chance: random.Random
) -> Row:
    if near is not None and (other := near(item, chance)):
        context, _ = window(other, (), WORDS)
        return Row(item["question"], context, ())
    spans = tuple(sorted({(a["start"], a["start"] + len(a["text"])) for a in item["answers"]}))
    context, spans = window(item["context"], spans, WORDS)
    return Row(item["question"], context, spans)


def _near_contexts(items: Sequence[dict[str, Any]]) -> Callable[[dict[str, Any], random.Random], str]:
    lacking = _lacking(items)

    def find(item: dict[str, Any], chance: random.Random) -> str:
        fit = lacking(item, 6)
        return chance.choice(fit[:3]) if fit else ""

    return find


def _lacking(items: Sequence[dict[str, Any]]) -> Callable[[dict[str, Any], int], list[str]]:
    contexts = list(dict.fromkeys(item["context"] for item in items))
    near = Near([terms(context) for context in contexts])

    def find(item: dict[str, Any], among: int) -> list[str]:
        """Of so many contexts near to the question those that are not its own and hold none of its answers."""
        answers = [a["text"].lower() for a in item["answers"]]
        others = [contexts[i] for i in near.ranked(terms(item["question"]), among)]
        return [c for c in others if c != item["context"] and not any(a in c.lower() for a in answers)]

    return find


def ranked_paragraphs(data: Path, chance: random.Random) -> list[Unit]:
    """Questions on Wikipedia: the paragraph that answers against near ones that hold none of its answers."""
    items = list(read_lines(data / "train" / "spans" / "wikipedia.jsonl"))
    lacking = _lacking(items)
    units: list[Unit] = []
    for item in chance.sample(items, RANKED):
        others = lacking(item, 8)[:NEAREST]
        if len(others) >= NEAR:
            row = replace(_row(item, None, chance), right=True)
            wrong = [window(text, (), WORDS)[0] for text in chance.sample(others, NEAR)]
            units.append((row, *(Row(item["question"], text, (), False) for text in wrong)))
    return units


def sentence_choices(data: Path, chance: random.Random, held_out: bool) -> list[Unit]:
    """SelQA: one sentence that answers against three of the same section, the nearest to the question first."""
    units: list[Unit] = []
    for i, item in enumerate(read_lines(data / "train" / "sentences" / "wikipedia.jsonl")):
        if (i % 12 == 0) != held_out or not item["answers"]:
            continue
        texts = item["candidates"]
        right = chance.choice(item["answers"])
        asked_terms = set(terms(item["question"]))
        wrong = [t for j, t in enumerate(texts) if j not in item["answers"]]
        wrong.sort(key=lambda t: -len(asked_terms & set(terms(t))))
        if wrong:
            rows = [texts[right], *wrong[:2], *chance.sample(wrong[2:], min(1, len(wrong[2:])))]
            units.append(tuple(Row(item["question"], window(t, (), 60)[0], None, j == 0) for j, t in enumerate(rows)))
    return units
