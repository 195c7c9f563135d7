"""Datelines: where, when and through which agency a report was sent, as its first words say."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rag.language.dates import find_dates

# GUATEMALA CITY, 4 FEB 90 (ACAN-EFE) -- / LONDON, March 3, 2025 (Reuters) - / PARIS --
_BRACKETS = r"[(\[](?:[^()\[\]]|\[[^\[\]]*\])*[)\]]"
_DASHED = re.compile(rf"(?P<head>(?:[^()\[\]]|{_BRACKETS})*?) ?(?:--+|[-–—](?= ))")
_AGENCY = re.compile(r"(?P<before>.*?),? ?[(\[](?P<agency>[^\W\d_a-z](?:[^()\[\]]|\[[^\[\]]*\])*)[)\]]")
_WORD = r"[^\W\d_][\w.'’]*"
_PLACE = rf"(?![a-z]){_WORD}(?:[ -]{_WORD}){{0,4}}(?: \([^()]{{2,40}}\))?"
_PLACES = re.compile(rf"{_PLACE}(?:, {_PLACE}){{0,2}}")
_NO_PLACE = ("NO CITY", "CLANDESTINE")
_NO_DAY = "NO DATE"
# A day without a year is a day all the same: it is looked for in any leap year, and then not kept.
_ANY_DAY = "2000-01-01"
_LONGEST = 140


@dataclass(frozen=True, slots=True)
class Dateline:
    place: str | None
    published: str | None
    agency: str | None


@lru_cache(maxsize=64)
def dateline(line: str) -> Dateline | None:
    """What the dateline at the beginning of the line says, None when it begins with none.

    `line` is on one line and without mark-up. The day is an ISO prefix; None where the year is left out.
    """
    dashed = _DASHED.match(line[:_LONGEST])
    head = dashed["head"] if dashed else line
    if len(head) > _LONGEST or not head:
        return None
    sent = _AGENCY.fullmatch(head)
    before, agency = (sent["before"], re.sub(r" ?- ?", "-", sent["agency"])) if sent else (head, None)
    places, day = _without_day(before)
    if places and not _PLACES.fullmatch(places) or not dashed and not (agency and day):
        return None
    # A dash alone proves nothing: a date, an agency, or a place in capitals before a whole sentence does.
    if not day and not (agency and len(agency.split()) < 8) and not _stands_alone(places, line):
        return None
    place = ", ".join(p for part in places.split(", ") if (p := _somewhere(part)))
    return Dateline(place or None, stated_date(day), agency)


def stated_date(words: str) -> str | None:
    """The first date that the words name in full, as an ISO prefix. A two-digit year is never in the future."""
    if not re.search(r"\d", words):
        return None
    iso = next((d.iso for d in find_dates(words, None) if not d.relative), None)
    if iso and int(iso[:4]) > date.today().year + 1:
        return f"{int(iso[:4]) - 100}{iso[4:]}"
    return iso


def _without_day(before: str) -> tuple[str, str]:
    """Places and day, of words that end with a day; otherwise all of them are the places."""
    if before.endswith(_NO_DAY):
        return before.removesuffix(_NO_DAY).rstrip(", "), _NO_DAY
    if not re.search(r"\d", before):
        return before, ""
    day = next((d for d in find_dates(before, _ANY_DAY) if d.end == len(before) and len(d.iso) == 10), None)
    return (before[: day.start].rstrip(", "), before[day.start :]) if day else (before, "")


def _stands_alone(places: str, line: str) -> bool:
    first = places.split(", ")[0]
    return first.isupper() and len(first) > 3 and len(line) > 80 and first not in ("CORRECTION", "UPDATE")


def _somewhere(place: str) -> str:
    """NO CITY (PERU) is PERU."""
    inner = re.fullmatch(r"(.*?) \((.*)\)", place)
    if inner and inner[1] in _NO_PLACE:
        return inner[2]
    return "" if place in _NO_PLACE else place
