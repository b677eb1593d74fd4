"""A view as an Excel workbook: a sheet of rows, a sheet of meanings, nothing that is run."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import Any

import xlsxwriter

from schemas import UsageError
from warehouse.cells import FORMULA_STARTS, cell_text
from warehouse.describe import ViewDescription

MOST_ROWS = 1_048_575
"""Rows of a sheet beside its header. Source: Excel specifications and limits."""

LONGEST_CELL = 32_767
"""Characters of a cell. Source: the same."""

EXACT_DIGITS = 15
"""Digits of a number that Excel keeps; a longer one is written as text. Source: the same."""

CUT = " […]"
"""Ends a text that is longer than a cell can be."""

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_sheet(path: Path, view: ViewDescription, batches: Iterator[list[tuple[Any, ...]]]) -> int:
    """Write the rows and, on a second sheet, what the columns mean; return how many rows.

    Raises:
        UsageError: There are more rows than a sheet can hold.
    """
    with xlsxwriter.Workbook(str(path), _OPTIONS) as book:
        write = _cell_writer(book, book.add_worksheet(view.name[:31]))
        head = book.add_format({"bold": True})
        sheet = book.get_worksheet_by_name(view.name[:31])
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, [column.name for column in view.columns], head)
        count = 0
        for batch in batches:
            for row in batch:
                count += 1
                _check(count, view)
                for place, value in enumerate(row):
                    write(count, place, value)
        sheet.autofilter(0, 0, count, len(view.columns) - 1)
        _dictionary(book, view, head)
    return count


def _check(count: int, view: ViewDescription) -> None:
    """Refuse a row for which the sheet has no place."""
    if count > MOST_ROWS:
        raise UsageError(
            f"{view.name} has more than {MOST_ROWS:,} rows, which no sheet holds; export it "
            "--to parquet or sqlite"
        )


def _dictionary(book: Any, view: ViewDescription, head: Any) -> None:
    """Add the sheet that says what a row and each column mean."""
    sheet = book.add_worksheet("data dictionary")
    sheet.set_column(0, 1, 22)
    sheet.set_column(2, 2, 100)
    sheet.write_row(0, 0, ("column", "type", "meaning"), head)
    sheet.write_row(1, 0, (view.name, "view", view.comment))
    for place, column in enumerate(view.columns, start=2):
        sheet.write_row(place, 0, (column.name, column.type, column.comment))


def _cell_writer(book: Any, sheet: Any) -> Callable[[int, int, object], None]:
    """Return what writes one value into a cell of the sheet, in the type nearest to its own."""
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    # As if it had been typed after an apostrophe: also who edits the cell runs nothing.
    quoted = book.add_format({"quote_prefix": True})

    def write(row: int, place: int, value: object) -> None:
        if isinstance(value, bool):
            sheet.write_boolean(row, place, value)
        elif isinstance(value, datetime):
            sheet.write_datetime(row, place, value.replace(tzinfo=None), moment)
        elif isinstance(value, date):
            sheet.write_datetime(row, place, value, day)
        elif isinstance(value, int | float | Decimal) and _is_exact(value):
            sheet.write_number(row, place, value)
        elif text := _fitting(cell_text(value)):
            sheet.write_string(row, place, text, quoted if text[0] in FORMULA_STARTS else None)

    return write


def _is_exact(value: float | Decimal) -> bool:
    """Tell whether Excel keeps every digit of a number; of a float it keeps what there is."""
    if isinstance(value, float):
        return isfinite(value)
    digits = Decimal(value).normalize().as_tuple().digits
    return len(digits) <= EXACT_DIGITS


def _fitting(text: str) -> str:
    """Return a text that a cell can hold."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT
