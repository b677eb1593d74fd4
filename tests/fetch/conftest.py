"""A site of one's own for each test."""

from collections.abc import Iterator

import pytest

from pipeline.readers.guard import Guard
from tests.fetch.site import Site, running


@pytest.fixture
def site() -> Iterator[Site]:
    """Return a running site without pages."""
    with running() as started:
        yield started


@pytest.fixture(scope="session")
def guard() -> Iterator[Guard]:
    """Return the child process that reads feeds, started once."""
    started = Guard()
    yield started
    started.close()
