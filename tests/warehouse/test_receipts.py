"""Receipts: a damaged warehouse is told at once, a killed process never looks like damage."""

from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from pipeline.failpoints import VARIABLE, Injected
from schemas import WarehouseError
from tests.warehouse.factories import extraction, other_article
from tests.warehouse.ingesting import ingest, rows
from warehouse.opening import open_working
from warehouse.receipts import receipt_of
from warehouse.store import Store


def opened(store: Store) -> None:
    """Open the writer's file, and close it."""
    with closing(open_working(store.working, store.published)):
        pass


def test_missing_rows_are_told(store: Store) -> None:
    """Rows that vanished are told by table, with what to do."""
    ingest(store, extraction())
    with duckdb.connect(str(store.working)) as con:
        con.execute("DELETE FROM core.figures WHERE ordinal = 1")
    wanted = r"is damaged: core.figures has 1 rows and should have 2; .*`foretell restore FILE`"
    with pytest.raises(WarehouseError, match=wanted):
        opened(store)


def test_log_that_was_deleted_is_told(store: Store) -> None:
    """Without its log of changes a file has lost what was committed last."""
    ingest(store, extraction())
    with store.writer(command="add", extractor_version="1", model_version="m") as writer:
        writer._con.execute("PRAGMA disable_checkpoint_on_shutdown")
        writer.load(writer.stage([other_article()]))
    store.working.with_name("foretell.duckdb.wal").unlink()
    with pytest.raises(WarehouseError, match=r"core.articles has 1 rows and should have 2"):
        opened(store)


@pytest.mark.parametrize("point", ["before-commit", "after-commit"])
def test_failing_at_the_commit_is_no_damage(
    store: Store, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    """Whether the commit happened or not, the file is in order, and so is the next run."""
    ingest(store, extraction())
    monkeypatch.setenv(VARIABLE, f"{point}=raise;stage=sleep:0")
    with pytest.raises(Injected):
        ingest(store, other_article())
    monkeypatch.delenv(VARIABLE)
    opened(store)
    ingest(store, other_article())
    assert rows(store.published, "SELECT count(*) FROM articles") == [(2,)]


def test_published_file_that_was_cut_off(store: Store) -> None:
    """Readers are told that their file is not as it was published; the next run replaces it."""
    ingest(store, extraction())
    content = store.published.read_bytes()
    store.published.write_bytes(content[:-4096])
    with pytest.raises(WarehouseError, match=r"is damaged: .* bytes instead of"), store.reader():
        pass
    ingest(store)
    with store.reader() as reader:
        assert reader.sql("SELECT count(*) FROM articles").rows == [(1,)]


def test_receipt_that_is_no_receipt(store: Store) -> None:
    """A receipt that cannot be read is told, with what to do about it."""
    ingest(store, extraction())
    receipt_of(store.published).write_text("{")
    with pytest.raises(WarehouseError, match=r"receipt\.json cannot be read"), store.reader():
        pass


def test_files_without_receipts_pass(store: Store) -> None:
    """A warehouse of before there were receipts is opened, and gets one."""
    ingest(store, extraction())
    for file in (store.working, store.published):
        receipt_of(file).unlink()
    ingest(store, other_article())
    assert all(receipt_of(file).is_file() for file in (store.working, store.published))


def test_receipt_of_the_past_ends_with_its_file(store: Store, tmp_path: Path) -> None:
    """Where the working folder is deleted, what is made anew is in order."""
    ingest(store, extraction(), other_article())
    store.working.unlink()
    opened(store)
    assert tmp_path.joinpath("warehouse/work/foretell.duckdb.receipt.json").is_file()
