"""Sentences of any text by rule: blocks first (blank lines, headings, list items, table rows), then marks within them.

Why by rule: docs/decisions/0001-sentences.md.
"""

import re
from collections.abc import Iterator


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# They stand before a name or an example: the dot behind them never ends a sentence.
_BEFORE_NAME = _words(
    "adm amb brig capt cdr cmdr col comdr cpl cpt dr dra drs fr gen gov gral hon ing insp lic lt ltc maj messrs mlle "
    "mme mr mrs ms mx pfc pres prof pte rep rev sen sgt sra ste supt e.g i.e cf viz vs"
)
# They stand before a number; else they are words ("He said no.").
_BEFORE_NUMBER = _words(
    "no nos nr art fig figs vol vols sec ch pp par ca approx jan feb mar apr jun jul aug sep sept oct nov dec"
)
# They may close a sentence: where the next word is one that opens sentences.
_MAY_CLOSE = _words("al ave bldg blvd bros co cos corp dept est etc ft inc jr ltd mt mph rd sr st univ")
_OPENS = _words(
    "the he she it they we you this these those there his her its our their but however meanwhile according when if "
    "while who what yet nor"
)
# In capitals these are no sign: "THE U.S. IN ITS REPLY".
_OPENS_IN_MIXED_CASE = _words("an in on at and as after before for from with by to since although")

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_SPACE = re.compile(r"\s+")
_NOT_SPACE = re.compile(r"\S+")
_WORD_BEFORE = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*$")
_AFTER = re.compile(r"\s+[\"'“‘«(\[¿¡`—–-]*\s?([^\W_]*)")
_ENDS_WITHOUT_SPACE = frozenset("。！？")
# A short bracket is passed over whole, so that nothing ends inside it. Group 1 may end a sentence.
_MARKS = re.compile(
    r"[\[(][^\[\]()]{0,300}(?<![.!?…])[\])]"
    r"|([\[(][^\[\]()]{0,300}[\])]|[.!?…]+(?:['\"”’»)\]]|\[\d{1,3}\]|[⁰¹²³⁴-⁹])*(?=\s)|[。！？।۔؟]+[”’」』»）]*)"
)
_ITEM_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})")
# Headings, table rows, rules and fences of Markdown: a line of its own. Columns of a table are set apart by tab or bar.
_LONE = re.compile(r"#{1,6}\s|\||```|~~~|[-=*_]{3,}$|[^\n]*(?:\t|\s\|\s)", re.MULTILINE)
_ITEM = re.compile(r"(?:[*+•‣▪◦>]|[-–—]{1,2}|\(?(?:\d{1,3}|[a-zA-Z])[.)])\s")
_COMMON_WIDTH = 60


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans `[start, end)` in order, trimmed, never overlapping; every character but white space is in one."""
    return [span for start, end in _blocks(text) for span in _within(text, start, end)]


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of text that one sentence may run across: wrapped lines put together, all else apart."""
    lines = [match.span() for match in _LINE.finditer(text)]
    usual = _usual_width(lines)
    for paragraph in _paragraphs(text, lines):
        width = max(max(end - start for start, end in paragraph), usual)
        block, last = paragraph[0][0], paragraph[0]
        for line in paragraph[1:]:
            if not _runs_on(text, last, line, width):
                yield block, last[1]
                block = line[0]
            last = line
        yield block, last[1]


def _usual_width(lines: list[tuple[int, int]]) -> int:
    """What a full line of this text holds, at most `_COMMON_WIDTH`: narrow columns are narrower."""
    widths = sorted(end - start for start, end in lines)
    return min(_COMMON_WIDTH, widths[len(widths) * 9 // 10]) if widths else _COMMON_WIDTH


def _paragraphs(text: str, lines: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines without a blank one between."""
    paragraph: list[tuple[int, int]] = []
    for line in lines:
        if paragraph and text.count("\n", paragraph[-1][1], line[0]) > 1:
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _runs_on(text: str, line: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    """Whether the break between two lines is a wrap: the next word did not fit, or it goes on in lower case."""
    if _LONE.match(text, *line) or _LONE.match(text, *after):
        return False
    first = _NOT_SPACE.match(text, *after)
    word = first[0] if first else ""
    filled = line[1] - line[0] + len(word)
    full = filled > 0.8 * width
    if _ITEM.match(text, *after):
        return filled > 0.8 * max(width, _COMMON_WIDTH) and text[line[1] - 1] not in ".:;!?"
    return full or word[:1].islower()


def _within(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of one block."""
    for mark in _MARKS.finditer(text, start, end):
        if mark[1] and _ends(text, start, mark, end):
            yield start, mark.end()
            gap = _SPACE.match(text, mark.end(), end)
            start = gap.end() if gap else mark.end()
    if start < end:
        yield start, end


def _ends(text: str, start: int, mark: re.Match[str], end: int) -> bool:
    """Whether the mark ends the sentence that began at `start`."""
    sign = mark[1]
    if sign[0] in _ENDS_WITHOUT_SPACE:
        return True
    after = _AFTER.match(text, mark.end(), end)
    if not after or after[1][:1].islower():
        return False
    if sign[0] in "[(":
        return mark.start() == start
    if sign.startswith(("....", "!", "?")) or sign[0] not in ".…":
        return True
    before = _WORD_BEFORE.search(text, max(start, mark.start() - 24), mark.start())
    if sign.startswith(("..", "…")):
        return _opens(after[1])
    if not before:
        return not _ITEM_NUMBER.fullmatch(text, start, mark.start())
    return _dot_ends(before[0], after[1])


def _dot_ends(word: str, following: str) -> bool:
    """Whether the dot behind `word` closes a sentence, `following` being the word or number behind it."""
    name = word.casefold()
    if name in _BEFORE_NAME:
        return False
    if name in _BEFORE_NUMBER:
        return not following[:1].isdigit()
    if name in _MAY_CLOSE or len(name) == 1 or ("." in name and max(map(len, name.split("."))) <= 2):
        return _opens(following)
    return True


def _opens(word: str) -> bool:
    """Whether a word that is not a name begins here: a sign that a sentence does."""
    name = word.casefold()
    return name in _OPENS or (name in _OPENS_IN_MIXED_CASE and not word.isupper())
