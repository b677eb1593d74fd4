"""A site of one's own for each test."""

from collections.abc import Iterator

import pytest

from tests.fetch.site import Site, running


@pytest.fixture
def site() -> Iterator[Site]:
    """Return a running site without pages."""
    with running() as started:
        yield started
