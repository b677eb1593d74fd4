"""What bare numbers count."""

import pytest

from tests.model_fixtures import mark_one

pytestmark = pytest.mark.model

# sentence, (quantity as written, thing counted)
ROWS = [
    ("The plant uses 119 containers.", ("119 containers", "container")),
    ("The company employs 4,000 people in Germany.", ("4,000 people", "person")),
    ("It sold 5 million cars.", ("5 million cars", "car")),
    ("The firm has 1,200 employees.", ("1,200 employees", "employee")),
    ("It bought 12 new trucks.", ("12", "truck")),
    ("It signed 40 supply contracts.", ("40", "supply contract")),
    ("It made 14 data center deals.", ("14", "data center deal")),
    ("It sold 3 million e-bikes.", ("3 million e-bikes", "e-bike")),
    ("They sold 5,000 t-shirts.", ("5,000", "t-shirt")),
    ("It bought 30 X-ray machines.", ("30", "X-ray machine")),
    ("It has 40 plants - all of them new.", ("40 plants", "plant")),
    ("It has 5 three-bedroom flats.", ("5", "bedroom flat")),
    ("It has 12 in production.", ("12", None)),
    ("He won 3.", ("3", None)),
    ("Sales rose to $5 million.", ("$5 million", None)),
    ("Sales rose 5% in stores.", ("5%", None)),
    ("It built 40 km of roads.", ("40 km", None)),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_things_counted(text: str, expected: tuple[str, str | None]) -> None:
    """A bare number takes the noun that it counts; money, percentages and measures take none."""
    sentence = mark_one(text)
    (quantity,) = sentence.quantities
    assert (sentence.text[quantity.start : quantity.end], quantity.item) == expected


def test_a_number_inside_a_word_takes_no_noun() -> None:
    """A number whose word goes on does not swallow the number behind it."""
    sentence = mark_one("It sold 1_000 units there.")
    words = [sentence.text[q.start : q.end] for q in sentence.quantities]
    assert words == ["1", "000 units"]
