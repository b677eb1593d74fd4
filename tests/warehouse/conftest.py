"""A store in an empty workspace."""

import shutil
from pathlib import Path

import duckdb
import pytest

from warehouse.migrate import migrate
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
