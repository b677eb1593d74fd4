"""Times written with digits, read one by one."""

from datetime import date

import pytest

from pipeline.grammar.periods_calendar import Interval, When, period_of
from pipeline.grammar.periods_digits import (
    full_year,
    read_date,
    read_decade,
    read_fiscal,
    read_iso,
    read_part,
    read_years,
)
from schemas import Grain


@pytest.mark.parametrize(
    ("digits", "year"), [("25", 2025), ("69", 2069), ("70", 1970), ("98", 1998), ("2031", 2031)]
)
def test_full_year(digits: str, year: int) -> None:
    """Two digits are a year of this century below 70 and of the last from there on."""
    assert full_year(digits) == year


PARTS = [
    ("Q3 2024", "2024-Q3"),
    ("3Q24", "2024-Q3"),
    ("Q3'24", "2024-Q3"),
    ("Q3FY25", "FY2025-Q3"),
    ("3QFY2025", "FY2025-Q3"),
    ("FY25Q3", "FY2025-Q3"),
    ("2024Q3", "2024-Q3"),
    ("1H25", "2025-H1"),
    ("H2 FY2026", "FY2026-H2"),
    ("9M24", "2024-01/2024-09"),
]


@pytest.mark.parametrize(("text", "label"), PARTS, ids=[row[0] for row in PARTS])
def test_read_part(text: str, label: str) -> None:
    """A short writing of a quarter, a half or nine months gets the year beside it."""
    time = read_part(text)
    assert isinstance(time, When | Interval)
    period = period_of(time)
    assert period is not None
    assert period.label == label


def test_read_part_without_year() -> None:
    """A bare quarter is floating: its reader knows the year."""
    assert read_part("Q3") == When(Grain.QUARTER, None, 3, floating=True)


@pytest.mark.parametrize("text", ["2024", "FY25"])
def test_read_part_without_part(text: str) -> None:
    """A year alone is no part of one."""
    assert read_part(text) is None


@pytest.mark.parametrize(
    ("text", "year"), [("FY26", 2026), ("FY2024-25", 2025), ("FY 2023/24", 2024)]
)
def test_read_fiscal(text: str, year: int) -> None:
    """A fiscal year is named after the year in which it ends."""
    assert read_fiscal(text) == When(Grain.YEAR, year, fiscal=True)


@pytest.mark.parametrize(("text", "ends"), [("2019-2024", (2019, 2024)), ("2024–30", (2024, 2030))])
def test_read_years(text: str, ends: tuple[int, int]) -> None:
    """Two years joined by a dash are an interval; the second may be two digits."""
    assert read_years(text) == Interval(When(Grain.YEAR, ends[0]), When(Grain.YEAR, ends[1]))


@pytest.mark.parametrize("text", ["2024-2019", "2024-24", "2024-10"])
def test_read_years_backwards(text: str) -> None:
    """Two numbers that do not run forwards are no interval of years."""
    assert read_years(text) is None


@pytest.mark.parametrize(("text", "first"), [("1990s", 1990), ("’80s", 1980), ("2010s", 2010)])
def test_read_decade(text: str, first: int) -> None:
    """A decade has ten years."""
    assert read_decade(text) == Interval(When(Grain.YEAR, first), When(Grain.YEAR, first + 9))


DATES = [
    ("7/15/2024", date(2024, 7, 15)),
    ("15/7/2024", date(2024, 7, 15)),
    ("7/4/24", date(2024, 7, 4)),
    ("4.7.2024", date(2024, 7, 4)),
]


@pytest.mark.parametrize(("text", "day"), DATES, ids=[row[0] for row in DATES])
def test_read_date(text: str, day: date) -> None:
    """Slashes put the month first where that can be; dots put the day first."""
    assert read_date(text) == When(Grain.DAY, day.year, day.month, day.day)


@pytest.mark.parametrize("text", ["31/2/2024", "0/0/2024"])
def test_read_date_that_does_not_exist(text: str) -> None:
    """A day that the calendar lacks is none."""
    assert read_date(text) is None


def test_read_iso() -> None:
    """The day is read and the time of day left out; an impossible day is none."""
    assert read_iso("2024-07-15T08:30:00Z") == When(Grain.DAY, 2024, 7, 15)
    assert read_iso("2024-13-15") is None
