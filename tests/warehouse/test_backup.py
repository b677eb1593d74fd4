"""Backups: whole, proven before they come back, and the same rows when they do."""

import shutil
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from schemas import UsageError, WarehouseError, WarehouseMissing
from tests.warehouse.factories import extraction, other_article
from tests.warehouse.ingesting import core, ingest, rows
from warehouse import opening
from warehouse.backup import back_up, restore
from warehouse.opening import open_working
from warehouse.receipts import table_hashes
from warehouse.store import Store


def hashes(file: Path) -> dict[str, str]:
    """Return the hashes of all tables of a file."""
    with duckdb.connect(str(file), read_only=True) as con:
        return table_hashes(con)


def test_what_was_backed_up_comes_back(store: Store) -> None:
    """Whatever happened since, the rows are the same again, for writer and readers."""
    ingest(store, extraction())
    made = back_up(store)
    assert made.file.parent == store.published.with_name("backups")
    assert (made.articles, made.figures) == (1, 2)
    before = hashes(store.working)
    ingest(store, other_article())
    restored = restore(store, made.file)
    assert (restored.articles, restored.figures) == (1, 2)
    assert hashes(store.working) == before == hashes(store.published)
    assert rows(store.working.with_name("replaced.duckdb"), "SELECT count(*) FROM articles") == [
        (2,)
    ]


def test_a_destroyed_warehouse_comes_back(store: Store, tmp_path: Path) -> None:
    """Neither the writer's file nor the readers' needs to be one that can be opened."""
    ingest(store, extraction())
    made = back_up(store, tmp_path / "safe.duckdb")
    wanted = core(store.published)
    for file in (store.working, store.published):
        file.write_bytes(b"no database")
    restore(store, made.file)
    assert core(store.published) == wanted == core(store.working)
    ingest(store, other_article())


@pytest.mark.parametrize("at", [-5000, 9000], ids=["near its end", "near its beginning"])
def test_a_damaged_backup_changes_nothing(store: Store, at: int) -> None:
    """One byte that is another one is found, and the warehouse is left as it is."""
    ingest(store, extraction())
    made = back_up(store)
    content = bytearray(made.file.read_bytes())
    content[at] ^= 1
    made.file.write_bytes(content)
    before = store.working.read_bytes()
    with pytest.raises(WarehouseError, match=r"is damaged: its bytes are not those written"):
        restore(store, made.file)
    assert store.working.read_bytes() == before


def test_what_is_no_backup_changes_nothing(store: Store, tmp_path: Path) -> None:
    """Another file, or none, is told."""
    ingest(store, extraction())
    (tmp_path / "letter.txt").write_text("no database")
    with pytest.raises(WarehouseError, match=r"letter.txt was not restored"):
        restore(store, tmp_path / "letter.txt")
    with pytest.raises(UsageError, match="there is no such file"):
        restore(store, tmp_path / "none.duckdb")
    ingest(store, other_article())


def test_the_published_file_is_a_backup(store: Store) -> None:
    """What readers have can be gone back to, without a receipt as well."""
    ingest(store, extraction())
    safe = Path(shutil.copy(store.published, store.published.with_name("safe.duckdb")))
    ingest(store, other_article())
    restore(store, safe)
    assert rows(store.published, "SELECT count(*) FROM articles") == [(1,)]


def test_nothing_to_back_up(new_store: Store) -> None:
    """Without a warehouse there is no backup."""
    with pytest.raises(WarehouseMissing, match="foretell ingest"):
        back_up(new_store)


def old_file(store: Store) -> None:
    """Make the writer's file one that lacks the last migration."""
    ingest(store, extraction())
    with duckdb.connect(str(store.working)) as con:
        con.execute("DROP TABLE ops.stamps")
        con.execute("DELETE FROM ops.journal WHERE step = '0011_stamps'")


def test_older_file_is_copied_before_it_is_migrated(store: Store) -> None:
    """The file as it was is among the backups, and can be gone back to."""
    old_file(store)
    before = store.working.read_bytes()
    with closing(open_working(store.working, store.published)):
        pass
    kept = store.published.with_name("backups") / "before-0011_stamps.duckdb"
    assert kept.read_bytes() == before
    assert rows(store.working, "SELECT count(*) FROM ops.stamps") == [(0,)]


def test_failed_migration_leaves_the_file(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A migration that fails after others were applied leaves no trace of those either."""
    old_file(store)
    before = store.working.read_bytes()

    def fail(con: duckdb.DuckDBPyConnection) -> bool:
        con.execute("CREATE TABLE ops.half AS SELECT 1")
        raise WarehouseError("migration 0099_bad failed")

    monkeypatch.setattr(opening, "migrate", fail)
    with pytest.raises(WarehouseError, match="0099_bad"):
        open_working(store.working, store.published)
    assert store.working.read_bytes() == before
