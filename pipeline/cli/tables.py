"""Rows laid out for a terminal: a table where it fits, else one record below the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import RenderableType

MOST_LINES = 6
"""Lines that the longest cell of a column may take in a table."""
WHOLE = 20
"""Characters of a word that is never parted: a number, a day, an id."""
NARROWEST = 12
"""Characters to which a column of texts may be narrowed."""
BORDER, BORDERS = 1, 3
"""What the frame takes of the width, once and for each column."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is shown of one value.

    Attributes:
        text: Its words, on one line.
        is_number: Whether it stands at the right.
    """

    text: str
    is_number: bool = False

    @classmethod
    def of(cls, value: object, text: str) -> "Cell":
        """Return the cell of a value that is shown as `text`."""
        return cls(text, isinstance(value, (int, float, Decimal)))


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its name, how wide it may be at least, and whether words are parted in it."""

    name: str
    least: int
    is_whole: bool


def laid_out(
    names: Sequence[str], rows: Sequence[Sequence[Cell]], width: int
) -> "Iterator[RenderableType]":
    """Yield what shows rows in a terminal of so many characters; nothing of them is cut off."""
    columns = [_column(name, [row[at].text for row in rows]) for at, name in enumerate(names)]
    if BORDER + sum(column.least + BORDERS for column in columns) <= width:
        yield _table(columns, rows)
    else:
        yield from _records(names, rows)


def _column(name: str, texts: Sequence[str]) -> _Column:
    """Return how a column of these texts may be laid out."""
    widest = max(map(cell_len, texts), default=0)
    if widest <= WHOLE and not any(" " in text for text in texts):
        return _Column(name, max(widest, cell_len(name)), is_whole=True)
    least = max(min(widest, NARROWEST), -(-widest // MOST_LINES))
    return _Column(name, max(least, cell_len(name)), is_whole=False)


def _table(columns: Sequence[_Column], rows: Sequence[Sequence[Cell]]) -> Table:
    """Return a table; where it is too wide for the terminal, texts are folded, never numbers."""
    table = Table()
    for column in columns:
        table.add_column(
            Text(column.name),
            overflow="fold",
            no_wrap=column.is_whole,
            min_width=column.least,
        )
    for row in rows:
        table.add_row(*(_text(cell) for cell in row))
    return table


def _records(names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> "Iterator[RenderableType]":
    """Yield each row as lines of a name and a value."""
    for number, row in enumerate(rows, start=1):
        yield Text(f"── {number:,} of {len(rows):,} ──", style="dim")
        record = Table.grid(padding=(0, 2, 0, 0))
        record.add_column(no_wrap=True, style="bold")
        record.add_column(overflow="fold")
        for name, cell in zip(names, row, strict=True):
            record.add_row(Text(name), Text(cell.text))
        yield record


def _text(cell: Cell) -> Text:
    """Return a cell for a table."""
    return Text(cell.text, justify="right" if cell.is_number else "left")
