"""How rows are printed: as a table for people, in four formats for programs."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from warehouse.cells import CsvLines, cell_text, json_text

if TYPE_CHECKING:
    from rich.console import Console

Row = Sequence[object]

UNLIMITED_WIDTH = 10_000
"""Columns of a table that no terminal cuts."""

UNPARTED = 10_000
"""Whole numbers below it have no comma, as they may be years."""

# Characters that would steer the terminal, each with what is shown in its place.
HARMLESS = {
    **dict.fromkeys((0x09, 0x0B, 0x0C, 0x0D), " "),
    **dict.fromkeys(
        (*range(9), *range(0x0E, 0x20), *range(0x7F, 0xA0)), "\N{REPLACEMENT CHARACTER}"
    ),
}


class Format(StrEnum):
    """What rows are printed as."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MD = "md"


FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How rows are printed.")]
"""The option that every command which prints rows has."""


def print_rows(columns: Sequence[str], rows: Iterable[Row], format: Format) -> None:  # noqa: A002 - the option's name
    """Print rows on stdout in the format asked for."""
    PRINTERS[format](columns, rows, sys.stdout)


def console(*, stderr: bool = False) -> "Console":
    """Return a terminal to print on; what goes into a file or a pipe is never cut to a width."""
    from rich.console import Console  # 0.1 s that no other format needs

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else UNLIMITED_WIDTH
    return Console(file=stream, width=width, soft_wrap=False, highlight=False, emoji=False)


def has_colour(terminal: "Console") -> bool:
    """Tell whether colours are seen: not in a file or a pipe, and not with NO_COLOR."""
    return not terminal.no_color and terminal.color_system is not None


def harmless(text: str) -> str:
    """Return a text of the same length that cannot steer the terminal; line feeds stay."""
    return text.translate(HARMLESS)


def shown(value: object) -> str:
    """Return a value as a person reads it; empty for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return f"{value:,}" if abs(value) >= UNPARTED else str(value)
    if isinstance(value, Decimal):
        return format_decimal(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(map(shown, value))
    return harmless(str(value)).replace("\n", " ")


def counted(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun: "1 figure", "2 figures", "1,000 figures"."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def format_decimal(value: Decimal) -> str:
    """Return a number with its thousands parted and no zeros that say nothing."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _table(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    from pipeline.cli.tables import Cell, laid_out  # 0.1 s that no other format needs

    cells = [[Cell.of(value, shown(value)) for value in row] for row in rows]
    terminal = console()
    terminal.file = out
    for part in laid_out([harmless(name) for name in columns], cells, terminal.width):
        terminal.print(part)
    if not cells and out.isatty():  # else an empty table could be taken for a failure
        console(stderr=True).print("no rows")


def _json(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    records = [_indented(dict(zip(columns, row, strict=True))) for row in rows]
    out.write("[\n" + ",\n".join(records) + "\n]\n" if records else "[]\n")


def _indented(record: Mapping[str, object]) -> str:
    """Return one object of a JSON list, a field a line."""
    fields = (f"    {json_text(name)}: {json_text(value)}" for name, value in record.items())
    return "  {\n" + ",\n".join(fields) + "\n  }"


def _jsonl(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    for row in rows:
        out.write(json_text(dict(zip(columns, row, strict=True))) + "\n")


def _csv(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    CsvLines(out).rows([columns, *rows])


def _md(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    for row in (columns, ["---"] * len(columns), *rows):
        out.write(f"| {' | '.join(map(_md_cell, row))} |\n")


def _md_cell(value: object) -> str:
    """Return a cell that does not break its table or steer the terminal."""
    return harmless(cell_text(value)).replace("\n", " ").replace("|", "\\|")


PRINTERS: Mapping[Format, Callable[[Sequence[str], Iterable[Row], TextIO], None]] = {
    Format.TABLE: _table,
    Format.JSON: _json,
    Format.JSONL: _jsonl,
    Format.CSV: _csv,
    Format.MD: _md,
}
"""Who prints which format."""
