"""Lakes to test: an empty one over a catalog in a file, and a server for shared ones."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.warehouse.factories import extraction, other_article
from tests.warehouse.ingesting import ingest
from tests.warehouse.lake.postgres import postgres, why_not
from warehouse.lake.address import LakeAddress
from warehouse.lake.store import LakeStore


def lake_in(home: Path, catalog: str = "") -> LakeStore:
    """Return the store of a lake; without a catalog, of one in a file."""
    address = LakeAddress(catalog or str(home / "warehouse/work/catalog.ducklake"), home / "lake")
    return LakeStore(home, address)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> LakeStore:
    """Return a lake with two published articles, one of them from two sources; only to read."""
    store = lake_in(tmp_path_factory.mktemp("lake"))
    ingest(store, extraction("a/pumps.txt"), extraction("b/copy.txt"), other_article())
    return store


@pytest.fixture
def lake(tmp_path: Path) -> LakeStore:
    """Return a lake with one published article, to write."""
    store = lake_in(tmp_path)
    ingest(store, extraction("a/pumps.txt"))
    return store


@pytest.fixture(scope="session")
def catalog() -> Iterator[str]:
    """Return the address of an empty catalog in PostgreSQL; skip where there is no PostgreSQL."""
    if reason := why_not():
        pytest.skip(reason)
    with postgres() as address:
        yield address
