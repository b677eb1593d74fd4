"""One guard for all tests of forms: its child is started once."""

from collections.abc import Iterator

import pytest

from pipeline.readers import Guard


@pytest.fixture(scope="session")
def guard() -> Iterator[Guard]:
    """Return a guard whose child reads many documents."""
    guard = Guard()
    yield guard
    guard.close()
