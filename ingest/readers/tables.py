"""A table becomes lines: one a row, each cell with its column's heading, so that a number keeps its meaning."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

_HEADING = 60
_LONG_CELL = 400


@dataclass(frozen=True, slots=True)
class Cell:
    """`parts` are its paragraphs or list items. `heading` is None where the format does not say if it is one."""

    parts: tuple[str, ...]
    columns: int = 1
    rows: int = 1
    heading: bool | None = None

    @property
    def text(self) -> str:
        return "; ".join(part.rstrip("; ") for part in self.parts)


def table_lines(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """A cell over several columns is said once, one over several rows in each row that it belongs to."""
    grid = _grid(rows)
    width = max((len(row) for row in grid), default=0)
    titles = next((i for i, row in enumerate(grid) if len(_filled(row)) > 1), len(grid))
    headings = grid[titles] if titles < len(grid) and _is_heading(grid, titles, width) else []
    lines = [line for row in grid[:titles] for line in _row_lines(row, [])]
    if headings:
        lines.append(" | ".join(cell.text for cell in _filled(headings)))
    for row in grid[titles + bool(headings) :]:
        lines.extend(_row_lines(row, headings))
    return [line for line in lines if line.strip()]


def _grid(rows: Sequence[Sequence[Cell]]) -> list[list[Cell | None]]:
    """Cells by column; None where a wide cell goes on, or where there is none."""
    grid: list[list[Cell | None]] = []
    below: dict[int, Cell] = {}
    for row in rows:
        line: list[Cell | None] = []
        waiting = list(row)
        while waiting or len(line) in below:
            cell = below.pop(len(line)) if len(line) in below else waiting.pop(0)
            if cell.rows > 1:
                below[len(line)] = replace(cell, rows=cell.rows - 1)
            line.extend([cell, *[None] * (cell.columns - 1)])
        grid.append(line)
    return grid


def _row_lines(row: Sequence[Cell | None], headings: Sequence[Cell | None]) -> list[str]:
    cells = [(column, cell) for column, cell in enumerate(row) if cell and cell.text]
    if any(len(cell.text) > _LONG_CELL for _, cell in cells):
        return [part for _, cell in cells for part in cell.parts]
    said = []
    for column, cell in cells:
        heading = next((h for h in reversed(headings[: column + 1]) if h), None)
        label = heading.text.rstrip(":") if heading else ""
        said.append(f"{label}: {cell.text}" if label and label != cell.text else cell.text)
    return [" | ".join(said)] if said else []


def _filled(row: Sequence[Cell | None]) -> list[Cell]:
    return [cell for cell in row if cell and cell.text]


def _is_heading(grid: Sequence[Sequence[Cell | None]], number: int, width: int) -> bool:
    """As the format says, else by its look: short words over every column, above at least one row of three cells."""
    row = [cell for cell in grid[number] if cell]
    if number + 1 == len(grid):
        return False
    if all(cell.heading for cell in row):
        return True
    if any(cell.heading is False for cell in row) or width < 3 or len(_filled(row)) < width:
        return False
    return all(len(cell.text) < _HEADING and not cell.text[0].isdigit() for cell in row)
