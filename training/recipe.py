"""What each encoder learns from, in which shares."""

import random
from collections.abc import Callable
from pathlib import Path

from training import answered, found, incidents, questions, support
from training.examples import Unit
from training.renamed import renamed_units

# The reader's passes, each from the weights of the one before.
READER = ("reader", "reader-again", "reader-more", "reader-last", "reader-found", "reader-renamed")
TASKS = (*READER, "support", "support-again")
SENTENCE_CHOICES = dict(zip(READER, (1500, 700, 1500, 1500, 1000, 0), strict=True))
INCIDENT_UNITS = dict(zip(READER, (2900, 2900, 2900, 5000, 5000, 5000), strict=True))


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
        *(questions.ranked_paragraphs(data, chance) if task == "reader-renamed" else []),
    ]


def _reports(task: str, data: Path, chance: random.Random) -> Callable[[], list[Unit]]:
    """The units on reports, made when asked for: those found need an index, and depend on the weights that ship, so
    that what else is drawn must not depend on them."""
    if task in ("reader-found", "reader-renamed"):
        own = random.Random(chance.random())
        rename = task == "reader-renamed"
        return lambda: renamed_units(found.units(data, own), own) if rename else found.units(data, own)
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
