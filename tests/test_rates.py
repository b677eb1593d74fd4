"""Exchange rates: files read whole or not at all, and added to the workspace's."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.rates import add_rates, load_rates
from pipeline.rates_csv import BANK, read_rates
from schemas import Rate, SettingsError

HEADER = "currency,date,usd_per_unit,source\n"
TODAY = date(2024, 12, 31)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the place of a file of rates, not yet written."""
    return tmp_path / "more.csv"


def rate(currency: str, day: str, usd: str, source: str = "us") -> Rate:
    """Return a rate."""
    return Rate(
        currency=currency,
        rate_date=date.fromisoformat(day),
        usd_per_unit=Decimal(usd).quantize(Decimal("1E-12")),
        source=source,
    )


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        (f"{HEADER}EUR,2024-12-20,1.0393,us\n", None, [rate("EUR", "2024-12-20", "1.0393")]),
        (
            "Rate_Date;Currency;USD_per_unit\n2024-12-20;JPY;0.0064\n",
            "us",
            [rate("JPY", "2024-12-20", "0.0064")],
        ),
        (f"\ufeff{HEADER}USD,2024-12-20,1,us\n", None, []),
        (
            f"{HEADER}EUR,2024-12-20,1.04,us\nEUR,2024-12-19,1.03,us\nEUR,2024-12-20,1.040,us\n",
            None,
            [rate("EUR", "2024-12-19", "1.03"), rate("EUR", "2024-12-20", "1.04")],
        ),
        (
            "Date,USD,JPY,TRL,\n2024-12-20,1.25,160,N/A,\n",
            None,
            [rate("EUR", "2024-12-20", "1.25", BANK), rate("JPY", "2024-12-20", "0.0078125", BANK)],
        ),
        (
            "Date, USD, GBP, \n20 December 2024, 1.0, 0.8, \n",
            "us",
            [rate("EUR", "2024-12-20", "1"), rate("GBP", "2024-12-20", "1.25")],
        ),
        (HEADER, None, []),
    ],
    ids=["list", "semicolons", "dollar", "order", "bank", "bank today", "no line"],
)
def test_file_of_rates(file: Path, text: str, source: str | None, expected: list[Rate]) -> None:
    """A list and the bank's table come out as rates in order; a dollar needs none."""
    file.write_text(text, encoding="utf-8")
    assert list(read_rates(file, source=source, today=TODAY)) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{HEADER}EUR,2024-12-20,1.04,us\nEUR,2024-12-19,x,us\n", "line 3: 'x' is no rate"),
        (f"{HEADER}EUR,20.12.2024,1.04,us\n", "line 2: '20.12.2024' is no day"),
        (f"{HEADER}EUR,2024-02-30,1.04,us\n", "'2024-02-30' is no day"),
        (f"{HEADER}euro,2024-12-20,1.04,us\n", "'euro' is no currency's code"),
        (f"{HEADER}EUR,2024-12-20,-1,us\n", "'-1' is no rate"),
        (f"{HEADER}EUR,2024-12-20,NaN,us\n", "'NaN' is no rate"),
        (f"{HEADER}EUR,2024-12-20,1E9,us\n", "no rate of a unit"),
        (f"{HEADER}EUR,2024-12-20,1E-10,us\n", "no rate of a unit"),
        (f"{HEADER}USD,2024-12-20,1.1,us\n", "a dollar is one dollar"),
        (f"{HEADER}EUR,2025-01-01,1.04,us\n", "2025-01-01 is still to come"),
        (f"{HEADER}EUR,2024-12-20,1.04,\n", "no source; name who published"),
        (f"{HEADER}EUR,2024-12-20\n", "line 2: '' is no rate"),
        (
            f"{HEADER}EUR,2024-12-20,1.04,us\nEUR,2024-12-20,1.05,us\n",
            "line 3: EUR has another rate for 2024-12-20",
        ),
        (HEADER + "EUR,x,1,us\n" * 7, "line 6: .*; and 2 more"),
        ("Date,USD,JPY\n2024-12-20,N/A,160\n", "line 2: 'N/A' is no rate"),
        ("day,usd\n", "no table of rates: expected the columns currency, date"),
        ("", "found none"),
        (f'{HEADER}"EUR,2024\n', "no CSV"),
    ],
)
def test_bad_lines_are_named(file: Path, text: str, message: str) -> None:
    """What is wrong is told with its line, and nothing of the file is read."""
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=message):
        read_rates(file, today=TODAY)


@pytest.mark.parametrize("content", [None, b"currency\xff"], ids=["missing", "encoding"])
def test_file_that_cannot_be_read(file: Path, content: bytes | None) -> None:
    """A file that is not there, or not in UTF-8, is an error with its name."""
    if content:
        file.write_bytes(content)
    with pytest.raises(SettingsError, match=r"more\.csv"):
        read_rates(file)


def test_rates_are_added(tmp_path: Path) -> None:
    """New rates join the workspace's, one of the same day takes its place, the same change none."""
    assert load_rates(tmp_path).digest == ""
    assert load_rates(tmp_path).rates() == ()
    old = [rate("EUR", "2024-12-19", "1.03"), rate("EUR", "2024-12-20", "1.04")]
    merged = add_rates(tmp_path, old)
    assert (merged.new, merged.changed, merged.unchanged) == (2, 0, 0)
    before = load_rates(tmp_path)
    assert add_rates(tmp_path, old).unchanged == 2
    assert load_rates(tmp_path) == before
    more = [rate("EUR", "2024-12-20", "1.05"), rate("CHF", "2024-12-20", "1.1"), old[0]]
    merged = add_rates(tmp_path, more)
    assert (merged.new, merged.changed, merged.unchanged) == (1, 1, 1)
    assert load_rates(tmp_path).rates() == (more[1], old[0], more[0])
    assert load_rates(tmp_path).digest != before.digest


def test_wrong_table_of_the_workspace_is_not_written_over(tmp_path: Path) -> None:
    """A table with a wrong line is told, and stays as it is."""
    table = tmp_path / "seeds" / "rates.csv"
    table.parent.mkdir()
    table.write_text(f"{HEADER}EUR,2024-12-20,many,us\n")
    with pytest.raises(SettingsError, match=r"rates\.csv: nothing was loaded: line 2"):
        add_rates(tmp_path, [rate("CHF", "2024-12-20", "1.1")])
    assert "many" in table.read_text()
