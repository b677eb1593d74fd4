"""Words that say what a change is compared with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.grammar.bases import find_bases
from schemas import Basis

STATED = [
    ("Sales rose 5% year-on-year.", "year-on-year", Basis.YOY),
    ("Sales rose 5% year over year.", "year over year", Basis.YOY),
    ("Sales rose 5% YoY.", "YoY", Basis.YOY),
    ("Sales rose 5% y/y.", "y/y", Basis.YOY),
    ("Sales rose 5% from a year earlier.", "from a year earlier", Basis.YOY),
    ("Sales rose compared to the previous year.", "compared to the previous year", Basis.YOY),
    ("Sales rose 5% from last year.", "from last year", Basis.YOY),
    ("up over the same period last year", "over the same period last year", Basis.YOY),
    ("up on the same quarter of 2023", "on the same quarter of 2023", Basis.YOY),
    ("up from the year-ago quarter", "from the year-ago quarter", Basis.YOY),
    ("an annual rise of 5%", "annual rise", Basis.YOY),
    ("6% compared to fiscal year 2020", "compared to fiscal year 2020", Basis.YOY),
    ("Sales rose 5% quarter-over-quarter.", "quarter-over-quarter", Basis.QOQ),
    ("Sales rose sequentially.", "sequentially", Basis.QOQ),
    ("Sales rose 5% from the prior quarter.", "from the prior quarter", Basis.QOQ),
    ("down from the previous three months", "from the previous three months", Basis.QOQ),
    ("sales, up 31% from Q1, rose", "31% from Q1", Basis.QOQ),
    ("Prices rose 1% month-on-month.", "month-on-month", Basis.MOM),
    ("Prices rose 1% from the previous month.", "from the previous month", Basis.MOM),
    ("Prices, up 1% from March, rose", "1% from March", Basis.MOM),
    ("at a CAGR of 5%", "CAGR", Basis.CAGR),
    (
        "a compound annual growth rate (CAGR) of 5%",
        "compound annual growth rate (CAGR)",
        Basis.CAGR,
    ),
    ("by 5% a year between 2024 and 2030", "5% a year between 2024 and 2030", Basis.CAGR),
    ("annualised growth of 5%", "annualised growth", Basis.CAGR),
    ("The biggest rise since May, it said", "since May", Basis.POP),
    ("up 40% since 2019", "since 2019", Basis.POP),
    ("up 4% from the previous half", "from the previous half", Basis.POP),
    ("up 4% on the day", "on the day", Basis.POP),
    ("up 4% in early trading", "in early trading", Basis.POP),
    ("4% versus plan", "versus plan", Basis.POP),
    ("up 4% week-on-week", "week-on-week", Basis.POP),
    ("down 4% from pre-pandemic levels", "from pre-pandemic levels", Basis.POP),
]


@pytest.mark.parametrize(("text", "quote", "basis"), STATED, ids=[row[0] for row in STATED])
def test_stated(text: str, quote: str, basis: Basis) -> None:
    """A stated comparison is found with its cue and named."""
    (found,) = find_bases(text)
    assert (text[found.start : found.end], found.basis) == (quote, basis)


@pytest.mark.parametrize(
    "text",
    [
        "Sales rose 5% in 2024.",
        "It ran from March to May.",
        "The last quarter of 2024 was good.",
        "Life began 500 million years ago.",
        "It moved from Berlin last spring.",
        "The annual report is out.",
        "from 2024 to 2030",
        "a day-to-day task of my mom",
        "a new compound with an annualized yield",
        "a thaw in trade",
    ],
)
def test_not_stated(text: str) -> None:
    """Times that compare nothing are no basis."""
    assert find_bases(text) == ()


@given(
    st.lists(st.sampled_from(["from", "the", "previous", "year", "quarter", "-", "on", "5%", "x"]))
)
def test_order(words: list[str]) -> None:
    """Bases come in reading order and never overlap."""
    position = 0
    for found in find_bases(" ".join(words)):
        assert position <= found.start < found.end
        position = found.end
