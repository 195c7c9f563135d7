"""What the first lines of a text say of it: headline, publisher, place, day and byline, each in its usual form."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ingest.readers.dateline import dateline, stated_date
from rag.domain.text import Metadata, Sourced
from rag.language.dates import find_dates

_HEAD_LINES = 12
_HEAD_CHARACTERS = 4000
_SHORT = 120
# Below the first whole sentence the text is about other things than itself.
_SENTENCE = 60
_MARKUP = re.compile(r"^[#>\s]+|[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}|\s+$")
_PARTICLES = "(?:(?:de|del|da|di|du|van|von|der|den|bin|al|el|la|le|of) )*"
_NAME = rf"{_PARTICLES}[^\W\d_a-z][\w.'’-]*(?: {_PARTICLES}[^\W\d_a-z][\w.'’-]*){{1,3}}"
_BYLINE = re.compile(
    rf"(?:^|[.,;|·–—-] )(?:[Bb]y|BY|Written by|Author|AUTHOR|Reporter)[: ]\s*"
    rf"(?P<author>{_NAME}(?:(?:,| and|,? &) {_NAME})*)"
    r"(?:,? (?:in|IN) (?P<place>[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,3}))?"
)
_STATED = re.compile(
    r"\b(?:published|posted|issued|released|dated?|(?:last )?(?:updated|changed|modified|revised))\b"
    r"(?: (?:on|at))?\s*:?\s*(?P<day>.{4,60})",
    re.I,
)
_BEFORE_DAY = re.compile(r"\W*(?:\b(?:last )?(?:published|posted|updated|changed|issued|revised|date|on))*\W*$", re.I)
_SOURCE = re.compile(r"^(?:Source|Publisher|Publication|Newspaper|Agency)\s*:\s*(?P<publisher>[^\n]{2,80}?)\.?$", re.I)
_PERIODICAL = re.compile(
    r"\b(?:Post|Times|Gazette|Courier|Herald|News|Daily|Dispatch|Ledger|Tribune|Journal|Today|Press|Agency|Radio|"
    r"Television|TV|Review|Observer|Star|Sun|Standard|Mail|Telegraph|Chronicle|Guardian|Weekly|Monitor|Bulletin|"
    r"Register|Mirror|Echo|Express|Record|Reporter|Wire|Messenger|Examiner|Advertiser|Argus|Sentinel|Ministry|Office)\b",
    re.I,
)


def from_head(text: str) -> Metadata:
    """What the head of the text states, each value with the form that it came in."""
    lines = list(_head(text))
    found: dict[str, Any] = {}
    if (title := _headline(lines)) and not _is_wrapped(text):
        found["title"] = Sourced(title, "first line")
    for number, line in enumerate(lines):
        for key, value, source in _said(lines, number, line):
            found.setdefault(key, Sourced(value, source))
        if number and len(line) > _SENTENCE and line.rstrip("\"'”’)").endswith("."):
            break
    return Metadata(**found)


def _head(text: str) -> Iterator[str]:
    """The first lines, without mark-up; a line that is broken inside a dateline is put together again."""
    head = text[:_HEAD_CHARACTERS]
    count = 0
    for paragraph in re.split(r"\n[ \t]*\n", head):
        lines = [bare for line in paragraph.split("\n") if (bare := _MARKUP.sub("", line))]
        if lines and dateline(" ".join(lines)):
            lines = [" ".join(lines)]
        for line in lines:
            yield line
            count += 1
            if count == _HEAD_LINES:
                return


def _said(lines: Sequence[str], number: int, line: str) -> Iterator[tuple[str, str, str]]:
    sent = dateline(line)
    if sent:
        given = {"published": sent.published, "place": sent.place, "publisher": sent.agency}
        yield from ((key, value, "dateline") for key, value in given.items() if value)
        return
    if len(line) > 2 * _SHORT:
        return
    if byline := _BYLINE.search(line):
        yield "author", byline["author"], "byline"
        if byline["place"]:
            yield "place", byline["place"], "byline"
    if source := _SOURCE.match(line):
        yield "publisher", source["publisher"], "source line"
    if (stated := _STATED.search(line)) and (day := _opening_date(stated["day"])):
        yield "published", day, "stated in the text"
    yield from _date_line(lines, number, line)


def _date_line(lines: Sequence[str], number: int, line: str) -> Iterator[tuple[str, str, str]]:
    """`7 July 2026` under its publisher, or `River Dispatch, Harsk, 20 May 2026` on one line."""
    first = re.split(r"(?<=\d)\. |(?<=\d) \|", line.rstrip("."))[0]
    if len(first) > _SHORT or not re.search(r"\d", first):
        return
    dates = [d for d in find_dates(first, None) if not d.relative]
    if len(dates) != 1 or dates[0].end < len(first) - 12:
        return
    before = _BEFORE_DAY.sub("", first[: dates[0].start])
    parts = [part.strip() for part in before.split(",") if part.strip()]
    day = stated_date(first[dates[0].start :])
    publisher = next((part for part in parts if _PERIODICAL.search(part)), None)
    # "Date of the incident: 3 May" dates no document: what stands before the day must be names.
    labelled = publisher is None and any(re.search(r"\b[^\W\d_A-Z]{4,}", part) for part in parts[:1])
    if not day or labelled or not all(_is_name(part) for part in parts):
        return
    yield "published", day, "date line"
    if publisher:
        yield "publisher", publisher, "date line"
        if place := ", ".join(parts[parts.index(publisher) + 1 :]):
            yield "place", place, "date line"
    if parts:
        return
    if number > 1 and _is_name(above := lines[number - 1]) and not _BYLINE.search(above):
        yield "publisher", above, "above the date"
    if number + 1 < len(lines) and len(below := lines[number + 1]) < 40 and _is_name(below) and below.isalpha():
        yield "place", below, "below the date"


def _headline(lines: Sequence[str]) -> str | None:
    """The first line, where it stands above the text like a title and not in it as a sentence."""
    if len(lines) < 2 or len(lines[0]) > 200:
        return None
    first, second = lines[0], lines[1]
    words = [word for word in re.findall(r"[^\W\d_]+", first) if len(word) > 3]
    if not words or dateline(first) or _BYLINE.match(first) or _opening_date(first):
        return None
    capitals = sum(word[0].isupper() for word in words) > 0.6 * len(words)
    if first.endswith((",", ";", "-")) or (first.endswith(".") and not (capitals and len(words) > 2)):
        return None
    return first if capitals or not second[0].islower() else None


def _opening_date(words: str) -> str | None:
    """The date that the words begin with."""
    if not re.search(r"\d", words):
        return None
    day = next((d for d in find_dates(words, None) if not d.relative), None)
    return stated_date(words) if day and day.start < 12 else None


def _is_wrapped(text: str) -> bool:
    """The text begins with a paragraph that is broken into lines of about one length."""
    lines = re.split(r"\n[ \t]*\n", text[:_HEAD_CHARACTERS].strip())[0].split("\n")
    longest = max(map(len, lines))
    return len(lines) > 1 and longest <= 2 * _SENTENCE and len(lines[0]) > 0.75 * longest and longest > _SENTENCE


def _is_name(line: str) -> bool:
    words = line.split()
    return (
        0 < len(words) <= 6
        and not set(":;!?") & set(line)
        and line[-1] != "."
        and line[0].isupper()
        and not any(map(str.isdigit, line))
    )
