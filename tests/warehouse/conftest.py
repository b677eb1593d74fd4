"""Stores: of an empty workspace, of an empty warehouse, and a published one to read."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.factories import extraction, other_article
from tests.warehouse.ingesting import ingest
from warehouse.migrate import migrate
from warehouse.reader import Reader
from warehouse.store import Store


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty warehouse file of today's schema; making one takes 0.1 s."""
    path = tmp_path_factory.mktemp("migrated") / "foretell.duckdb"
    with duckdb.connect(str(path)) as con:
        migrate(con)
    return path


@pytest.fixture
def new_store(tmp_path: Path) -> Store:
    """Return the store of a workspace that has no warehouse yet."""
    return Store(tmp_path)


@pytest.fixture
def store(new_store: Store, migrated: Path) -> Store:
    """Return the store of a workspace whose warehouse is empty."""
    new_store.working.parent.mkdir(parents=True)
    shutil.copyfile(migrated, new_store.working)
    return new_store


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return a store with two published articles, one of them from two sources; only to read."""
    store = Store(tmp_path_factory.mktemp("published"))
    ingest(store, extraction("a/pumps.txt"), extraction("b/copy.txt"), other_article())
    return store


@pytest.fixture(scope="module")
def reader(published: Store) -> Iterator[Reader]:
    """Return a reader of those articles."""
    with published.reader() as opened:
        yield opened
