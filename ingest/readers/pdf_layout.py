"""From the words of a page to its lines in reading order: columns one after another, a table row by row.

Columns are found by recursive cuts along empty vertical strips (after Nagy and Seth's XY-cut), taken only where both
sides look like running text: the cells of a table stay in their row.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from statistics import median

from ingest.readers.pdf_words import Word

_CELL = 2.0
_CELLS = 400
_LEAST_ROWS = 3
# How wide a gutter is, in heights of a word, and how many rows must leave it empty: a narrow one could be chance.
_STRIPS = ((0.8, _LEAST_ROWS), (0.4, 6))
_LEAST_WORDS = 3
_FILLED = 0.5
_SHARED = 0.55
_SMALL_PRINT = 0.92
_NOTE_MARKS = "0123456789¹²³⁴⁵⁶⁷⁸⁹*†‡§"
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


@dataclass(frozen=True)
class Line:
    """Words in reading order. `left` and `right` are the edges of the column that the line stands in.

    `note`: it belongs to the notes at the column's foot.
    """

    words: tuple[Word, ...]
    left: float
    right: float
    note: bool = False

    @cached_property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @cached_property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @cached_property
    def height(self) -> float:
        return median([word.height for word in self.words])


def lines_in_order(words: Sequence[Word]) -> list[Line]:
    """The lines of the page as a person reads them, then its notes, then text that is turned, as the file has it."""
    across = [word for word in words if not word.turned]
    lines = list(_region(_rows(across))) if across else []
    lines.sort(key=lambda line: line.note)
    return lines + [Line((word,), word.x0, word.x1) for word in words if word.turned]


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words that share a line, from top to bottom; within it from left to right."""
    usual = median(word.height for word in words)
    rows: list[list[Word]] = []
    bands: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda w: (w.middle, w.x0)):
        top, bottom = word.top, word.bottom
        if word.height > 1.8 * usual and len(word.text) == 1:
            bottom = top + usual  # An initial over several lines belongs to the first of them.
        for number in range(len(rows) - 1, max(len(rows) - 4, -1), -1):
            above, below = bands[number]
            shared = min(bottom, below) - max(top, above)
            if shared >= _SHARED * min(bottom - top, below - above):
                rows[number].append(word)
                # The band of its tallest word: a band that grew would chain lines of unlike columns together.
                if bottom - top > 1.15 * (below - above):
                    bands[number] = (top, bottom)
                break
        else:
            rows.append([word])
            bands.append((top, bottom))
    order = sorted(range(len(rows)), key=lambda number: bands[number])
    return [sorted(rows[number], key=lambda w: (w.x0, w.x1)) for number in order]


def _region(rows: list[list[Word]]) -> Iterator[Line]:
    """Lines of the rows; where a gutter runs through some of them, first those above it, then column by column."""
    cut = _gutter(rows)
    if cut is None:
        yield from _column(rows)
        return
    if cut.first:
        yield from _region(rows[: cut.first])
    within = [word for row in rows[cut.first : cut.last] for word in row]
    yield from _region(_rows([word for word in within if word.x0 < cut.x]))
    yield from _region(_rows([word for word in within if word.x0 >= cut.x]))
    if cut.last < len(rows):
        yield from _region(rows[cut.last :])


def _column(rows: Sequence[Sequence[Word]]) -> Iterator[Line]:
    left, right = min(row[0].x0 for row in rows), max(word.x1 for row in rows for word in row)
    lines = [Line(tuple(_as_read(list(_once(row)))), left, right) for row in rows]
    usual = median(line.height for line in lines)
    notes = len(lines)
    while notes > 1 and lines[notes - 1].height < _SMALL_PRINT * usual:
        notes -= 1
    while notes < len(lines) and lines[notes].words[0].text[0] not in _NOTE_MARKS:
        notes += 1
    yield from lines[:notes]
    yield from (replace(line, note=True) for line in lines[notes:])


def _as_read(row: Sequence[Word]) -> Sequence[Word]:
    """From right to left where most words are Hebrew or Arabic; what is not stays in its own order."""
    leftward = [bool(_LEFTWARD.search(word.text)) for word in row]
    if 2 * sum(leftward) <= len(row):
        return row
    runs = [list(run) for _, run in groupby(zip(leftward, row, strict=True), key=lambda pair: pair[0])]
    return [word for run in reversed(runs) for _, word in (reversed(run) if run[0][0] else run)]


