"""When a value counts as what an annotator wrote."""

import pytest

from pipeline.build.judge import Label, firmest, is_right

LABEL: Label = {
    "company": "Norlund Pumps Inc.",
    "metric": "orders for bilge pumps of steel",
    "period": "2031-Q2",
    "region": "global",
    "accept": {"period": ["FY2031-Q2", None], "metric": ["orders"]},
}


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("company", "Norlund Pumps", True),
        ("company", "Norlund", False),
        ("company", None, False),
        ("metric", "steel pump orders", True),
        ("metric", "orders", True),
        ("metric", "pumps", False),
        ("metric", "bilges of ships at sea", False),
        ("period", "2031-Q2", True),
        ("period", None, True),
        ("period", "2031", False),
        ("region", "Worldwide", True),
        ("region", "Norway", False),
        ("source", None, True),
        ("source", "Vessby", False),
    ],
)
def test_values_that_count(field: str, value: object, *, expected: bool) -> None:
    """Names count without legal form, phrases by half of their words, others as they are."""
    assert is_right(field, value, LABEL) == expected


@pytest.mark.parametrize(
    ("field", "values", "expected"),
    [
        ("period", ["2031-Q2", "FY2031-Q2", "2031"], [True, False, False]),
        ("period", ["FY2031-Q2", None, "2031"], [True, True, False]),
        ("period", ["2030", "2031"], [False, False]),
        ("metric", ["orders", "orders for bilge pumps"], [False, True]),
        ("metric", ["orders", "ships"], [True, False]),
    ],
    ids=["as written", "as accepted", "neither", "the longer phrase", "the shorter one alone"],
)
def test_what_was_written_comes_first(
    field: str, values: list[object], expected: list[bool]
) -> None:
    """What is merely accepted is right only where nothing else is."""
    assert firmest(lambda one: [is_right(field, v, one) for v in values], LABEL) == expected
