"""Time expressions of a text: where they stand, which dates they mean, what they are for."""

from datetime import date

import pytest

from pipeline.grammar.periods import FoundPeriod, PeriodRole, find_periods

ANCHOR = date(2025, 6, 27)
"""A Friday."""


def quotes(text: str, anchor: date | None = ANCHOR) -> list[tuple[str, str | None]]:
    """Return the quote and the label of every time found."""
    return [
        (text[found.start : found.end], found.period.label if found.period else None)
        for found in find_periods(text, anchor)
    ]


def only(text: str, anchor: date | None = ANCHOR) -> FoundPeriod:
    """Return the one time of a text."""
    (found,) = find_periods(text, anchor)
    return found


EXPLICIT = [
    ("Sales rose in 2024.", "2024", "2024"),
    ("In the third quarter of 2024 sales rose.", "third quarter of 2024", "2024-Q3"),
    ("Q3 2024 revenue", "Q3 2024", "2024-Q3"),
    ("Revenue for Q3 FY25", "Q3 FY25", "FY2025-Q3"),
    ("Q3 of fiscal 2025", "Q3 of fiscal 2025", "FY2025-Q3"),
    ("Margins in 3Q24", "3Q24", "2024-Q3"),
    ("Orders in Q2/25", "Q2/25", "2025-Q2"),
    ("Orders in 1H25", "1H25", "2025-H1"),
    ("Orders in H1 2025", "H1 2025", "2025-H1"),
    ("the 2024 third quarter", "2024 third quarter", "2024-Q3"),
    ("the last quarter of 2004", "last quarter of 2004", "2004-Q4"),
    ("fiscal years 2025 through 2027", "fiscal years 2025 through 2027", "FY2025/FY2027"),
    ("the first half of 2025", "first half of 2025", "2025-H1"),
    ("the first nine months of 2024", "first nine months of 2024", "2024-01/2024-09"),
    ("the first six months of 2024", "first six months of 2024", "2024-H1"),
    ("the quarter ended June 30, 2025", "quarter ended June 30, 2025", "2025-Q2"),
    ("the quarter ended July 3, 2024", "quarter ended July 3, 2024", "2024-Q2"),
    ("six months ended 30 September 2024", "six months ended 30 September 2024", "2024-04/2024-09"),
    ("the half-year to end-June 2024", "half-year to end-June 2024", "2024-H1"),
    ("the year to March 2013", "year to March 2013", "2012-04/2013-03"),
    ("fiscal year ended June 30, 2025", "fiscal year ended June 30, 2025", "FY2025"),
    ("fourth quarter ended Sept. 30, 2024", "fourth quarter ended Sept. 30, 2024", "FY2024-Q4"),
    ("13 weeks ended 28 June 2025", "13 weeks ended 28 June 2025", "2025-03-30/2025-06-28"),
    ("fiscal 2024 sales", "fiscal 2024", "FY2024"),
    ("fiscal year 2025", "fiscal year 2025", "FY2025"),
    ("FY26 guidance", "FY26", "FY2026"),
    ("FY2024-25 results", "FY2024-25", "FY2025"),
    ("financial year 2022-23", "financial year 2022-23", "FY2023"),
    ("calendar 2025 demand", "calendar 2025", "2025"),
    ("full-year 2024 profit", "full-year 2024", "2024"),
    ("in the 2010s", "2010s", "2010/2019"),
    ("in July 2024", "July 2024", "2024-07"),
    ("on Jul. 15, 2024", "Jul. 15, 2024", "2024-07-15"),
    ("on 15 July 2024", "15 July 2024", "2024-07-15"),
    ("dated 2024-07-15", "2024-07-15", "2024-07-15"),
    ("dated 7/15/2024", "7/15/2024", "2024-07-15"),
    ("dated 15.07.2024", "15.07.2024", "2024-07-15"),
    ("on Monday, May 4th, 2026", "Monday, May 4th, 2026", "2026-05-04"),
    ("January 7 to 12, 2025", "January 7 to 12, 2025", "2025-01-07/2025-01-12"),
    ("in mid-2025", "mid-2025", "2025"),
    ("in early 2026", "early 2026", "2026"),
    ("the end of 2025", "end of 2025", "2025"),
    ("in the summer of 2024", "summer of 2024", "2024-06/2024-08"),
    ("from 2024 to 2030", "2024 to 2030", "2024/2030"),
    ("between 2020 and 2025", "2020 and 2025", "2020/2025"),
    ("over 2019-2024", "2019-2024", "2019/2024"),
    ("over 2024–30", "2024–30", "2024/2030"),
    ("between March and November 2020", "March and November 2020", "2020-03/2020-11"),
    ("the March quarter of 2024", "March quarter of 2024", "2024-Q1"),
    ("in the last three months of 2024", "last three months of 2024", "2024-Q4"),
    ("CY2024 sales", "CY2024", "2024"),
    ("in July-September 2024", "July-September 2024", "2024-Q3"),
    ("from Q1 to Q3 2025", "Q1 to Q3 2025", "2025-Q1/2025-Q3"),
    ("from November to March 2024", "November to March 2024", "2023-11/2024-03"),
]


