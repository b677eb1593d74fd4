"""Spans of time, read and written."""

from datetime import timedelta

import pytest

from pipeline.intervals import interval, written

SPANS = [
    ("15m", timedelta(minutes=15)),
    ("90m", timedelta(minutes=90)),
    ("1h", timedelta(hours=1)),
    ("36h", timedelta(hours=36)),
    ("7d", timedelta(days=7)),
]


@pytest.mark.parametrize(("text", "span"), SPANS, ids=[text for text, _ in SPANS])
def test_a_span_is_written_as_it_is_read(text: str, span: timedelta) -> None:
    """In the largest unit that divides it."""
    assert interval(text) == span
    assert written(span) == text


@pytest.mark.parametrize("text", ["", "0m", "15", "15s", "m", "1.5h", "-1h", "100000m"])
def test_what_is_no_span(text: str) -> None:
    """A number and a unit are needed, and it is not 0."""
    assert interval(text) is None


def test_a_span_of_seconds() -> None:
    """A file may have schedules that the command line cannot say."""
    assert written(timedelta(seconds=90)) == "90s"
    assert written(timedelta(seconds=0.5)) == "0.5s"
