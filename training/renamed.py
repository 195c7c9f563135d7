"""Questions on reports with other names and days, the same ones in the question and in every passage read for it.

What ranks the right report must not be that it tells of that mayor, in that town, on that day: there are 1,800
questions to learn ranking from, and they are soon known by heart.
"""

import random
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from rag.language.date_patterns import MONTHS
from training.examples import Unit

Kind = Literal["thing", "place", "country"]

# A name is exchanged this often, the days are moved that often, by so many days at most.
EXCHANGED, MOVED, DAYS = 0.75, 0.6, 900
# Passages of a unit: right ones, and all together where there are not more right ones.
RIGHT, ROWS = 3, 6
TRIES = 8
_MONTH = {name.lower(): at for at, month in enumerate(MONTHS, 1) for name in (month, month[:3])} | {"sept": 9}
_DAY = re.compile(
    rf"(?<!\w)(\d{{1,2}}) ({'|'.join(sorted(_MONTH, key=len, reverse=True))})\.?(?: ((?:19)?\d\d))?(?!\w)", re.I
)
_LIGHT = r"de|del|la|las|los|y|of|el"
_NAME = re.compile(rf"[A-Z][\w'.-]*(?:[ -](?:[A-Z][\w'.-]*|{_LIGHT}))*")
_TAIL = re.compile(rf"(?: (?:{_LIGHT}))+$")
_ASKING = frozenset(["who", "what", "where", "when", "how", "why", "which", "in", "on", "the", "was", "did"])
_YEAR = re.compile(r"\b(19\d\d)\b")

Edit = tuple[int, int, str]


def renamed_units(units: Sequence[Unit], chance: random.Random) -> list[Unit]:
    """Each unit under other names: twice where its passages are ranked."""
    pool: dict[Kind, list[str]] = defaultdict(list)
    for unit in units:
        for kind, name in names_in(unit[0].first):
            pool[kind].append(name)
    times = [2 if len({row.right for row in unit}) == 2 else 1 for unit in units]
    return [renamed(_cut(unit), pool, chance) for unit, n in zip(units, times, strict=True) for _ in range(n)]


def _cut(unit: Unit) -> Unit:
    """The right passages, and of the wrong ones those that rank highest."""
    right = [row for row in unit if row.right][:RIGHT]
    wrong = sorted((row for row in unit if not row.right), key=lambda row: -row.prior)
    return (*right, *wrong[: max(2, ROWS - len(right))])


def renamed(unit: Unit, pool: Mapping[Kind, Sequence[str]], chance: random.Random) -> Unit:
    """The unit with names of the question that its right passages hold exchanged for others of their kind, and all its
    days moved alike. Answers stay where they stand."""
    question = unit[0].first
    told = " ".join(row.context for row in unit if row.right) or unit[0].context
    pairs = _pairs(question, told, " ".join(row.context for row in unit).lower(), pool, chance)
    days = chance.randint(-DAYS, DAYS) if chance.random() < MOVED else 0
    asked, _ = _edited(question, (), _edits(question, pairs, days, f"{question} {told}"))
    rows = []
    for row in unit:
        text, spans = _edited(
            row.context, row.spans or (), _edits(row.context, pairs, days, f"{row.context} {question}")
        )
        rows.append(replace(row, first=asked, context=text, spans=None if row.spans is None else spans))
    return tuple(rows)


def names_in(question: str) -> list[tuple[Kind, str]]:
    """The names of a question on reports, each with what it names by the word before it: "… in Town, Country"."""
    text = _DAY.sub(lambda found: "#" * len(found[0]), question)
    found: list[tuple[Kind, str]] = []
    for match in _NAME.finditer(text):
        name, before = _TAIL.sub("", match[0]), text[: match.start()].rstrip()
        if match.start() and name.lower() not in _ASKING and name not in MONTHS:
            kind: Kind = "country" if before.endswith(",") else "place" if before.endswith(" in") else "thing"
            found.append((kind, name))
    return found


def _pairs(
    question: str, told: str, everything: str, pool: Mapping[Kind, Sequence[str]], chance: random.Random
) -> list[tuple[str, str]]:
    """Old and new, the parts of a name after the whole: a mayor is called by his last name too."""
    pairs: dict[str, str] = {}
    for kind, name in names_in(question):
        if chance.random() > EXCHANGED or not _whole_word(name).search(told):
            continue
        tried = (chance.choice(pool[kind]) for _ in range(TRIES))
        fit = (t for t in tried if t.lower() not in everything and len(t.split()) <= len(name.split()) + 2)
        if new := next(fit, None):
            old, parts = name.split(), new.split()
            pairs.setdefault(name, new)
            if kind == "thing" and len(old) > 1:
                pairs.setdefault(old[-1], parts[-1])
            if kind == "thing" and len(old) > 2:
                pairs.setdefault(old[0], parts[0])
    return [(old, new) for old, new in pairs.items() if len(old) > 2]


def _whole_word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.I)


def _edits(text: str, pairs: Sequence[tuple[str, str]], days: int, near: str) -> list[Edit]:
    """Start, end, and what is put there, in order, none over another. A day without its year is of the one near it."""
    found = [(m.start(), m.end(), _cased(m[0], new)) for old, new in pairs for m in _whole_word(old).finditer(text)]
    year = _YEAR.search(near)
    if days:
        dated = ((m, _moved(m, days, int(year[1]) if year else None)) for m in _DAY.finditer(text))
        found += [(m.start(), m.end(), new) for m, new in dated if new]
    kept: list[Edit] = []
    for edit in sorted(found, key=lambda edit: (edit[0], -edit[1])):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept


def _cased(like: str, text: str) -> str:
    return text.upper() if like.isupper() else text.lower() if like.islower() else text


def _moved(found: re.Match[str], days: int, near: int | None) -> str | None:
    """The day so many days later, written likewise; None for what is no day or has no year."""
    written = found[3]
    year = (int(written) if len(written) == 4 else 1900 + int(written)) if written else near
    try:
        day = date(year, _MONTH[found[2].lower()], int(found[1])) + timedelta(days) if year else None
    except ValueError:
        return None
    if day is None:
        return None
    month = MONTHS[day.month - 1]
    shown = f"{day.day} {_cased(found[2], month[:3] if len(found[2]) == 3 else month)}"
    return f"{shown} {str(day.year)[-len(written) :]}" if written else shown


def _edited(
    text: str, spans: Sequence[tuple[int, int]], edits: Sequence[Edit]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text with the edits, and where the spans are then: one that an edit cuts holds all that is put there."""
    parts, at = [], 0
    for start, end, new in edits:
        parts += [text[at:start], new]
        at = end
    moved = tuple((_place(start, edits, 0), _place(end, edits, 1)) for start, end in spans)
    return "".join([*parts, text[at:]]), moved


def _place(at: int, edits: Sequence[Edit], is_end: int) -> int:
    shift = 0
    for start, end, new in edits:
        if at <= start:
            break
        if at < end:
            return start + shift + is_end * len(new)
        shift += len(new) - (end - start)
    return at + shift
