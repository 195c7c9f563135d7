"""Days, months and years named in a text, as ISO prefixes: 1990-05-02, 1990-05, 1990.

Own rules rather than a guessing library: each date comes with its span, and what is not certain stays unresolved.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from rag.language import date_patterns as patterns

Order = Literal["day first", "month first"]

_NEAR = {"last": -1, "this": 0, "next": 1}


@dataclass(frozen=True, slots=True)
class Dated:
    """`text[start:end]` names `iso`; `relative` when only the anchor completes it (yesterday, Friday, 2 May)."""

    start: int
    end: int
    iso: str
    relative: bool


# Letters before a day in which words may say that it is to come.
_NEAR_BEFORE = 40


@dataclass(frozen=True, slots=True)
class _Anchor:
    """What is known of the day of writing: an ISO prefix or "", and the day itself where it is whole."""

    iso: str
    day: date | None
    order: Order | None


def find_dates(text: str, anchor: str | None, whole: str | None = None) -> list[Dated]:
    """Dates in order of place, without overlaps. `anchor` is the day of writing, an ISO prefix.

    Give it the whole document, or a part with the `whole` beside it: the order of day and month in 3/4/2019 is proved
    once per text; unproved, only the year is given. Without an anchor, relative dates and days without a year are left
    out.
    """
    known = _Anchor(anchor or "", _whole_day(anchor), date_order(text if whole is None else whole))
    matches = [(match, resolve) for pattern, resolve in _RULES for match in pattern.finditer(text)]
    found: list[Dated] = []
    reached = 0
    for match, resolve in sorted(matches, key=lambda pair: (pair[0].start(), -pair[0].end())):
        if match.start() >= reached:
            # A match that names no possible day still hides what lies inside it: 31 [February 1990].
            found.extend(resolve(match, known))
            reached = match.end()
    return found


def date_order(text: str) -> Order | None:
    """What the numeric dates of one text prove: 15/4/2019 the day first, 4/15/2019 the month first, else None."""
    proofs: set[Order] = set()
    for match in patterns.NUMERIC.finditer(text):
        first, second = int(match[1]), int(match[3])
        if first > 12 >= second:
            proofs.add("day first")
        elif second > 12 >= first:
            proofs.add("month first")
    return proofs.pop() if len(proofs) == 1 else None


def spoken(iso: str) -> str:
    """`1990-05-02` as `2 May 1990`, `1990-05` as `May 1990`, `1990` as it is."""
    year, *rest = iso.split("-")
    day = [str(int(rest[1]))] if len(rest) == 2 else []
    return " ".join([*day, patterns.MONTHS[int(rest[0]) - 1], year]) if rest else year


def _whole_day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso and len(iso) == 10 else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _days_off(day: date, offset: int) -> str | None:
    try:
        return (day + timedelta(days=offset)).isoformat()
    except OverflowError:
        return None


def _one(match: re.Match[str], iso: str | None, relative: bool) -> Iterator[Dated]:
    if iso:
        yield Dated(match.start(), match.end(), iso, relative)


def _month(match: re.Match[str]) -> int:
    return 1 + [month[:3].lower() for month in patterns.MONTHS].index(match["month"][:3].lower())


def _year(written: str, anchor: _Anchor) -> int:
    digits = written.lstrip("'’")
    if len(digits) == 4:
        return int(digits)
    # Two digits: the last such year up to ten years ahead; without an anchor POSIX's rule (69 is 1969).
    latest = int(anchor.iso[:4]) + 10 if anchor.iso else 2068
    return latest - (latest - int(digits)) % 100


def _nearest(month: int, day: int, anchor: _Anchor, before: str) -> str | None:
    """The day in the year that a writer leaves out: the last such day, or the next if it is less than 90 days off or if
    the words before it speak of what is to come."""
    if not anchor.iso:
        return None
    year = int(anchor.iso[:4])
    if len(anchor.iso) == 4:
        return _day(year, month, day)
    ahead = 365 if patterns.COMING.search(before) else 90
    latest = _days_off(anchor.day or date(year, int(anchor.iso[5:7]), 28), ahead) or "9999-12-31"
    possible = [_day(y, month, day) for y in (year + 1, year, year - 1)]
    return next((iso for iso in possible if iso and iso < latest), None)


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - _NEAR_BEFORE) : match.start()]


def _iso(match: re.Match[str], _: _Anchor) -> Iterator[Dated]:
    return _one(match, _day(int(match[1]), int(match[3]), int(match[4])), False)


def _numeric(match: re.Match[str], anchor: _Anchor) -> Iterator[Dated]:
    first, second, year = int(match[1]), int(match[3]), _year(match[4], anchor)
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    if day_first and month_first and day_first != month_first:
        chosen = {"day first": day_first, "month first": month_first, None: str(year)}[anchor.order]
        return _one(match, chosen, False)
    return _one(match, day_first or month_first, False)


def _days(match: re.Match[str], anchor: _Anchor) -> Iterator[Dated]:
    """One date for each day of "3 and 4 May 1990"; the last has the month's words in its span."""
    month, written = _month(match), match["year"]
    if match["ordinal"]:
        days = [(match.start("ordinal"), patterns.ORDINALS.index(match["ordinal"].lower()) + 1)]
    else:
        days = [(match.start("days") + number.start(), int(number[0])) for number in re.finditer(r"\d+", match["days"])]
    starts = [match.start(), *(at for at, _ in days[1:])]
    ends = [*(at + len(str(day)) for at, day in days[:-1]), match.end()]
    for start, end, (_, day) in zip(starts, ends, days, strict=True):
        iso = _day(_year(written, anchor), month, day) if written else _nearest(month, day, anchor, _before(match))
        if iso:
            yield Dated(start, end, iso, not written)


