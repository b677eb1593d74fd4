"""When to try again: soon within a run, later in another, or never."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from pipeline.fetch.failures import FetchError, forbidden, gone, unreachable

# What a server answers that is busy, or not there for the moment.
# Source: RFC 9110, section 15; RFC 6585, section 4.
PASSING = frozenset({408, 421, 425, 429, 500, 502, 503, 504})

TRIES = 3
"""Of one request in one run, the first included."""

PAUSES = (1.0, 4.0)
"""Seconds before the second and the third try."""

LONGEST_PAUSE = 60.0
"""A server that asks for more patience is left to a later run."""

FIRST_WAIT = timedelta(minutes=15)
LONGEST_WAIT = timedelta(days=1)

MOST_FAILURES = 8
"""An article that failed as often, a good three days long, is given up."""


def status_error(status: int, retry_after: str | None) -> FetchError:
    """Return what a status other than 2xx, 3xx and 304 means."""
    name = _name(status)
    if status in PASSING:
        return unreachable(f"the server answers {name}", retry_after=seconds_of(retry_after))
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.PAYMENT_REQUIRED):
        return forbidden(f"the server answers {name}: credentials are wrong, missing or too weak")
    return gone(f"the server answers {name}; check the address")


def seconds_of(retry_after: str | None) -> float | None:
    """Return how long a header Retry-After asks to wait: "120", or an HTTP date; else None."""
    if retry_after is None:
        return None
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), LONGEST_WAIT.total_seconds())
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    left = (moment.astimezone(UTC) - datetime.now(UTC)).total_seconds()
    return min(max(left, 0.0), LONGEST_WAIT.total_seconds())


def pause(error: FetchError, tried: int) -> float | None:
    """Return the seconds to wait before the next try in this run; None where there is none.

    Args:
        error: How the last try ended.
        tried: How many there were.
    """
    if not error.passing or error.is_spent or tried >= TRIES:
        return None
    wait = max(PAUSES[tried - 1], error.retry_after or 0.0)
    return wait if wait <= LONGEST_PAUSE else None


def wait(failures: int, error: FetchError) -> timedelta:
    """Return how long to leave an address alone that failed in `failures` runs, one upon another.

    It doubles from a quarter of an hour up to a day; what failed for good waits a day at once.
    """
    if not error.passing:
        return LONGEST_WAIT
    doubled = FIRST_WAIT * (1 << min(failures - 1, 10))
    return min(max(doubled, timedelta(seconds=error.retry_after or 0)), LONGEST_WAIT)


def _name(status: int) -> str:
    """Return a status with its name: "404 Not Found"."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