def _once(row: Sequence[Word]) -> Iterator[Word]:
    """Without what is drawn twice over itself."""
    last: Word | None = None
    for word in row:
        if last and last.text == word.text and abs(last.x0 - word.x0) < 0.3 * word.height:
            continue
        yield word
        last = word


@dataclass(frozen=True, slots=True)
class _Cut:
    """Rows `[first, last)` stand on both sides of `x`."""

    first: int
    last: int
    x: float


def _gutter(rows: Sequence[Sequence[Word]]) -> _Cut | None:
    """The empty strip with the most rows of running text on both its sides."""
    if len(rows) < _LEAST_ROWS:
        return None
    left, right = min(row[0].x0 for row in rows), max(word.x1 for row in rows for word in row)
    cell = max(_CELL, (right - left) / _CELLS)
    spans = [[(int((w.x0 - left) / cell), int((w.x1 - left) / cell)) for w in row] for row in rows]
    begins, ends = [row[0][0] for row in spans], [max(last for _, last in row) for row in spans]
    taken = _rows_by_cell(spans, int((right - left) / cell) + 1)
    height = median(word.height for row in rows for word in row)
    best, most = None, (0, 0)
    for share, least in _STRIPS:
        width = max(1, round(share * height / cell))
        for column in range(1, len(taken) - width):
            for first, last in _free_runs(taken[column : column + width], len(rows), least):
                before = [begin < column for begin in begins[first:last]]
                behind = [end >= column + width for end in ends[first:last]]
                rank = (min(sum(before), sum(behind)), sum(map(bool.__and__, before, behind)))
                if rank[0] < least or rank <= most:
                    continue
                cut = _trimmed(rows, _Cut(first, last, left + (column + width / 2) * cell))
                if _parts_running_text(rows, cut):
                    best, most = cut, rank
    return best


def _rows_by_cell(spans: Sequence[Sequence[tuple[int, int]]], cells: int) -> list[int]:
    """For each cell of the page's width the rows that have a word there, a bit each."""
    taken = [0] * cells
    for number, row in enumerate(spans):
        for first, last in row:
            for cell in range(first, last + 1):
                taken[cell] |= 1 << number
    return taken


def _free_runs(strip: Sequence[int], rows: int, least: int) -> Iterator[tuple[int, int]]:
    """The stretches of at least so many rows that leave all cells of the strip empty."""
    busy = 1 << rows
    for mask in strip:
        busy |= mask
    if rows + 1 - busy.bit_count() < least:
        return
    first = 0
    while first < rows:
        rest = busy >> first
        length = (rest & -rest).bit_length() - 1
        if length >= least:
            yield first, first + length
        first += length + 1


def _trimmed(rows: Sequence[Sequence[Word]], cut: _Cut) -> _Cut:
    """Without rows at both ends that stand apart and on one side alone: a heading, a page's foot."""
    first, last = cut.first, cut.last
    while last - first > _LEAST_ROWS and _one_sided(rows[first], cut.x) and _gap(rows[first], rows[first + 1]):
        first += 1
    while last - first > _LEAST_ROWS and _one_sided(rows[last - 1], cut.x) and _gap(rows[last - 2], rows[last - 1]):
        last -= 1
    return _Cut(first, last, cut.x)


def _one_sided(row: Sequence[Word], x: float) -> bool:
    return row[-1].x1 <= x or row[0].x0 >= x


def _gap(above: Sequence[Word], below: Sequence[Word]) -> bool:
    height = max(word.height for word in below)
    return min(word.top for word in below) - max(word.bottom for word in above) > 0.8 * height


def _parts_running_text(rows: Sequence[Sequence[Word]], cut: _Cut) -> bool:
    """On both sides lines of several words fill their column: not the cells of a table, nor labels and values."""
    inside = rows[cut.first : cut.last]
    left, right = min(row[0].x0 for row in inside), max(row[-1].x1 for row in inside)
    for low, high in ((left, cut.x), (cut.x, right)):
        parts = [part for row in inside if (part := [w for w in row if low <= (w.x0 + w.x1) / 2 < high + 0.1])]
        if len(parts) < _LEAST_ROWS or median(_count(part) for part in parts) < _LEAST_WORDS:
            return False
        if median(part[-1].x1 - part[0].x0 for part in parts) < _FILLED * (high - low):
            return False
    return True


def _count(part: Sequence[Word]) -> int:
    """How many words there are, the dots of a table of contents left out."""
    return sum(1 for word in part if any(map(str.isalnum, word.text)))