@pytest.mark.parametrize(("text", "quote", "label"), EXPLICIT, ids=[row[0] for row in EXPLICIT])
def test_explicit(text: str, quote: str, label: str) -> None:
    """A time with its year is found with and without a day to count from."""
    assert quotes(text) == [(quote, label)]
    assert quotes(text, None) == [(quote, label)]


RELATIVE = [
    ("sales last year", "last year", "2024"),
    ("sales this year", "this year", "2025"),
    ("sales next year", "next year", "2026"),
    ("early next year", "early next year", "2026"),
    ("the second half of this year", "second half of this year", "2025-H2"),
    ("last year's third quarter", "last year's third quarter", "2024-Q3"),
    ("in March last year", "March last year", "2024-03"),
    ("last quarter", "last quarter", "2025-Q1"),
    ("the current quarter", "current quarter", "2025-Q2"),
    ("next month", "next month", "2025-07"),
    ("last week", "last week", "2025-06"),
    ("shares fell on Monday", "Monday", "2025-06-23"),
    ("shares fell on Friday", "Friday", "2025-06-27"),
    ("shares fell yesterday", "yesterday", "2025-06-26"),
    ("The firm announced today a plan", "today", "2025-06-27"),
    ("The show opens tomorrow", "tomorrow", "2025-06-28"),
    ("two years ago", "two years ago", "2023"),
    ("three months ago", "three months ago", "2025-03"),
    ("in the past 12 months", "past 12 months", "2024-06/2025-06"),
    ("over the next five years", "next five years", "2025/2030"),
    ("over the past decade", "past decade", "2015/2025"),
    ("year-to-date", "year-to-date", "2025"),
    ("this summer", "this summer", "2025-06/2025-08"),
    ("first-quarter profit rose", "first-quarter", "2025-Q1"),
    ("profit rose in the fourth quarter", "fourth quarter", "2024-Q4"),
    ("it expects growth in the third quarter", "third quarter", "2025-Q3"),
    ("three months to March", "three months to March", "2025-Q1"),
    ("prices fell in September", "September", "2024-09"),
    ("a launch is due in September", "September", "2025-09"),
    ("done by January", "January", "2026-01"),
    ("the dividend is payable July 15", "July 15", "2025-07-15"),
    ("filed on May 2", "May 2", "2025-05-02"),
    ("done by year-end", "year-end", "2025"),
]


@pytest.mark.parametrize(("text", "quote", "label"), RELATIVE, ids=[row[0] for row in RELATIVE])
def test_relative(text: str, quote: str, label: str) -> None:
    """A time without a year is dated from the anchor, and not at all where there is none."""
    assert quotes(text) == [(quote, label)]
    assert quotes(text, None) == [(quote, None)]


