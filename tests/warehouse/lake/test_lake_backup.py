"""A lake backed up into one file, and brought back."""

from pathlib import Path

import pytest

from schemas import WarehouseBusy, WarehouseError, WarehouseMissing
from tests.warehouse.factories import extraction, other_article
from tests.warehouse.ingesting import ingest, rows
from tests.warehouse.lake.conftest import lake_in
from tests.warehouse.test_corrections import said
from warehouse.backup import back_up, restore
from warehouse.lake.store import LakeStore
from warehouse.retention import forget_old
from warehouse.store import Store

SOURCES = "SELECT source_uri FROM sources ORDER BY ALL"
PUMPS = ("a/pumps.txt",)


def seen(store: Store) -> list[tuple[object, ...]]:
    """Return the sources that readers see."""
    with store.reader() as reader:
        return reader.sql(SOURCES).rows


def test_a_lake_comes_back(lake: LakeStore, tmp_path: Path) -> None:
    """As it was, for readers and for the next run; or into a warehouse of one file."""
    made = back_up(lake)
    assert made.file.parent == tmp_path / "warehouse" / "backups"
    assert (made.articles, made.figures) == (1, 2)
    assert rows(made.file, SOURCES) == [PUMPS]
    ingest(lake, other_article())
    later = seen(lake)
    assert len(later) == 2
    assert restore(lake, made.file).articles == 1
    assert seen(lake) == [PUMPS]
    assert ingest(lake, extraction("a/pumps.txt")).articles_unchanged == 1
    ingest(lake, other_article())
    assert seen(lake) == later
    file = Store(tmp_path / "file")
    restore(file, made.file)
    assert seen(file) == [PUMPS]
    other = lake_in(tmp_path / "other")
    restore(other, made.file)
    assert seen(other) == [PUMPS]
    assert forget_old(lake, 0) == [made.file]


def test_a_damaged_backup_changes_no_lake(lake: LakeStore) -> None:
    """It is told before anything is replaced."""
    made = back_up(lake)
    with made.file.open("r+b") as file:
        file.seek(100_000)
        file.write(b"damage")
    ingest(lake, other_article())
    later = seen(lake)
    with pytest.raises(WarehouseError, match="damaged"):
        restore(lake, made.file)
    assert seen(lake) == later


def test_a_run_under_way_keeps_its_lake(lake: LakeStore) -> None:
    """What it is about to load would be lost: the lake is not replaced beneath it."""
    made = back_up(lake)
    with lake._opened("test", 0) as (con, commits):
        running = "UPDATE ops.runs SET state = 'running'"
        commits.make(lambda: con.execute(running))
    with pytest.raises(WarehouseBusy, match="wait for it"):
        restore(lake, made.file)


def test_a_killed_run_is_not_waited_for(lake: LakeStore) -> None:
    """It is marked crashed by the restoration, which then goes on."""
    made = back_up(lake)
    runs = lake.working.parent / "runs"
    with lake._opened("test", 0) as (con, commits):
        ((killed,),) = con.execute("SELECT run_id FROM ops.runs").fetchall()
        commits.make(lambda: con.execute("UPDATE ops.runs SET state = 'running'"))
    (runs / "dead.run").write_text(killed)
    (runs / "dead.lock").touch()
    assert restore(lake, made.file).articles == 1


def test_corrections_come_back(lake: LakeStore) -> None:
    """The backup has what was extracted; what people said of it is laid over that again."""
    changed = "SELECT metric FROM figures WHERE reviewed IS NOT NULL ORDER BY ALL"
    lake.enter_corrections([said(source_uri="a/pumps.txt", metric="pumps sold")])
    with lake.reader() as reader:
        before = reader.sql(changed).rows
    assert before == [("pumps sold",)]
    made = back_up(lake)
    assert rows(made.file, changed) == []
    lake.enter_corrections([])
    restore(lake, made.file)
    with lake.reader() as reader:
        assert reader.sql(changed).rows == before


def test_there_is_no_lake_to_back_up(tmp_path: Path) -> None:
    """Told as for a file, and none is made."""
    with pytest.raises(WarehouseMissing, match="foretell ingest"):
        back_up(lake_in(tmp_path))
    assert not list(tmp_path.rglob("*.ducklake"))


def test_nothing_is_left_of_a_backup_that_failed(lake: LakeStore, tmp_path: Path) -> None:
    """Where the disk refuses, there is a message, and no half of a file."""
    nowhere = tmp_path / "file.txt"
    nowhere.write_text("no folder")
    with pytest.raises(WarehouseError, match="could not be made"):
        back_up(lake, nowhere / "copy.duckdb")
    assert not list(lake.working.parent.glob("backup-*"))
