"""What each encoder learns from, in which shares."""

import random
from collections.abc import Callable
from pathlib import Path

from training import answered, found, incidents, questions, support
from training.examples import Unit

# The reader's passes, each from the weights of the one before.
READER = ("reader", "reader-again", "reader-more", "reader-last", "reader-found")
TASKS = (*READER, "support", "support-again")
SENTENCE_CHOICES = {"reader": 1500, "reader-again": 700, "reader-more": 1500, "reader-last": 1500, "reader-found": 1000}
INCIDENT_UNITS = {"reader": 2900, "reader-again": 2900, "reader-more": 2900, "reader-last": 5000, "reader-found": 5000}


def learned(task: str, data: Path, chance: random.Random) -> list[Unit]:
    """The units that a task learns from. Deterministic for a seed."""
    if task == "support":
        return support.learned(data, chance)
    if task == "support-again":
        return answered.learned(data, chance)
    reports = _reports(task, data, chance)
    plain = _plain(task, data, chance)
    units = reports()
    return [*plain, *chance.sample(units, min(len(units), INCIDENT_UNITS[task]))]


def plain_questions(data: Path, seed: int) -> frozenset[str]:
    """All questions but those on reports that a pass of the reader has drawn: calibration leaves them out."""
    drawn: set[str] = set()
    for task in READER:
        chance = random.Random(seed)
        _reports(task, data, chance)
        drawn.update(row.first for unit in _plain(task, data, chance) for row in unit)
    return frozenset(drawn)


def _plain(task: str, data: Path, chance: random.Random) -> list[Unit]:
    return [
        *questions.squad(data, held_out=False) * questions.SQUAD_TIMES[task],
        *questions.asked(data, task, chance),
        *chance.sample(questions.sentence_choices(data, chance, held_out=False), SENTENCE_CHOICES[task]),
    ]


def _reports(task: str, data: Path, chance: random.Random) -> Callable[[], list[Unit]]:
    """The units on reports, made when asked for: those found need an index, and depend on the weights that ship, so
    that what else is drawn must not depend on them."""
    if task == "reader-found":
        own = random.Random(chance.random())
        return lambda: found.units(data, own)
    units = incidents.units(data, chance, held_out=False, again=task != "reader")
    return lambda: units


def held_out(data: Path, chance: random.Random) -> dict[str, list[Unit]]:
    """Units to validate on, by what they show."""
    reports = incidents.units(data, chance, held_out=True, again=False)
    ranked = [u for u in reports if len(u) > 1]
    return {
        "squad": chance.sample(questions.squad(data, held_out=True), 250),
        "incidents": chance.sample(ranked, min(len(ranked), 50)),
        "selqa": questions.sentence_choices(data, chance, held_out=True)[:50],
    }
