"""The places that a sentence names."""

import pytest

from tests.model_fixtures import load_extractor, mark_one

pytestmark = pytest.mark.model

ROWS = [
    ("Sales in Germany rose 5%.", ["Germany"]),
    ("Sales of France's largest bank rose 5%.", ["France"]),
    ("Sales in the United States fell 3%.", ["United States"]),
    ("Global sales rose 5% and sales in North America fell 3%.", ["global", "North America"]),
    ("Worldwide, sales rose 5%.", ["global"]),
    ("Bank of America said sales rose 5%.", []),
    ("Sales rose 5%.", []),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_places(text: str, expected: list[str]) -> None:
    """Places come as written and in order, "global" for the world; names hold none."""
    sentence = mark_one(text)
    places = load_extractor().places.find(sentence)
    assert [place.name for place in places] == expected
    assert all(sentence.start <= place.start < place.end <= sentence.end for place in places)
