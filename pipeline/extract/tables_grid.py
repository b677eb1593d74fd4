"""A table's cells sorted out: headers above, labels beside, and values that they are about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.readers.tables import Cell, Table

# A value: sign, currency, digits, and what may stand behind; "(1,234)", "$1.2bn", "+8.3%", "3–4".
VALUE = re.compile(
    r"[(+\-–−±~<>≈]{0,3} ?[^\w\s(]{0,2}(?:[A-Z]{1,3}[$£€¥]?|[$£€¥₹])? ?[(\-–−]?"
    r"\d[\d.,\u00a0\u202f ]{0,24}(?:\s?[-–—]\s?\d[\d.,]{0,20})?"
    r"\)?\s?(?:%|[A-Za-z°µ/²³]{1,12}(?: [A-Za-z/]{1,12}){0,2})?\)?"
)

# What is marked as a note: "1,234*", "1,234 [2]", "1,234¹", "1,234 (a)"
NOTE = re.compile(r"\s?(?:[*†‡§¹²³⁴⁵⁶]{1,3}|\[\w{1,2}\]|\([a-z]\))$")

# A year that stands for itself: "2024", "2024E"
YEAR = re.compile(r"(?:19|20)\d\d ?[AEFPaefp]?")

# "2025 guidance", "2024 actual"
YEAR_AND_WORD = re.compile(r"(?:19|20)\d\d [A-Za-z]{4}")

# "Q1", "1H24", "FY 2024", "Mar-24", "31 Dec 2023"
PERIOD_LIKE = re.compile(
    r"(?:[1-4]Q|Q[1-4]|[12]H|H[12]|FY|9M|6M)[ '’-]?(?:FY)?[ '’-]?(?:\d{2}|\d{4})?[AEFPaefp]?"
    r"|(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
    r"[ '’.-]{0,2}\d{2,4}"
    r"|(?:19|20)\d\d ?[-–/] ?(?:(?:19|20)\d\d|\d\d)"
)

MOST_LABEL_VALUES = 0.5
"""A column of which fewer cells than this part are values holds labels."""

_RANK_HEADERS = frozenset({"#", "no", "no.", "rank", "ranking", "position"})


@dataclass(frozen=True, slots=True)
class ValueCell:
    """A cell that may hold a figure, with all that heads it.

    `above` are the header cells over it, the nearest first; `beside` the labels of its row,
    the nearest column first, and then the section that the row stands in; `corner` is the
    header over the row's first label.
    """

    cell: Cell
    text: str
    above: tuple[Cell, ...]
    beside: tuple[Cell, ...]
    corner: Cell | None


class TableGrid:
    """The cells of one table by their places."""

    def __init__(self, table: Table, raw_text: str) -> None:
        """Tell headers and labels of the table apart."""
        self._raw = raw_text
        self._cells = table.cells
        self._places: dict[tuple[int, int], Cell] = {}
        for cell in table.cells:
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    self._places.setdefault((row, column), cell)
        self._rows = 1 + max((row for row, _ in self._places), default=-1)
        self._columns = 1 + max((column for _, column in self._places), default=-1)
        self._head = self._count_head_rows()
        self._labels = frozenset(c for c in range(self._columns) if self._is_label_column(c))

    def text(self, cell: Cell) -> str:
        """Return the words of a cell."""
        return self._raw[cell.char_start : cell.char_end]

    @property
    def label_cells(self) -> list[Cell]:
        """The cells that hold words and no values, in order."""
        return [cell for cell in self._cells if not is_value(self.text(cell))]

    def values(self) -> Iterator[ValueCell]:
        """Yield the cells that may hold figures, row by row."""
        section: Cell | None = None
        for row in range(self._head, self._rows):
            cells = self._row(row)
            if len(cells) == 1 and cells[0].column == 0 and not is_value(self.text(cells[0])):
                section = cells[0]
                continue
            for cell in cells:
                if cell.column not in self._labels and cell.row == row:
                    if has_digit(self.text(cell)):
                        yield self._value(cell, row, section)

    def _value(self, cell: Cell, row: int, section: Cell | None) -> ValueCell:
        labels = [self._places.get((row, c)) for c in sorted(self._labels)]
        beside = [each for each in labels if each is not None and not self._is_rank(each)]
        return ValueCell(
            cell=cell,
            text=self.text(cell),
            above=tuple(self._above(cell.column)),
            beside=(*beside, *([section] if section is not None else [])),
            corner=self._corner(beside[0]) if beside else self._corner_of_first(),
        )

    def _above(self, column: int) -> Iterator[Cell]:
        """Yield the header cells over a column, the nearest first, each once."""
        seen: set[Cell] = set()
        for row in range(self._head - 1, -1, -1):
            cell = self._places.get((row, column))
            if cell is not None and cell not in seen:
                seen.add(cell)
                yield cell

    def _corner(self, label: Cell) -> Cell | None:
        """Return the header over a label; None where there is none."""
        return next(self._above(label.column), None) if label.row >= self._head else None

    def _corner_of_first(self) -> Cell | None:
        return next(self._above(0), None) if 0 in self._labels else None

    def _is_rank(self, label: Cell) -> bool:
        """Tell whether a label is a row's number."""
        corner = self._corner(label)
        return corner is not None and self.text(corner).lower() in _RANK_HEADERS

    def _row(self, row: int) -> list[Cell]:
        """Return the cells of a row from left to right, each once."""
        cells = (self._places.get((row, column)) for column in range(self._columns))
        return list(dict.fromkeys(cell for cell in cells if cell is not None))

    def _count_head_rows(self) -> int:
        """Return how many rows from the top are headers: marked as such, or without values."""
        for row in range(self._rows):
            cells = self._row(row)
            marked = bool(cells) and all(cell.is_header for cell in cells)
            if not marked and any(is_value(self.text(cell)) for cell in cells):
                return row
            if row and len(cells) == 1 and cells[0].columns < self._columns and self._columns > 1:
                return row  # a section, such as a company above its own rows
        return 0

    def _is_label_column(self, column: int) -> bool:
        """Tell whether a column holds labels: words, times, or the numbers of rows."""
        cells = [self._places.get((row, column)) for row in range(self._head, self._rows)]
        own = [cell for cell in cells if cell is not None and cell.column == column]
        if not own:
            return False
        header = next(self._above(column), None)
        if header is not None and self.text(header).lower() in _RANK_HEADERS:
            return True
        values = sum(is_value(self.text(cell)) for cell in own)
        blank = sum(not has_word(self.text(cell)) for cell in own) - values
        return values < MOST_LABEL_VALUES * len(own) and blank < len(own)


def is_value(text: str) -> bool:
    """Tell whether a cell's words are a number or a range with signs and unit, and no time."""
    words = without_note(text)
    is_number = all(VALUE.fullmatch(end) is not None for end in words.split(" to "))
    return is_number and not is_period_like(words) and not YEAR_AND_WORD.match(words)


def is_period_like(text: str) -> bool:
    """Tell whether words name a time by themselves: "2024", "1Q24", "Mar-24"."""
    return YEAR.fullmatch(text) is not None or PERIOD_LIKE.fullmatch(text) is not None


def without_note(text: str) -> str:
    """Return a cell's words without the mark of a note at their end."""
    return NOTE.sub("", text).strip()


def has_digit(text: str) -> bool:
    """Tell whether there is a number in some words."""
    return any(character.isdigit() for character in text)


def has_word(text: str) -> bool:
    """Tell whether there is a letter or a digit in some words."""
    return any(character.isalnum() for character in text)


def kept_labels(grid: TableGrid) -> Sequence[Cell]:
    """Return the cells whose words may name somebody."""
    return [cell for cell in grid.label_cells if not is_period_like(grid.text(cell))]
