"""The time that a figure is about."""

from datetime import date

import pytest

from pipeline.extract.spans_of_time import growth_span, year_after, year_before
from pipeline.extract.timing import THAT_PERIOD
from pipeline.grammar.periods import find_periods
from schemas import Grain, Period
from tests.model_fixtures import facts_of, figure_of

# article, quantity, period label: the time stands right there, or nowhere
ROWS = [
    ("Revenue was $5 million in 2028, up from $3 million in 2027.", "$5 million", "2028"),
    ("Revenue was $5 million in 2028, up from $3 million in 2027.", "$3 million", "2027"),
    ("In 2028, revenue was $5 million. Costs were $3 million.", "$3 million", "2028"),
    ("The market will grow at a CAGR of 22.6% from 2024 to 2030.", "22.6%", "2024/2030"),
    ("Revenue for the third quarter of 2028 was $5 million.", "$5 million", "2028-Q3"),
    ("The plant has two halls.\nThe larger hall cost $5 million.", "$5 million", None),
]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "quote", "expected"), ROWS, ids=[f"{row[0][:40]}:{row[1]}" for row in ROWS]
)
def test_period_of_a_figure(text: str, quote: str, expected: str | None) -> None:
    """The time beside the number counts, else the passage's, else none."""
    assert figure_of(text, quote).period == expected


@pytest.mark.model
def test_dates_belong_to_the_label() -> None:
    """A period comes with its first and last day, or none of them."""
    dated = figure_of("Revenue for the third quarter of 2028 was $5 million.", "$5 million")
    assert (dated.period_start, dated.period_end) == (date(2028, 7, 1), date(2028, 9, 30))
    undated = facts_of("The hall cost $5 million.").figures[0]
    assert (undated.period, undated.period_start, undated.period_end) == (None, None, None)


@pytest.mark.model
def test_relative_time_needs_the_day_of_writing() -> None:
    """What "last year" was is known only where the article is dated."""
    text = "Revenue was $5 million last year."
    assert figure_of(text, "$5 million").period == "2028"
    assert facts_of(text, sidecar=None).figures[0].period is None


def period(words: str) -> Period:
    """Return the only period that the words name, written in mid-2029."""
    (found,) = find_periods(f"in {words}", date(2029, 6, 15))
    assert found.period is not None
    return found.period


BEFORE = [
    ("2024", "2023", date(2023, 1, 1), date(2023, 12, 31)),
    ("the third quarter of 2024", "2023-Q3", date(2023, 7, 1), date(2023, 9, 30)),
    ("fiscal 2024", "FY2023", date(2023, 1, 1), date(2023, 12, 31)),
    ("February 2024", "2023-02", date(2023, 2, 1), date(2023, 2, 28)),
    ("February 2025", "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ("fiscal 2024 to fiscal 2026", "FY2023/FY2025", date(2023, 1, 1), date(2025, 12, 31)),
    ("29 February 2024", "2023-02-28", date(2023, 2, 28), date(2023, 2, 28)),
    ("28 February 2025", "2024-02-28", date(2024, 2, 28), date(2024, 2, 28)),
]


@pytest.mark.parametrize(("words", "label", "first", "last"), BEFORE, ids=[r[0] for r in BEFORE])
def test_same_time_a_year_earlier(words: str, label: str, first: date, last: date) -> None:
    """Label and days go back together, leap years included."""
    before = year_before(period(words))
    assert (before.label, before.period_start, before.period_end) == (label, first, last)


def test_same_time_a_year_later_is_the_way_back() -> None:
    """What was compared with a year before is about the year after."""
    for words in ("2024", "the third quarter of 2024", "February 2025"):
        assert year_before(year_after(period(words))) == period(words)


@pytest.mark.model
def test_number_beside_a_comparison_is_about_the_time_after_it() -> None:
    """Of "up from $3 million a year earlier" only the start lies a year back."""
    text = "Profit in the first quarter of 2029 was $5 million, up from $3 million a year earlier."
    assert figure_of(text, "$5 million").period == "2029-Q1"
    assert figure_of(text, "$3 million").period == "2028-Q1"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["2024", "2030"], "2024/2030"),
        (["2030", "2026", "2024"], "2024/2030"),
        (["2024"], None),
        (["2024", "2024"], None),
        ([], None),
        (["May 2024", "2030"], None),
    ],
)
def test_growth_runs_from_first_to_last_year(words: list[str], expected: str | None) -> None:
    """Two years make an interval; parts of years do not."""
    span = growth_span([period(each) for each in words])
    assert (span and span.label) == expected


def test_growth_runs_over_the_stated_interval() -> None:
    """An interval in the text wins over the years around it."""
    (found,) = find_periods("from 2024 to 2030", None)
    assert found.period is not None
    assert found.period.grain is Grain.SPAN
    assert growth_span([period("2021"), found.period, period("2035")]) == found.period


def test_growth_rate_over_named_years_is_certain() -> None:
    """In the records, too, a compound growth rate is about the years it is stated for."""
    text = "Sales stood at $3 billion in 2025. They will grow at a CAGR of 8% from 2024 to 2030."
    assert figure_of(text, "8%").period == "2024/2030"


BACK = [
    ("a CAGR of 6% during the forecast period", True),
    ("26.5% Over the Same Period", True),
    ("5% within that time frame, too", True),
    ("5% in the period of 2023", False),
    ("5% over the same period last year", False),
    ("5% in the period ended May 2", False),
    ("a 5% rate for the holding", False),
]


@pytest.mark.parametrize(("text", "expected"), BACK, ids=[row[0] for row in BACK])
def test_words_that_send_back_to_a_period(text: str, expected: bool) -> None:
    """Such words point to a period named before, unless they name one themselves."""
    assert (THAT_PERIOD.search(text) is not None) is expected
