"""When to try again: soon, later, or never."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from pipeline.fetch.failures import gone, unreachable
from pipeline.fetch.retrying import pause, seconds_of, status_error, wait

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("status", "passing"),
    [(408, True), (429, True), (500, True), (503, True), (599, False), (404, False), (204, False)],
)
def test_a_status_passes_or_stays(status: int, passing: bool) -> None:
    """What is busy passes; what is missing does not."""
    assert status_error(status, None).passing is passing


@pytest.mark.parametrize(
    ("header", "expected"),
    [("120", 120), (" 7 ", 7), ("soon", None), ("-5", None), (None, None), ("9" * 40, 86400)],
)
def test_how_long_to_wait_is_read(header: str | None, expected: float | None) -> None:
    """Seconds, no more than a day; what is none says nothing."""
    assert seconds_of(header) == expected


def test_a_date_to_wait_for_is_read() -> None:
    """As servers write it; a date that is over is no wait."""
    moment = datetime.now(UTC)
    assert 500 < (seconds_of(format_datetime(moment + timedelta(minutes=10))) or 0) <= 600
    assert seconds_of("Wed, 21 Oct 2015 07:28:00 GMT") == 0


@pytest.mark.parametrize(
    ("tried", "retry_after", "expected"),
    [(1, None, 1), (2, None, 4), (3, None, None), (1, 30, 30), (1, 61, None), (2, 2, 4)],
)
def test_the_pause_grows(tried: int, retry_after: float | None, expected: float | None) -> None:
    """And ends with the third try, or where the server asks for more than a minute."""
    assert pause(unreachable("busy", retry_after=retry_after), tried) == expected


def test_what_stays_is_not_tried_again() -> None:
    """Not in this run, and not before a day is over."""
    assert pause(gone("404"), 1) is None
    assert wait(1, gone("404")) == DAY


@pytest.mark.parametrize(
    ("failures", "minutes"), [(1, 15), (2, 30), (4, 120), (8, 1440), (900, 1440)]
)
def test_the_wait_between_runs_doubles_up_to_a_day(failures: int, minutes: int) -> None:
    """From a quarter of an hour on."""
    assert wait(failures, unreachable("busy")) == timedelta(minutes=minutes)


def test_the_server_may_ask_for_a_longer_wait() -> None:
    """It is given, up to a day."""
    assert wait(1, unreachable("busy", retry_after=7200)) == timedelta(hours=2)
    assert wait(1, unreachable("busy", retry_after=999_999)) == DAY
