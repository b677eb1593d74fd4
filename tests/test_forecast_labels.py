"""What annotators wrote about forecasts, against what the extractor asks."""

import pytest

from pipeline.build.forecast_labels import ForecastLabels
from pipeline.clean import clean
from pipeline.ranking import Candidate

TEXT = "Sales will reach $5 billion by 2031. Costs were $3 billion."
FIGURES = [{"start": 17, "end": 27}, {"start": 48, "end": 58}]
LABEL = {"start": 0, "end": 36, "target": "2031", "figures": [0]}
FORECAST, FACT = (0, 36), (37, 59)


def labels(**changes: object) -> ForecastLabels:
    """Return the labels of both sentences, the forecast's changed."""
    row = {"figures": FIGURES, "forecasts": [{**LABEL, **changes}]}
    return ForecastLabels.of(row, [FORECAST, FACT], clean(TEXT).offsets)


def candidates(*values: object) -> list[Candidate[object]]:
    """Return a candidate for each value."""
    return [Candidate(value, {}, "test") for value in values]


@pytest.mark.parametrize(("key", "right"), [(0, [False, True]), (37, [True, False])])
def test_clause_with_a_label_is_a_forecast(key: int, right: list[bool]) -> None:
    """A clause that shares half of a label is a forecast, the other none."""
    assert labels().judge("forecast", key, candidates(None, FORECAST)) == right


def test_stated_figures_are_those_of_the_label() -> None:
    """The figure that the label names is stated; a clause without label judges none."""
    assert labels().judge("stated", 17, candidates(None, True)) == [False, True]
    assert labels(figures=[]).judge("stated", 17, candidates(None, True)) == [True, False]
    assert labels().judge("stated", 48, candidates(None, True)) is None


def test_parts_are_compared_with_the_label() -> None:
    """Target and forecaster are right where they are the label's; left out means nobody."""
    assert labels().judge("target", 0, candidates(None, "2031")) == [False, True]
    assert labels().judge("forecaster", 0, candidates(None, "Norvia")) == [True, False]


def test_open_labels_teach_nothing() -> None:
    """An optional forecast is neither right nor wrong; of an open one no part is judged."""
    assert labels(optional=True).judge("forecast", 0, candidates(None, FORECAST)) is None
    assert labels(open=True).judge("target", 0, candidates(None, "2031")) is None
    assert labels(open=True).judge("forecast", 0, candidates(None, FORECAST)) == [False, True]
