"""Statements about the future, with or without numbers."""

from datetime import date

import pytest

from schemas import Forecast
from tests.model_fixtures import facts_of

pytestmark = pytest.mark.model

OPENING = "Norvia Corp. makes pumps. Norvia Corp. has three plants. Norvia is old.\n"


def forecasts_of(
    text: str, *, sidecar: bytes | None = b"published_on = 2029-06-15"
) -> list[Forecast]:
    """Return the forecasts of an article about Norvia that goes on with `text`."""
    return list(facts_of(OPENING + text, sidecar=sidecar).forecasts)


# text, forecaster, target period
ROWS = [
    ("Gartner expects that sales of pumps will grow 5% in 2031.", "Gartner", "2031"),
    ("According to Gartner, sales of pumps will reach $5 billion by 2031.", "Gartner", "2031"),
    ("Norvia Corp. plans to invest $5 billion in trucks by 2032.", "Norvia", "2032"),
    ("Sales are expected to reach $3 billion in 2030 and $5 billion in 2032.", None, "2032"),
]


@pytest.mark.parametrize(("text", "forecaster", "target"), ROWS, ids=[row[0][:50] for row in ROWS])
def test_forecast_with_numbers(text: str, forecaster: str | None, target: str) -> None:
    """Who forecasts is the source of its figures, a planner itself, or nobody."""
    (forecast,) = forecasts_of(text)
    assert forecast.statement == text
    assert (forecast.forecaster, forecast.target_period) == (forecaster, target)
    assert forecast.target_end == date(int(target), 12, 31)


def test_forecast_names_its_figures() -> None:
    """The figures ahead belong to the forecast; the fact beside them does not."""
    text = "Sales were $3 billion in 2028 and are expected to reach $5 billion in 2032."
    facts = facts_of(OPENING + text)
    (forecast,) = facts.forecasts
    quotes = {f.figure_id: f.quote for f in facts.figures}
    assert [quotes[each] for each in forecast.figure_ids] == ["$5 billion"]


def test_semicolon_divides_forecasts() -> None:
    """Two halves that each state something are two forecasts, side by side."""
    text = (
        "By 2032, sales of pumps are expected to exceed sales of valves; "
        "by 2034, pumps will account for 70% of the market."
    )
    first, second = forecasts_of(text)
    assert (first.target_period, second.target_period) == ("2032", "2034")
    assert first.figure_ids == ()
    assert len(second.figure_ids) == 1
    assert f"{first.quote}; {second.quote}" == text


@pytest.mark.parametrize(
    "text",
    [
        "Revenue was $5 million in 2028.",
        "Sales fell 5% in 2027.",
        "The future of pumps looks bright.",
        "He wrote his will and left.",
    ],
)
def test_no_forecast(text: str) -> None:
    """What happened, and hope without date or measure, is no forecast."""
    assert forecasts_of(text) == []


def test_same_text_gives_the_same_ids() -> None:
    """Ids hang on article and span, so equal texts have equal ids and other spans other ids."""
    text = "Sales will reach $3 billion in 2031.\nCosts will reach $5 billion in 2032."
    one, two = forecasts_of(text), forecasts_of(text)
    assert [f.forecast_id for f in one] == [f.forecast_id for f in two]
    assert len({f.forecast_id for f in one}) == 2
