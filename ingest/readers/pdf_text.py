"""From lines in reading order to the one text of the document, its pages, and where each word stands on them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.readers.hyphens import joined, vocabulary
from ingest.readers.pdf_layout import Line
from rag.domain.text import Page, WordBox

_EDGE = 0.12
_PARAGRAPH_GAP = 0.7
_RUNNING = 0.4
_PROSE = 4
_CELL_GAP = 2.0
_SENTENCE_END = (".", "!", "?", ":", "”", '"', "’", ")")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:page|seite|p\.)?\s*\d{1,4}(?:\s*(?:of|/|von)\s*\d{1,4})?[-–—\s]*", re.I)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of one page in reading order, and its size in points."""

    lines: tuple[Line, ...]
    width: float
    height: float


def compose(sheets: Sequence[Sheet]) -> tuple[str, tuple[Page, ...]]:
    """The text and its pages; each page reaches to where the next begins. Running heads and feet stand in it once."""
    sheets = without_running_lines(sheets)
    known = vocabulary(word.text for sheet in sheets for line in sheet.lines for word in line.words)
    flow = [(number, line) for number, sheet in enumerate(sheets) for line in _notes_placed(sheet, known)]
    boxes: list[list[WordBox]] = [[] for _ in sheets]
    starts: dict[int, int] = {}
    parts: list[str] = []
    length = 0
    for at, (number, line) in enumerate(flow):
        starts.setdefault(number, length)
        after = flow[at + 1] if at + 1 < len(flow) else None
        ending, space = _ending(line, after[1], after[0] == number, known) if after else (line.words[-1].text, "")
        for place, word in enumerate(line.words):
            before = " " if place and not word.glued else ""
            shown = ending if place + 1 == len(line.words) else word.text
            start = length + len(before)
            length = start + len(shown)
            parts += [before, shown]
            boxes[number].append(WordBox(start, length, word.x0, word.top, word.x1, word.bottom))
        parts.append(space)
        length += len(space)
    return "".join(parts), _pages(sheets, starts, boxes, length)


def _notes_placed(sheet: Sheet, known: Counter[str]) -> list[Line]:
    """Notes stand before the page's last paragraph where that goes on on the next page, else at the foot."""
    body, notes = [line for line in sheet.lines if not line.note], [line for line in sheet.lines if line.note]
    if not body or not notes or body[-1].words[-1].text.endswith(_SENTENCE_END):
        return body + notes
    begins = len(body) - 1
    while begins and "\n" not in _ending(body[begins - 1], body[begins], True, known)[1]:
        begins -= 1
    return body[:begins] + notes + body[begins:] if begins else body + notes


def _pages(
    sheets: Sequence[Sheet], starts: dict[int, int], boxes: Sequence[Sequence[WordBox]], length: int
) -> tuple[Page, ...]:
    pages: list[Page] = []
    end = length
    for number in reversed(range(len(sheets))):
        start = starts.get(number, end)
        sheet = sheets[number]
        pages.append(Page(number + 1, start, end, sheet.width, sheet.height, tuple(boxes[number])))
        end = start
    return tuple(reversed(pages))


def _ending(line: Line, after: Line, one_page: bool, known: Counter[str]) -> tuple[str, str]:
    """How the line's last word is written, and the white space behind it."""
    last = line.words[-1]
    gap, height = after.top - line.bottom, max(line.height, after.height)
    jump = not one_page or gap < -2 * height
    apart = (
        line.note != after.note
        or not jump
        and gap > _PARAGRAPH_GAP * height
        or min(line.height, after.height) < 0.75 * height
    )
    if last.hyphen and not apart:
        word = joined(last.text, after.words[0].text, known)
        return word.rstrip(), " " if word.endswith(" ") else ""
    if apart:
        return last.text, "\n\n"
    if jump:
        return last.text, " " if _goes_on(line, after) else "\n\n"
    flows = _is_full(line, after) and not _is_indented(line, after) and not _is_row(line) and not _is_row(after)
    return last.text, " " if flows else "\n"


def _goes_on(line: Line, after: Line) -> bool:
    """A sentence goes on from the foot of a column or page to the head of the next."""
    first, last = after.words[0].text, line.words[-1].text
    unfinished = len(line.words) >= _PROSE and not last.endswith(_SENTENCE_END) and _is_full(line, after)
    return first[0].islower() or unfinished


def _is_full(line: Line, after: Line) -> bool:
    """The next line's first word had no room in this one, or both end at the same justified edge."""
    first, end = after.words[0], line.words[-1].x1
    flush = abs(end - after.words[-1].x1) < 1 and abs(line.words[0].x0 - first.x0) < 1 and len(line.words) >= _PROSE
    return flush or line.right - end < first.x1 - first.x0 + 0.8 * line.height


def _is_row(line: Line) -> bool:
    """Cells with wide space between them: a row of a table."""
    pairs = zip(line.words, line.words[1:], strict=False)
    return any(right.x0 - left.x1 > _CELL_GAP * line.height for left, right in pairs)


def _is_indented(line: Line, after: Line) -> bool:
    return after.words[0].x0 - after.left > 0.8 * line.height and line.words[0].x0 - line.left < 0.4 * line.height


def without_running_lines(sheets: Sequence[Sheet]) -> list[Sheet]:
    """What stands at the head of many pages stays on the first of them, at the foot on the last; page numbers go."""
    if len(sheets) < 2:
        return list(sheets)
    heads: dict[str, list[int]] = {}
    feet: dict[str, list[int]] = {}
    for number, sheet in enumerate(sheets):
        for line in sheet.lines:
            if (edge := _edge(line, sheet)) is not None:
                (heads if edge == "head" else feet).setdefault(_key(line), []).append(number)
    least = max(2, _RUNNING * sum(1 for sheet in sheets if sheet.lines))
    kept = {("head", key): found[0] for key, found in heads.items() if len(set(found)) >= least}
    kept |= {("foot", key): found[-1] for key, found in feet.items() if len(set(found)) >= least}

    def stays(line: Line, number: int, sheet: Sheet) -> bool:
        edge = _edge(line, sheet)
        if edge is None:
            return True
        return kept.get((edge, _key(line)), number) == number and not _PAGE_NUMBER.fullmatch(_words(line))

    return [
        replace(sheet, lines=tuple(line for line in sheet.lines if stays(line, number, sheet)))
        for number, sheet in enumerate(sheets)
    ]


def _edge(line: Line, sheet: Sheet) -> str | None:
    if line.bottom < _EDGE * sheet.height:
        return "head"
    return "foot" if line.top > (1 - _EDGE) * sheet.height else None


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", _words(line))


def _words(line: Line) -> str:
    return " ".join(word.text for word in line.words)
