"""The raw text of a document that has no plain text of its own: paragraphs and tables."""

from collections.abc import Iterator

from pipeline.readers.tables import Cell, Grid, Table, place_cells

BETWEEN_BLOCKS = "\n\n"
BETWEEN_CELLS = " | "


class Composer:
    """Writes blocks one after the other and remembers where the cells of tables stand."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._tables: list[Table] = []

    @property
    def raw_text(self) -> str:
        """The text so far."""
        return "".join(self._pieces)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables so far, in order of the text."""
        return tuple(self._tables)

    def add_paragraph(self, text: str) -> None:
        """Write a paragraph; one without words is left out."""
        if text:
            self._begin_block()
            self._write(text)

    def add_table(self, grid: Grid) -> None:
        """Write a table: its caption, then a line for each row, its cells divided by bars."""
        self._begin_block()
        start = self._length
        caption = None
        if grid.caption:
            caption = (start, start + len(grid.caption))
            self._write(f"{grid.caption}\n")
        cells = tuple(self._write_rows(grid))
        self._tables.append(Table(start, self._length, caption, cells))

    def _write_rows(self, grid: Grid) -> Iterator[Cell]:
        """Write the rows, and yield the cells that hold words."""
        for row, line in enumerate(place_cells(grid)):
            if row:
                self._write("\n")
            for place, (cell, column) in enumerate(line):
                if place:
                    self._write(BETWEEN_CELLS)
                start = self._length
                self._write(cell.text)
                if cell.text:
                    yield Cell(
                        start,
                        self._length,
                        row,
                        column,
                        rows=cell.rows,
                        columns=cell.columns,
                        is_header=cell.is_header,
                    )

    def _begin_block(self) -> None:
        if self._length:
            self._write(BETWEEN_BLOCKS)

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
