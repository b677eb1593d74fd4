"""The places that a sentence names."""

import pytest

from pipeline.components.places import find_places
from tests.model_fixtures import mark_one

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
    places = find_places(sentence)
    assert [name for *_, name in places] == expected
    assert all(sentence.start <= start < end <= sentence.end for start, end, _ in places)
