"""Tables: where each cell stands in the raw text, and which cells head which."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its characters in the raw text, half-open, and the part of the grid it fills.

    A cell that spans several rows or columns is one cell with `rows` or `columns` above 1.
    `is_header` is what the document itself says, by its markup.
    """

    char_start: int
    char_end: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    is_header: bool = False

    def covers(self, row: int, column: int) -> bool:
        """Tell whether the cell fills this place of the grid."""
        return (
            self.row <= row < self.row + self.rows
            and self.column <= column < self.column + self.columns
        )


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the raw text at `[char_start, char_end)`, its caption within.

    `caption` is the span of its caption; None where it has none of its own. `cells` stand in
    order of the raw text; empty ones are left out.
    """

    char_start: int
    char_end: int
    caption: tuple[int, int] | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as a document gives it: its words, how far it reaches, whether it is a header."""

    text: str
    rows: int = 1
    columns: int = 1
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as a document gives it, not yet part of a text; empty cells included."""

    rows: tuple[tuple[GridCell, ...], ...]
    caption: str = ""


MOST_ROWS = 2_000
MOST_COLUMNS = 100
"""A table beyond these is no table of an article; what reaches further is cut off."""


def place_cells(grid: Grid) -> list[list[tuple[GridCell, int]]]:
    """Return each row's cells with the column that each begins in, spans from above counted.

    Source: the algorithm of the HTML standard for forming a table.
    """
    taken: set[tuple[int, int]] = set()
    placed: list[list[tuple[GridCell, int]]] = []
    for row, cells in enumerate(grid.rows[:MOST_ROWS]):
        column = 0
        line: list[tuple[GridCell, int]] = []
        for cell in cells:
            while (row, column) in taken:
                column += 1
            if column >= MOST_COLUMNS:
                break
            line.append((cell, column))
            wide = min(cell.columns, MOST_COLUMNS - column)
            deep = min(cell.rows, len(grid.rows) - row)
            taken.update((row + d, column + w) for d in range(deep) for w in range(wide))
            column += wide
        placed.append(line)
    return placed


def is_worth_reading(grid: Grid) -> bool:
    """Tell whether a grid has at least two rows and two columns of words."""
    filled = [sum(bool(cell.text) for cell in row) for row in grid.rows]
    return len([count for count in filled if count]) > 1 and max(filled, default=0) > 1


def drop_empty(rows: Sequence[Sequence[GridCell]]) -> tuple[tuple[GridCell, ...], ...]:
    """Return the rows that hold any words; rows that cells from above reach into are kept."""
    kept = []
    reach = 0
    for row in rows:
        if reach > 0 or any(cell.text for cell in row):
            kept.append(tuple(row))
        reach = max(reach - 1, max((cell.rows - 1 for cell in row), default=0))
    return tuple(kept)
