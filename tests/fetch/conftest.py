"""A site of one's own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.fetch.saved import SavedPages
from pipeline.readers.guard import Guard
from tests.fetch.readers import Reader
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


@pytest.fixture
def reader(site: Site, tmp_path: Path, guard: Guard) -> Reader:
    """Return a reader of the site, at noon."""
    return Reader(site, site.fetcher(), SavedPages(tmp_path / "fetched"), guard)
