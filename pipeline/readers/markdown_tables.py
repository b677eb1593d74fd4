"""Markdown's tables: rows of cells between bars, below a row of headers and one of dashes."""

import re
from collections.abc import Iterator

from pipeline.readers.tables import Cell, Table

# "| --- | :---: | ---: |"
DASHES = re.compile(r"[ \t]{0,3}\|?[ \t]{0,9}:?-[-:| \t]{0,1000}")

_LINE = re.compile(r"[^\n]*\n?")
_CELL = re.compile(r"(?:[^|\\\n]|\\.)*")


def find_tables(text: str) -> tuple[Table, ...]:
    """Return the tables of a Markdown text, their cells where they stand in it."""
    lines = [found.span() for found in _LINE.finditer(text) if found.group()]
    tables: list[Table] = []
    place = 1
    while place < len(lines):
        start, end = lines[place]
        if DASHES.fullmatch(text[start:end].rstrip()) and "|" in text[slice(*lines[place - 1])]:
            stop = _end(text, lines, place + 1)
            tables.append(_table(text, [lines[place - 1], *lines[place + 1 : stop]]))
            place = stop
        place += 1
    return tuple(tables)


def _end(text: str, lines: list[tuple[int, int]], place: int) -> int:
    """Return the first line after a table's rows: one without a bar."""
    while place < len(lines) and "|" in text[slice(*lines[place])]:
        place += 1
    return place


def _table(text: str, rows: list[tuple[int, int]]) -> Table:
    """Return the table of these lines, the first of them its headers."""
    cells = tuple(
        Cell(start, end, row, column, is_header=row == 0)
        for row, line in enumerate(rows)
        for column, (start, end) in enumerate(_cells(text, *line))
        if start < end
    )
    return Table(rows[0][0], len(text[: rows[-1][1]].rstrip("\n")), None, cells)


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the words of each cell of a row stand."""
    line = text[start:end].rstrip()
    left = len(line) - len(line.lstrip())
    position = left + 1 if line[left : left + 1] == "|" else left
    while position < len(line):
        found = _CELL.match(line, position)
        stop = found.end() if found else position
        words = line[position:stop]
        first = start + position + len(words) - len(words.lstrip(" \t*"))
        yield first, max(first, start + position + len(words.rstrip(" \t*")))
        position = stop + 1