LEANING = [
    (
        "Sales in the third quarter of 2023 beat those of a year earlier.",
        [("third quarter of 2023", "2023-Q3"), ("a year earlier", "2022-Q3")],
    ),
    (
        "In Q2 2024 sales rose from the previous quarter.",
        [("Q2 2024", "2024-Q2"), ("previous quarter", "2024-Q1")],
    ),
    (
        "Q1 2024 profit beat the same period of 2022.",
        [("Q1 2024", "2024-Q1"), ("same period of 2022", "2022-Q1")],
    ),
    (
        "Fourth Quarter and Fiscal 2025 Results. In the fourth quarter, sales rose.",
        [
            ("Fourth Quarter", "FY2025-Q4"),
            ("Fiscal 2025", "FY2025"),
            ("fourth quarter", "FY2025-Q4"),
        ],
    ),
    (
        "Exports rose in January and February 2024.",
        [("January", "2024-01"), ("February 2024", "2024-02")],
    ),
    (
        "Sales grew in 2023. The following year they fell.",
        [("2023", "2023"), ("following year", "2024")],
    ),
    (
        "Revenue in Q3 2024 was flat. Costs fell in the quarter.",
        [("Q3 2024", "2024-Q3"), ("quarter", "2024-Q3")],
    ),
    (
        "Q2 2024 profit was up from $2 a year ago. Sales fell from $9 a year ago to $8.",
        [("Q2 2024", "2024-Q2"), ("a year ago", "2023-Q2"), ("a year ago", "2023-Q2")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), LEANING, ids=[row[0] for row in LEANING])
def test_leaning(text: str, expected: list[tuple[str, str]]) -> None:
    """A time that leans on another one of the text is dated by it, without any anchor."""
    assert quotes(text, None) == expected


NOT_PERIODS = [
    "crude for February delivery",
    "Brent for April settlement",
    "A quarter of the staff left.",
    "It may rise, and they march on.",
    "Theresa May spoke.",
    "The Sunday Times wrote so.",
    "It runs Windows 2000 here.",
    "It has 2000 employees.",
    "It costs $2024 or 2,024 euros.",
    "ISO 9001-2015 and COVID-19 and E2024",
    "A second chance in the fall of prices.",
    "Twenty-first Century Fox",
    "See https://example.com/2024/07/15/q3-2024.",
    "The world of today is fast.",
    "Its shop is at 1900 Grand Rapids Avenue.",
    "It ships H100 and H200 chips.",
    "Sun and Mar and Sat are short.",
    "Dealer of the Year",
    "three-quarters of them",
]


@pytest.mark.parametrize("text", NOT_PERIODS)
def test_not_periods(text: str) -> None:
    """Words and numbers that only look like times are left alone."""
    assert quotes(text) == []


ROLES = [
    ("in 2024", PeriodRole.POINT, False),
    ("last week", PeriodRole.POINT, False),
    ("this year", PeriodRole.POINT, None),
    ("in the 1990s", PeriodRole.POINT, False),
    ("by 2028", PeriodRole.DEADLINE, True),
    ("by the end of 2025", PeriodRole.DEADLINE, True),
    ("before March 2024", PeriodRole.DEADLINE, False),
    ("from 2026 to 2030", PeriodRole.SPAN, True),
    ("over the next five years", PeriodRole.SPAN, None),
    ("since 2019", PeriodRole.SINCE, False),
    ("from 2026 onwards", PeriodRole.SINCE, True),
    ("from a year earlier", PeriodRole.COMPARISON, False),
    ("compared with the previous year", PeriodRole.COMPARISON, False),
    ("vs. Q4 2024", PeriodRole.COMPARISON, False),
    ("up 5% from 2023", PeriodRole.COMPARISON, False),
    ("products from 2023", PeriodRole.POINT, False),
    ("for 24 hours", PeriodRole.DURATION, None),
    ("for months", PeriodRole.DURATION, None),
    ("a three-year plan", PeriodRole.DURATION, None),
    ("at 11:45 a.m.", PeriodRole.TIME, None),
    ("a 20-year-old", PeriodRole.AGE, None),
    ("aged 45", PeriodRole.AGE, None),
]


@pytest.mark.parametrize(("text", "role", "is_future"), ROLES, ids=[row[0] for row in ROLES])
def test_roles(text: str, role: PeriodRole, is_future: bool | None) -> None:
    """The words before a time tell what it is for, and the anchor whether it lies ahead."""
    found = only(text)
    assert (found.role, found.is_future) == (role, is_future)


def test_interval_ends_are_included() -> None:
    """A quarter runs from its first to its last day."""
    period = only("Q3 2024").period
    assert period is not None
    assert (period.period_start, period.period_end) == (date(2024, 7, 1), date(2024, 9, 30))


def test_week_has_the_label_of_its_month() -> None:
    """No label names a week: it is dated exactly and grouped with its month."""
    period = only("last week", date(2026, 1, 8)).period
    assert period is not None
    assert (period.period_start, period.period_end) == (date(2025, 12, 29), date(2026, 1, 4))
    assert (period.label, period.grain) == ("2026-01", "week")


@pytest.mark.parametrize("text", ["February 30, 2024", "2024-13-01", "13/13/2024"])
def test_days_that_do_not_exist(text: str) -> None:
    """A day that no calendar has gets no date of its own."""
    assert all(
        found.period is None or found.period.grain != "day" for found in find_periods(text, ANCHOR)
    )
