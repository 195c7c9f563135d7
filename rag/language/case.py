"""Text made fit for a parser that was taught on plain prose. Offsets stay: one character for one."""

import re
from collections.abc import Collection

from rag.language.datelines import dateline_end

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NO_PROSE = re.compile(r"[\s*_#`~|]")


def in_capitals(text: str) -> bool:
    """Whether letters are capitals nearly all, as in wire copy."""
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) > max(20.0, 0.8 * len(letters))


def parsable(text: str, names: Collection[str]) -> str:
    """Line breaks, a dateline and marks of Markdown as spaces; capitals small, but for `names` (lower-cased)."""
    text = _NO_PROSE.sub(" ", text)
    begin = dateline_end(text)
    text = " " * begin + text[begin:]
    return _WORD.sub(lambda word: _small(word[0], names), text) if in_capitals(text) else text


def _small(word: str, names: Collection[str]) -> str:
    small = "".join(c.lower() if len(c.lower()) == 1 else c for c in word)
    return word[0] + small[1:] if small in names else small
