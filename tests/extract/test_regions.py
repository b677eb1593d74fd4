"""The place that a figure is about."""

from dataclasses import replace

import pytest

from pipeline.components.marked import MarkedSentence
from pipeline.extract.regions import RegionContext, region_candidates
from schemas import Kind
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
    """The place that the number is said of is chosen."""
    assert figure_of(text, quote).region == expected


def test_each_place_is_proposed_with_where_it_stands() -> None:
    """A place of the noun phrase, one in a name, one before: each has its own signs."""
    frame = frame_of("Officials from China met officials from Germany, and prices rose 5%.", "5%")
    frame = replace(frame, sentence=with_places(frame.sentence))
    found = {c.value: c.features for c in region_candidates(frame, context())}
    assert set(found) == {None, "China", "Germany"}
    assert "own after from" in found["China"]
    assert "own only place" not in found["China"]


def test_places_are_carried_from_the_figure_before() -> None:
    """Where the sentence names no place, the last figure's may still hold."""
    frame = frame_of("Sales rose 5%.", "5%")
    found = {c.value: c for c in region_candidates(frame, context(before=("Japan",)))}
    assert found["Japan"].rule == "carried over: figure before"
    assert "carried figure before&no own" in found["Japan"].features


def with_places(sentence: MarkedSentence) -> MarkedSentence:
    """Return the sentence with its places marked."""
    return sentence.with_places(load_extractor().places.find(sentence))


def context(before: tuple[str | None, ...] = ()) -> RegionContext:
    """Return what is known of a market's price change."""
    return RegionContext(before, None, None, "prices", "market", False, Kind.CHANGE)
