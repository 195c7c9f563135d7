"""What each encoder learns from, in which shares."""

import random
from pathlib import Path

from training import incidents, questions, support
from training.examples import Unit

TASKS = ("reader", "support")
SENTENCE_CHOICES, INCIDENT_UNITS = 1500, 2900


def learned(task: str, data: Path, chance: random.Random) -> list[Unit]:
    """The units that a task learns from. Deterministic for a seed."""
    if task == "reader":
        return [
            *questions.squad(data, held_out=False),
            *questions.asked(data, chance),
            *chance.sample(questions.sentence_choices(data, chance, held_out=False), SENTENCE_CHOICES),
            *chance.sample(incidents.units(data, chance, held_out=False), INCIDENT_UNITS),
        ]
    return support.learned(data, chance)


def held_out(data: Path, chance: random.Random) -> dict[str, list[Unit]]:
    """Units to validate on, by what they show."""
    found = incidents.units(data, chance, held_out=True)
    ranked = [u for u in found if len(u) > 1]
    return {
        "squad": chance.sample(questions.squad(data, held_out=True), 120),
        "incidents": chance.sample(ranked, min(len(ranked), 50)),
        "selqa": questions.sentence_choices(data, chance, held_out=True)[:50],
    }