def _month_year(match: re.Match[str], _: _Anchor) -> Iterator[Dated]:
    return _one(match, f"{int(match['year'])}-{_month(match):02}", False)


def _month_alone(match: re.Match[str], anchor: _Anchor) -> Iterator[Dated]:
    iso = _nearest(_month(match), 1, anchor, _before(match))
    if iso:
        yield Dated(match.start("month"), match.end("month"), iso[:7], True)


def _month_of_near_year(match: re.Match[str], anchor: _Anchor) -> Iterator[Dated]:
    year = _shifted(anchor, "year", _NEAR[match["which"].lower()])
    if year and match["day"]:
        return _one(match, _day(int(year), _month(match), int(match["day"])), True)
    return _one(match, year and f"{year}-{_month(match):02}", True)


def _year_alone(match: re.Match[str], _: _Anchor) -> Iterator[Dated]:
    if patterns.BEFORE_YEAR.search(match.string, max(0, match.start() - 12), match.start()):
        yield Dated(match.start(), match.end(), str(int(match["year"])), False)


def _near_day(match: re.Match[str], anchor: _Anchor) -> Iterator[Dated]:
    if match["beyond"]:
        offset = -2 if match["beyond"].lower().startswith("before") else 2
    else:
        word = match["near"].lower()
        offset = 1 if word == "tomorrow" else -1 if word.startswith(("yesterday", "last")) else 0
    return _one(match, _shifted(anchor, "day", offset), True)


def _ago(match: re.Match[str], anchor: _Anchor) -> Iterator[Dated]:
    count = match["count"].lower()
    number = int(count) if count.isdecimal() else patterns.NUMBERS.index({"an": "a", "one": "a"}.get(count, count)) + 1
    return _one(match, _shifted(anchor, match["unit"].lower(), -number), True)


def _near_span(match: re.Match[str], anchor: _Anchor) -> Iterator[Dated]:
    return _one(match, _shifted(anchor, match["unit"].lower(), _NEAR[match["which"].lower()]), True)


def _shifted(anchor: _Anchor, unit: str, offset: int) -> str | None:
    """The day, week, month or year so many units from the anchor, or None where that is too vague."""
    if not anchor.iso:
        return None
    year = int(anchor.iso[:4])
    if unit == "year":
        return f"{year + offset:04}" if 0 < year + offset < 10_000 else None
    if unit == "month":
        months = year * 12 + int(anchor.iso[5:7] or 1) - 1 + offset
        return f"{months // 12:04}-{months % 12 + 1:02}" if len(anchor.iso) > 4 and 12 <= months < 120_000 else None
    if not anchor.day:
        return None
    if unit == "day":
        return _days_off(anchor.day, offset)
    monday = 7 * offset - anchor.day.weekday()
    return _common(_days_off(anchor.day, monday), _days_off(anchor.day, monday + 6))


def _common(first: str | None, last: str | None) -> str | None:
    """The longest ISO prefix of two days; a week has none of its own."""
    if not first or not last:
        return None
    return next((first[:length] for length in (7, 4) if first[:length] == last[:length]), None)


def _weekday(match: re.Match[str], anchor: _Anchor) -> Iterator[Dated]:
    if not anchor.day:
        return iter(())
    which = (match["which"] or "").lower()
    back = (anchor.day.weekday() - patterns.WEEKDAYS.index(match["weekday"].lower())) % 7
    ahead = patterns.AHEAD.search(match.string, max(0, match.start() - 60), match.start())
    if which == "next" or (not which and ahead):
        offset = 7 - back
    else:
        offset = -(back or 7) if which in ("last", "past") else -back
    return _one(match, _days_off(anchor.day, offset), True)


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Anchor], Iterator[Dated]]], ...] = (
    (patterns.ISO, _iso),
    (patterns.NUMERIC, _numeric),
    (patterns.DAY_MONTH, _days),
    (patterns.MONTH_DAY, _days),
    (patterns.MONTH_YEAR, _month_year),
    (patterns.MONTH_ALONE, _month_alone),
    (patterns.MONTH_OF_NEAR_YEAR, _month_of_near_year),
    (patterns.YEAR_ALONE, _year_alone),
    (patterns.NEAR_DAY, _near_day),
    (patterns.AGO, _ago),
    (patterns.NEAR_SPAN, _near_span),
    (patterns.WEEKDAY_ALONE, _weekday),
)
