"""Times written with digits: Q3 2024, 3QFY25, 1H25, FY2024-25, 7/15/2024, 2019-24, the 1990s."""

import re
from dataclasses import replace
from datetime import date

from pipeline.grammar.periods_calendar import Interval, Time, When, day_when
from schemas import Grain

_PART = r"(?:[1-4]Q|Q[1-4]|[12]H|H[12]|9M)"
_TURNED_PART = r"(?:[1-4]Q|[12]H|9M)"
_FULL = r"(?:19|20)\d\d"
_YEAR = rf"(?:{_FULL}|\d\d)"

PATTERNS: tuple[tuple[str, str], ...] = (
    # 2024-07-15, 2024-07-15T08:30:00Z
    ("iso", rf"{_FULL}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?\b"),
    # 7/15/2024, 15.07.2024
    ("date", rf"\d{{1,2}}/\d{{1,2}}/(?:19|20)?\d\d\b|\d{{1,2}}\.\d{{1,2}}\.{_FULL}\b"),
    # y/y, q-o-q; YoY is a word of the lexicon
    (
        "change",
        r"(?:[yY][/-](?:[oO][/-])?[yY]|[qQ][/-](?:[oO][/-])?[qQ]"
        r"|[mM][/-](?:[oO][/-])?[mM]|[wW][/-](?:[oO][/-])?[wW])\b",
    ),
    # 11:45 a.m., 5pm, 14:30
    (
        "clock",
        r"\d{1,2}(?:[:.]\d\d){0,2}[ \u00a0]?(?:[ap]\.[ ]?m\b\.?|[ap]m\b|[AP]M\b)"
        r"|\d{1,2}:\d\d(?::\d\d)?\b",
    ),
    # 1HFY26, Q1'25, Q3 FY2025, Q3 2024, 3Q24, Q2/25
    (
        "part",
        rf"{_PART}[-/ ]?(?:(?:FY|CY)[ -]?['’]?{_YEAR}|['’]\d\d|{_FULL})[EF]?\b"
        # H100 is a chip, so that two digits alone follow only the number in front.
        rf"|{_PART}[-/]\d\d[EF]?\b|{_TURNED_PART}\d\d[EF]?\b",
    ),
    # FY25Q3, FY2025-Q3, 2024Q3
    ("turned", rf"(?:FY[ -]?['’]?{_YEAR}|{_FULL})[- ]?{_PART}\b"),
    # FY26, FY2024-25, FY 2023/24
    ("fiscal", rf"FY[ -]?['’]?{_YEAR}(?:[-–/](?:20)?\d\d)?[EFA]?\b"),
    # CY2024, CY24E
    ("calendar", rf"CY[ -]?['’]?{_YEAR}[EFA]?\b"),
    # Q3, 3Q, H1, 1H
    ("bare", rf"{_PART}\b"),
    # 2019-2024, 2024–30
    ("years", r"(?<!:)(?:1[89]|20)\d\d ?[-–—/] ?(?:(?:1[89]|20)\d\d|\d\d)\b(?![-–/.,]?\d)"),
    # the 1990s, the '90s, the 90's
    ("decade", r"(?:(?:1[89]|20)\d0['’]?|['’]\d0['’]?|(?<!-)\d0['’])s\b"),
    # 15th
    ("nth", r"\d{1,2}(?:st|nd|rd|th)\b"),
    # 2024, 2025E
    ("year", r"(?:1[89]\d\d|20\d\d|2100)[EF]?\b(?![.,]\d|[-–]\d|['’]?\d|[ ]?%)"),
)
"""What each pattern reads, most specific first; joined to one by the scanner."""


def full_year(digits: str) -> int:
    """Return the year of two or four digits: "25" is 2025, "98" is 1998."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 70 else 1900)


def read_part(text: str) -> Time | None:
    """Return the quarter, half or nine months of a short writing; None where it has no part."""
    # Q3 | 3Q | H1 | 1H | 9M
    part = re.search(r"(?<!\d)([1-4])Q|Q([1-4])|(?<!\d)([12])H|H([12])|(9)M", text)
    if part is None:
        return None
    rest = text[: part.start()] + " " + text[part.end() :]
    digits = re.search(r"\d{4}|\d{2}", rest)
    year = full_year(digits.group()) if digits else None
    return _part_of(part, year, "FY" in rest)


def _part_of(part: re.Match[str], year: int | None, fiscal: bool) -> Time:
    """Return the part of the year that a match of `read_part` names."""
    quarter, half = part[1] or part[2], part[3] or part[4]
    floating = year is None
    if quarter:
        return When(Grain.QUARTER, year, int(quarter), fiscal=fiscal, floating=floating)
    if half:
        return When(Grain.HALF, year, int(half), fiscal=fiscal, floating=floating)
    months = [When(Grain.MONTH, year, month, floating=floating) for month in (1, 9)]
    return Interval(months[0], months[1])


def read_fiscal(text: str) -> When:
    """Return a fiscal year; "FY2024-25" is named after the year in which it ends."""
    digits = re.findall(r"\d{4}|\d{2}", text)
    return When(Grain.YEAR, full_year(digits[-1]), fiscal=True)


def read_calendar(text: str) -> When:
    """Return the year of "CY2024" or "CY24"."""
    return replace(read_fiscal(text), fiscal=False)


def read_years(text: str) -> Interval | None:
    """Return the interval of "2019-2024" or "2024–30"; None where it would run backwards."""
    first, last = re.findall(r"\d{4}|\d{2}", text)
    end = int(last) if len(last) == 4 else int(first[:2] + last)
    if end <= int(first):
        return None
    return Interval(When(Grain.YEAR, int(first)), When(Grain.YEAR, end))


def read_decade(text: str) -> Interval:
    """Return the ten years of "the 1990s" or "the '90s"."""
    digits = "".join(filter(str.isdigit, text))
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return Interval(When(Grain.YEAR, first), When(Grain.YEAR, first + 9))


def read_date(text: str) -> When | None:
    """Return the day of "7/15/2024" (month first) or "15.07.2024"; None where there is none."""
    slash = "/" in text
    first, second, last = (int(digits) for digits in re.findall(r"\d+", text))
    month, day = (first, second) if slash and first <= 12 else (second, first)
    year = full_year(f"{last:02}")
    try:
        return day_when(date(year, month, day))
    except ValueError:
        return None


def read_iso(text: str) -> When | None:
    """Return the day of "2024-07-15"; None where the calendar has none."""
    try:
        return day_when(date.fromisoformat(text[:10]))
    except ValueError:
        return None
