"""Where the dateline of a report stands: *HARSK, 6 March 2026 (VPA) -*."""

import re

# "PORT VALE, 4 MAR 88 (XNA) -- [TEXT]", "HARSK, 6 March 2026 (VPA) - "; a blank line is not in it.
_DATELINE = re.compile(
    r"(?P<head>[^\W\d_](?:(?!\n\s*\n)[^()\[\]]){1,60}?)"
    r"(?:(?:\([^()]{1,40}\)[^()\[\]]{0,20}){1,2}[-–—]{1,2}|--)\s+(?:\[[^\]]{1,60}\]\s*)*"
)
# So far into a text it may begin, behind a headline.
HEAD = 300
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")


def dateline(text: str) -> tuple[int, int]:
    """Start and end of the dateline that a document begins with, behind its headline or not; 0 and 0 where it has
    none."""
    for start in (0, *(blank.end() for blank in _PARAGRAPH.finditer(text, 0, HEAD))):
        if end := dateline_end(text, start):
            return start, end
    return 0, 0


def in_dateline(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` lies in the dateline that the document begins with."""
    opens, closes = dateline(text)
    return opens <= start and end <= closes


def dateline_end(text: str, start: int = 0) -> int:
    """Where the dateline that begins at `start` ends, 0 where there is none."""
    found = _DATELINE.match(text, start)
    if found and (re.search(r"\d", found["head"]) or found["head"].split()[0].strip(",").isupper()):
        return found.end()
    return 0
