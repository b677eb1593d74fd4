"""Values as text for programs: JSON with every digit, cells that no spreadsheet runs."""

import csv
import json
from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from math import isfinite
from typing import TextIO

# Cells that a spreadsheet would run: "=1+1", "@SUM(A1)".
# Source: OWASP, CSV injection.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

_ENCODED = json.JSONEncoder(ensure_ascii=False).encode


def digits(value: Decimal) -> str:
    """Return a number digit by digit as programs read it: "61710000000", "0.5", "-3"."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def json_text(value: object) -> str:
    """Return a value as JSON on one line.

    Decimals keep every digit, which `json` takes from them; what is no finite number is null;
    dates are ISO texts.
    """
    if value is None:
        return "null"
    if isinstance(value, str):  # what most cells are comes first
        return _ENCODED(value)
    if isinstance(value, (int, float, Decimal)):
        return _number(value)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(json_text, value))}]"
    if isinstance(value, Mapping):
        pairs = (f"{_ENCODED(str(key))}: {json_text(each)}" for key, each in value.items())
        return f"{{{', '.join(pairs)}}}"
    return _ENCODED(_word(value))


def cell_text(value: object) -> str:
    """Return a value as a program reads it in a cell; empty for null and for NaN."""
    if value is None:
        return ""
    if isinstance(value, (str, date, time)):
        return _word(value)
    if isinstance(value, (int, float, Decimal, list, tuple, Mapping)):
        text = json_text(value)
        return "" if text == "null" else text
    return _word(value)


def csv_cell(value: object) -> str:
    """Return a cell that no spreadsheet runs as a formula; numbers keep their sign."""
    text = value if isinstance(value, str) else cell_text(value)
    if text.startswith(FORMULA_STARTS) and not isinstance(value, (int, float, Decimal)):
        return f"'{text}"
    return text


class CsvLines:
    """Writes rows as CSV whose lines end in line feeds.

    A cell with a carriage return is quoted, which csv does only where lines end in one.
    """

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._writer = csv.writer(self, lineterminator="\r\n")

    def write(self, line: str) -> int:
        """Take a line from csv."""
        return self._out.write(f"{line.removesuffix(chr(13) + chr(10))}\n")

    def rows(self, rows: Iterable[Iterable[object]]) -> None:
        """Write rows of any values, with no cell that is run as a formula."""
        self._writer.writerows([csv_cell(value) for value in row] for row in rows)


def _number(value: float | Decimal) -> str:
    """Return a number, or one of the two truths, as JSON."""
    if isinstance(value, int):
        return str(value).lower()  # "true", too
    if not isfinite(value):
        return "null"
    return digits(value) if isinstance(value, Decimal) else json.dumps(value)


def _word(value: object) -> str:
    """Return what is neither a number nor a list as text."""
    return value.isoformat() if isinstance(value, date | time) else str(value)
