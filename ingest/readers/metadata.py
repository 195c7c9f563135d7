"""Who published a document, when and where: from the format's own fields, else from what text and name say."""

import re
from dataclasses import fields, replace
from datetime import date
from pathlib import PurePosixPath

from ingest.readers.language import language_of
from ingest.readers.masthead import from_head
from rag.domain.text import FILE_MADE, Metadata, Reading, Sourced

# What clocks and programs write that do not know the day.
_NO_DAY = ("1601-01-01", "1904-01-01", "1970-01-01", "1980-01-01", "2000-01-01", "2013-12-23")
_DAY_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)(?:\2(\d\d))?(?!\d)")


_PROGRAM = re.compile(
    r"^(microsoft |powerpoint |untitled|unknown|anonymous|unspecified|admin|title$|author$|user$|document\d*$"
    r"|python-docx|\S+\.\w{3,4}$)",
    re.I,
)


def file_made(day: date | None) -> Sourced | None:
    """The day that a file's own properties give, where they give one."""
    known = day is not None and day.isoformat() not in _NO_DAY
    return Sourced(day.isoformat(), FILE_MADE) if day and known else None


def worthy(value: str | None) -> str | None:
    """A property that a person gave, not a program's filling such as `untitled` or `Microsoft Word - x.doc`."""
    words = " ".join((value or "").split())
    return words if any(map(str.isalpha, words)) and not _PROGRAM.match(words) else None


def complete(reading: Reading, name: str) -> Reading:
    """The reading with what its head, or its file's name, tells where its own fields are silent."""
    own, said = reading.metadata, from_head(reading.text)
    values = {f.name: getattr(own, f.name) or getattr(said, f.name) for f in fields(Metadata)}
    published = own.published
    # The day on which the file was made gives way to one that the text or the name states.
    if published is None or published.source == FILE_MADE:
        values["published"] = said.published or _from_name(name) or published
    values["language"] = language_of(reading.text) or own.language
    return replace(reading, metadata=Metadata(**values))


def _from_name(name: str) -> Sourced | None:
    """A whole day, or a year and a month with a mark between: 0707 alone says no year."""
    for found in _DAY_IN_NAME.finditer(PurePosixPath(name).name):
        year, mark, month, day = found.groups()
        try:
            whole = date(int(year), int(month), int(day or 1)).isoformat()
        except ValueError:
            continue
        if day or mark:
            return Sourced(whole if day else whole[:7], "file name")
    return None
