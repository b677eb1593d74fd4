"""Exchange rates out of a CSV file: one rate a line, or the table of the European Central Bank.

A list has the columns currency, date (or rate_date) and usd_per_unit, and may have source. The
bank's table (eurofxref.csv, eurofxref-hist.csv) has a day a line and a currency a column, each
as units of the currency for one euro.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from itertools import islice
from pathlib import Path

from pydantic import ValidationError

from schemas import Rate, SettingsError

COLUMNS = ("currency", "rate_date", "usd_per_unit", "source")
"""The columns of a list as it is written; a file may call rate_date just date."""

BANK = "ECB euro reference rates"
"""Source: https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates"""

STEP = Decimal("1E-12")
"""Smallest step of a stored rate: rates are DECIMAL(19,12)."""

SMALLEST, LARGEST = Decimal("1E-9"), Decimal("1E6")
"""Between these a rate keeps enough digits, and an amount in dollars fits its column."""

SHOWN = 5
"""Wrong lines that a message names."""

# "USD", "EUR"
_CODE = re.compile(r"[A-Z]{3,5}")

# "2024-12-20"
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

_Line = tuple[int, dict[str, str]]
_Reading = Callable[[Mapping[str, str], str | None], Iterator[Rate]]


def read_rates(
    path: Path, *, source: str | None = None, today: date | None = None
) -> tuple[Rate, ...]:
    """Return the rates of a file in the order of currency and day; dollars have none.

    Args:
        path: The file.
        source: Who published them, where the file does not say.
        today: No rate may be of a later day; None for no limit.

    Raises:
        SettingsError: The file cannot be read, is no table of rates, or has wrong lines, which
            the message names. A file is read as a whole or not at all.
    """
    columns, lines = _read(path)
    reading = _reading_of(path, columns)
    found: dict[tuple[str, date], Rate] = {}
    wrong: list[str] = []
    for number, line in lines:
        try:
            for rate in reading(line, source):
                _enter(found, rate, today)
        except ValueError as error:
            wrong.append(f"line {number}: {error}")
    if wrong:
        more = f"; and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else ""
        raise SettingsError(
            f"{path}: nothing was loaded: {'; '.join(islice(wrong, SHOWN))}{more}; correct or "
            "take out these lines"
        )
    return tuple(found[key] for key in sorted(found))


def _enter(found: dict[tuple[str, date], Rate], rate: Rate, today: date | None) -> None:
    """Enter a rate; a day has one rate of a currency."""
    if today and rate.rate_date > today:
        raise ValueError(f"{rate.rate_date} is still to come; a rate is of a day that was")
    known = found.setdefault((rate.currency, rate.rate_date), rate)
    if known.usd_per_unit != rate.usd_per_unit:
        raise ValueError(
            f"{rate.currency} has another rate for {rate.rate_date} above: {known.usd_per_unit:f}"
        )


def _read(path: Path) -> tuple[list[str], list[_Line]]:
    """Return the columns in small letters, and the lines below with their numbers."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: not in UTF-8 ({error}); save it as CSV UTF-8") from error
    header, _, _ = text.partition("\n")
    delimiter = ";" if ";" in header and "," not in header else ","
    reader = csv.DictReader(text.splitlines(), delimiter=delimiter, restval="", strict=True)
    try:
        columns = [_name(column) for column in reader.fieldnames or ()]
        return columns, [
            (reader.line_num, {_name(k): v.strip() for k, v in row.items() if isinstance(v, str)})
            for row in reader
        ]
    except csv.Error as error:
        raise SettingsError(f"{path}: line {reader.line_num}: no CSV: {error}") from error


def _name(column: str | None) -> str:
    """Return a column's name as it is looked up."""
    return (column or "").strip().lower()


def _reading_of(path: Path, columns: Sequence[str]) -> _Reading:
    """Return how the lines of a file are read, by its columns."""
    if "date" in columns and "usd" in columns:
        return _of_bank
    if {"currency", "usd_per_unit"} <= set(columns) and {"date", "rate_date"} & set(columns):
        return _of_list
    raise SettingsError(
        f"{path}: no table of rates: expected the columns currency, date, usd_per_unit and "
        "source, or the table of the European Central Bank with Date, USD, …; found "
        f"{', '.join(columns) or 'none'}"
    )


def _of_list(line: Mapping[str, str], source: str | None) -> Iterator[Rate]:
    """Yield the rate of a line; none for the dollar itself."""
    day = _day(line.get("rate_date") or line.get("date", ""))
    usd = _number(line["usd_per_unit"])
    if line["currency"] == "USD":
        if usd != 1:
            raise ValueError(f"a dollar is one dollar, not {usd:f}")
        return
    publisher = line.get("source") or source
    if not publisher:
        raise ValueError("no source; name who published the rates with --source")
    yield _rate(line["currency"], day, usd, publisher)


def _of_bank(line: Mapping[str, str], source: str | None) -> Iterator[Rate]:
    """Yield the rates of a day; "N/A" is none."""
    day = _day(line["date"])
    dollars = _number(line["usd"])
    yield _rate("EUR", day, dollars, source or BANK)
    for column, told in line.items():
        if column not in ("date", "usd", "") and told not in ("", "N/A"):
            yield _rate(column.upper(), day, dollars / _number(told), source or BANK)


def _rate(currency: str, day: date, usd: Decimal, source: str) -> Rate:
    """Return a rate in steps of STEP."""
    if not _CODE.fullmatch(currency):
        raise ValueError(f"{currency!r} is no currency's code; write EUR, JPY, …")
    if not SMALLEST <= usd < LARGEST:
        raise ValueError(f"{currency}: {usd:f} dollars are no rate of a unit of it")
    try:
        return Rate(
            currency=currency, rate_date=day, usd_per_unit=usd.quantize(STEP), source=source
        )
    except ValidationError as error:
        raise ValueError(f"{currency}: {error.errors()[0]['msg']}") from error


def _day(told: str) -> date:
    """Return the day of "2024-12-20", or of "20 December 2024" as the bank writes it."""
    try:
        if _ISO_DAY.fullmatch(told):
            return date.fromisoformat(told)
        return datetime.strptime(told, "%d %B %Y").date()
    except ValueError:
        raise ValueError(f"{told!r} is no day; write it as YYYY-MM-DD") from None


def _number(told: str) -> Decimal:
    """Return the number of "1.0838"."""
    try:
        number = Decimal(told)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number <= 0:
        raise ValueError(f"{told!r} is no rate; write it as 1.0838") from None
    return number


def rate_lines(rates: Sequence[Rate]) -> list[list[str]]:
    """Return rates as the lines of a list, below its header."""
    lines = [
        [rate.currency, rate.rate_date.isoformat(), _plain(rate.usd_per_unit), rate.source]
        for rate in rates
    ]
    return [list(COLUMNS), *lines]


def _plain(number: Decimal) -> str:
    """Return a number without zeros that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
