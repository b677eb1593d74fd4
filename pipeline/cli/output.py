"""How rows are printed: as a table for people, in four formats for programs."""

import csv
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

if TYPE_CHECKING:
    from rich.console import Console

Row = Sequence[object]

UNLIMITED_WIDTH = 10_000
"""Columns of a table that no terminal cuts."""

# Cells that a spreadsheet would run: "=1+1", "@SUM(A1)".
# Source: OWASP, CSV injection.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

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
        return f"{value:,}"
    if isinstance(value, Decimal):
        return format_decimal(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(map(shown, value))
    return harmless(str(value)).replace("\n", " ")


def format_decimal(value: Decimal) -> str:
    """Return a number with its thousands parted and no zeros that say nothing."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain(value: object) -> object:
    """Return a value as JSON has it: whole decimals stay whole, dates are ISO texts."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return str(value)


def _table(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(*map(harmless, columns))
    for row in rows:
        numbers = (isinstance(value, (int, Decimal)) for value in row)
        cells = zip(row, numbers, strict=True)
        table.add_row(
            *(Text(shown(value), justify="right" if number else "left") for value, number in cells)
        )
    terminal = console()
    terminal.file = out
    terminal.print(table)


def _json(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    records = [dict(zip(columns, map(plain, row), strict=True)) for row in rows]
    out.write(json.dumps(records, ensure_ascii=False, indent=2) + "\n")


def _jsonl(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    for row in rows:
        record = dict(zip(columns, map(plain, row), strict=True))
        out.write(json.dumps(record, ensure_ascii=False) + "\n")


def _csv(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_csv_cell(value) for value in row] for row in rows)


def _csv_cell(value: object) -> object:
    """Return a cell that no spreadsheet runs as a formula; numbers keep their sign."""
    value = plain(value)
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def _md(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    for row in (columns, ["---"] * len(columns), *rows):
        cells = (shown(value).replace("|", "\\|") for value in row)
        out.write(f"| {' | '.join(cells)} |\n")


PRINTERS: Mapping[Format, Callable[[Sequence[str], Iterable[Row], TextIO], None]] = {
    Format.TABLE: _table,
    Format.JSON: _json,
    Format.JSONL: _jsonl,
    Format.CSV: _csv,
    Format.MD: _md,
}
"""Who prints which format."""
