"""How firmly a forecast is put, whether it is held, on what condition, and when it was made."""

from datetime import date

import pytest

from schemas import Certainty, Forecast, Polarity
from tests.model_fixtures import facts_of

pytestmark = pytest.mark.model

OPENING = "Norvia Corp. makes pumps. Norvia Corp. has three plants. Norvia is old.\n"
PUBLISHED = date(2029, 6, 15)


def forecast_of(text: str) -> Forecast:
    """Return the only forecast of an article about Norvia that goes on with `text`."""
    (forecast,) = facts_of(OPENING + text).forecasts
    return forecast


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Sales of pumps will reach $4 billion in 2030.", Certainty.WILL),
        ("Gartner said sales of pumps would reach $4 billion in 2030.", Certainty.WILL),
        ("Gartner expects that sales of pumps will grow 5% in 2031.", Certainty.EXPECTED),
        ("Sales are projected to reach $3 billion in 2030.", Certainty.EXPECTED),
        ("Sales of pumps are set to reach $4 billion by 2031.", Certainty.EXPECTED),
        ("Sales of pumps are likely to reach $4 billion by 2031.", Certainty.LIKELY),
        ("Sales of pumps will probably reach $4 billion by 2031.", Certainty.LIKELY),
        ("Sales of pumps could reach $4 billion by 2031, Gartner said.", Certainty.MAY),
        ("Norvia Corp. aims to sell 3 million pumps by 2030.", Certainty.TARGET),
        ("Norvia Corp. plans to open 20 stores in 2030.", Certainty.TARGET),
        (
            "Norvia Corp. guided for revenue of $3 billion in 2030.",
            Certainty.TARGET,
        ),
    ],
)
def test_certainty(text: str, certainty: Certainty) -> None:
    """The weakest word on the way from the figure to the main verb tells."""
    assert forecast_of(text).certainty is certainty


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Gartner expects that sales of pumps will grow 5% in 2031.", Polarity.AFFIRMED),
        ("Norvia Corp. does not expect sales to exceed $3 billion in 2030.", Polarity.DENIED),
        ("Norvia Corp. no longer expects sales of $4 billion in 2030.", Polarity.DENIED),
        ("Norvia Corp. is unlikely to reach sales of $4 billion in 2030.", Polarity.DENIED),
        ("Norvia Corp. has no plans to open 20 stores in 2030.", Polarity.DENIED),
        ("Gartner had expected sales of pumps to reach $4 billion in 2030.", Polarity.EXPIRED),
        ("Norvia Corp. originally planned to open 20 stores in 2030.", Polarity.EXPIRED),
        ("Norvia Corp. withdrew its forecast of $5 billion in sales for 2030.", Polarity.EXPIRED),
        ("Will sales of pumps reach $4 billion by 2031?", Polarity.ASKED),
        ("Gartner expects no slowdown, and sales of $4 billion in 2030.", Polarity.AFFIRMED),
    ],
)
def test_polarity(text: str, polarity: Polarity) -> None:
    """A forecast is held, turned down, given up, or asked."""
    assert forecast_of(text).polarity is polarity


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("If demand holds, sales of pumps will reach $4 billion in 2030.", "If demand holds"),
        ("Sales will fall 5% in 2030 unless rates fall, Gartner said.", "unless rates fall"),
        ("Sales will reach $4 billion in 2030, Gartner said.", None),
        ("Sales will reach $4 billion in 2030 even if rates rise.", None),
    ],
)
def test_condition(text: str, condition: str | None) -> None:
    """The condition is quoted from its first word to the end of its clause."""
    assert forecast_of(text).condition == condition


@pytest.mark.parametrize(
    ("text", "made_on"),
    [
        ("Gartner expects that sales of pumps will grow 5% in 2031.", PUBLISHED),
        ("Gartner said in March that sales of pumps will grow 5% in 2031.", date(2029, 3, 31)),
        ("Gartner had expected sales of pumps to reach $4 billion in 2030.", None),
    ],
)
def test_day_of_the_forecast(text: str, made_on: date | None) -> None:
    """It is the day of publication, the end of the time it names, or unknown for a former one."""
    assert forecast_of(text).made_on == made_on


def test_no_day_without_a_date() -> None:
    """Where nobody knows when an article was written, nobody knows when it forecast."""
    text = OPENING + "Gartner expects that sales of pumps will grow 5% in 2031."
    (forecast,) = facts_of(text, sidecar=None).forecasts
    assert forecast.made_on is None
