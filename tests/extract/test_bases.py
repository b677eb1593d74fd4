"""What a change is compared with."""

import pytest

from pipeline.extract.bases import decide_basis
from schemas import Kind
from tests.model_fixtures import facts_of, frame_of

pytestmark = pytest.mark.model

ROWS = [
    ("Sales rose 5% from a year earlier.", "5%", "yoy"),
    ("Sales rose 5% year over year.", "5%", "yoy"),
    ("Sales fell 3% sequentially and 5% year over year.", "3%", "qoq"),
    ("Sales fell 3% sequentially and 5% year over year.", "5%", "yoy"),
    ("Sales rose 5% from the previous month.", "5%", "mom"),
    ("Sales will rise at a CAGR of 5% from 2024 to 2030.", "5%", "cagr"),
    ("Sales rose 5%.", "5%", None),
    (
        "Sales rose 5%, said the head of the firm, who had come to the factory that morning to "
        "see the new machines, from a year earlier.",
        "5%",
        None,
    ),
]


@pytest.mark.parametrize(
    ("text", "quote", "expected"), ROWS, ids=[f"{row[0][:50]}:{row[1]}" for row in ROWS]
)
def test_nearest_comparison(text: str, quote: str, expected: str | None) -> None:
    """A change takes the nearest comparison of its sentence, if it is near."""
    decision = decide_basis(frame_of(text, quote), Kind.CHANGE)
    assert (decision and decision.value) == expected


@pytest.mark.parametrize("kind", [Kind.LEVEL, Kind.SHARE, Kind.MULTIPLE])
def test_only_changes_compare(kind: Kind) -> None:
    """A level beside "from a year earlier" has no basis."""
    assert decide_basis(frame_of("Sales rose 5% from a year earlier.", "5%"), kind) is None


def test_comparison_does_not_cross_sentences() -> None:
    """What the next sentence compares with is not taken."""
    figures = facts_of("Sales rose 5%. Costs rose 3% from a year earlier.").figures
    assert [figure.basis for figure in figures] == [None, "yoy"]
