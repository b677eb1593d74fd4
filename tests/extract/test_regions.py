"""The place that a figure is about."""

import pytest

from pipeline.extract.regions import decide_region
from tests.model_fixtures import figure_of, frame_of, load_extractor

pytestmark = pytest.mark.model

ROWS = [
    ("Sales in Germany rose 5% while sales in France fell 3%.", "5%", "Germany"),
    ("Sales in Germany rose 5% while sales in France fell 3%.", "3%", "France"),
    ("Global sales of trucks rose 5% in 2028.", "5%", "global"),
    ("In China, sales rose 5%.", "5%", "China"),
    ("Sales rose 5%.", "5%", None),
]


@pytest.mark.parametrize(
    ("text", "quote", "expected"), ROWS, ids=[f"{row[0]}:{row[1]}" for row in ROWS]
)
def test_place_of_a_figure(text: str, quote: str, expected: str | None) -> None:
    """The place in the noun phrase counts, else the only one of the sentence."""
    assert figure_of(text, quote).region == expected


def test_two_places_apart_decide_nothing() -> None:
    """Where two places stand elsewhere in the sentence, none is chosen."""
    frame = frame_of("Officials from China met officials from Germany, and prices rose 5%.", "5%")
    places = load_extractor().places.find(frame.sentence)
    assert [place.name for place in places] == ["China", "Germany"]
    assert decide_region(frame, places) is None
