"""Figures of one sentence that are points of one development."""

import pytest

from tests.model_fixtures import facts_of

pytestmark = pytest.mark.model


def series_of(text: str) -> list[list[str]]:
    """Return the quotes of each series of `text`."""
    series: dict[str, list[str]] = {}
    for figure in facts_of(text).figures:
        if figure.series_id is not None:
            series.setdefault(figure.series_id, []).append(figure.quote)
    return list(series.values())


@pytest.mark.parametrize(
    ("text", "points"),
    [
        (
            "The market is projected to grow from $12.55 billion in 2025 to $26.2 billion by 2033.",
            ["$12.55 billion", "$26.2 billion"],
        ),
        (
            "Sales were $3 billion in 2028 and are expected to reach $5 billion in 2032.",
            ["$3 billion", "$5 billion"],
        ),
    ],
)
def test_series(text: str, points: list[str]) -> None:
    """The same measure at two times is a series."""
    assert series_of(text) == [points]


@pytest.mark.parametrize(
    "text",
    [
        "Sales were $3 billion in 2028.",
        "Sales grew 5% in 2028 and 7% in 2029.",
        "Sales were $3 billion in 2028 and 20,000 pumps were sold in 2027.",
        "Sales were $3 billion and profit was $5 million in 2028.",
    ],
)
def test_no_series(text: str) -> None:
    """Changes, other units, and figures of one time are none."""
    assert series_of(text) == []
