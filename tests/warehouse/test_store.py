"""Who may open the warehouse, and what is left of a run that was killed."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from schemas import RunState, WarehouseBusy, WarehouseError, WarehouseMissing
from tests.warehouse.factories import extraction, rejection
from tests.warehouse.ingesting import core, ingest, rows
from warehouse.store import Store

KILLED = """
import os, signal, sys
from pathlib import Path
from tests.warehouse.factories import extraction
from warehouse.store import Store

with Store(Path(sys.argv[1])).writer(
    command="ingest", extractor_version="1", model_version="m"
) as writer:
    writer.load(writer.stage([extraction("a.txt")]))
    writer.stage([extraction("b.txt", "B. " + extraction().article.raw_text)])
    writer._con.execute("BEGIN; DELETE FROM core.figures")
    os.kill(os.getpid(), signal.SIGKILL)
"""
"""A process that is killed with one article committed, one staged, and a change under way."""


def test_reader_of_nothing(new_store: Store, tmp_path: Path) -> None:
    """Where nothing was published, reading says what to do and makes no file."""
    with pytest.raises(WarehouseMissing, match="foretell ingest"), new_store.reader():
        pass
    assert list(tmp_path.iterdir()) == []


def test_busy_says_who(store: Store) -> None:
    """A second writer is told which process writes, what it does, and since when."""
    with (
        store.writer(command="ingest", extractor_version="1", model_version="m"),
        pytest.raises(
            WarehouseBusy,
            match=rf"process {os.getpid()} \(ingest, since \d{{4}}-.*FORETELL_WAIT_SECONDS",
        ),
        store.writer(command="add", extractor_version="1", model_version="m", wait_seconds=0.1),
    ):
        pass


def test_file_open_elsewhere(store: Store) -> None:
    """Where another program has the working file open, the warehouse is busy."""
    code = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(1, flush=True); input()"
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(store.working)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with other:
        assert other.stdout is not None
        other.stdout.readline()
        with (
            pytest.raises(WarehouseBusy, match="another program has the file open"),
            store.writer(command="add", extractor_version="1", model_version="m"),
        ):
            pass
        other.kill()


def test_workspace_that_cannot_be_written(tmp_path: Path) -> None:
    """A workspace in which no folder can be made is an error that says where."""
    (tmp_path / "warehouse").write_text("a file where the folder should be")
    with (
        pytest.raises(WarehouseError, match="warehouse/work cannot be made"),
        Store(tmp_path).writer(command="add", extractor_version="1", model_version="m"),
    ):
        pass


def test_lock_is_free_after_a_run(store: Store) -> None:
    """A run that ends, well or badly, leaves neither lock nor note."""
    with (
        pytest.raises(ZeroDivisionError),
        store.writer(command="add", extractor_version="1", model_version="m"),
    ):
        _ = 1 / 0
    assert not store.working.with_name("writer.json").exists()
    ingest(store, extraction())


def test_killed_run_is_marked_crashed(store: Store, tmp_path: Path) -> None:
    """After kill -9 the next writer starts at once and says crashed.

    What was committed stands, what was staged is loaded, what was under way is undone.
    """
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    with store.writer(command="add", extractor_version="1", model_version="m") as writer:
        assert sorted(writer.known_keys()) == ["a.txt", "b.txt"]
        writer.finish(RunState.COMPLETED, seen=0, unchanged=0)
        writer.publish()
    states = rows(store.published, "SELECT command, state, articles_loaded FROM runs ORDER BY 1")
    assert states == [("add", "completed", 0), ("ingest", "crashed", 2)]
    assert rows(store.published, "SELECT count(*) FROM figures") == [(4,)]
    assert list((tmp_path / "warehouse" / "work" / "stage").iterdir()) == []


def test_unfinished_run_fails(store: Store) -> None:
    """A run that ends by an error is failed, with what it had loaded."""

    def interrupted() -> None:
        with store.writer(command="add", extractor_version="1", model_version="m") as writer:
            writer.load(writer.stage([extraction()]))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    told = rows(store.working, "SELECT state, articles_seen, articles_loaded FROM runs")
    assert told == [("failed", 1, 1)]


def test_run_row(store: Store) -> None:
    """A finished run has its counts, its versions, and its times in UTC."""
    before = datetime.now(UTC)
    with store.writer(command="ingest", extractor_version="7", model_version="sm") as writer:
        writer.load(writer.stage([extraction("a.txt"), extraction("b.txt")]))
        run = writer.finish(RunState.PARTIAL, seen=5, unchanged=3)
    assert run.run_id == writer.run_id
    assert (run.articles_seen, run.articles_unchanged, run.articles_loaded) == (5, 4, 1)
    assert (run.command, run.extractor_version, run.model_version) == ("ingest", "7", "sm")
    assert run.finished_at is not None
    assert before <= run.started_at <= run.finished_at <= datetime.now(UTC)


def test_run_ids_sort_by_time(store: Store) -> None:
    """A later run has the greater id."""
    assert ingest(store).run_id < ingest(store).run_id


def test_working_file_is_made_again(store: Store) -> None:
    """Where the working folder was deleted, the writer goes on from the published file."""
    ingest(store, extraction("a.txt"))
    before = core(store.published)
    with duckdb.connect(str(store.working)) as con:
        con.execute("PRAGMA disable_checkpoint_on_shutdown")
        con.execute("DELETE FROM core.figures")
    assert store.working.with_name("foretell.duckdb.wal").exists()
    store.working.unlink()
    run = ingest(store, extraction("a.txt"), rejection("b.txt"))
    assert (run.articles_loaded, run.articles_unchanged, run.articles_rejected) == (0, 1, 1)
    assert core(store.working) == before == core(store.published)
    assert rows(store.published, "SELECT article_count, rejection_count FROM about") == [(1, 1)]


@pytest.mark.parametrize("content", [b"no database", b""], ids=["text", "empty"])
def test_broken_working_file(new_store: Store, content: bytes) -> None:
    """A working file that is no warehouse says so, and what to do."""
    new_store.working.parent.mkdir(parents=True)
    new_store.working.write_bytes(content)
    with (
        pytest.raises(WarehouseError, match=r"cannot be opened.*delete"),
        new_store.writer(command="add", extractor_version="1", model_version="m"),
    ):
        pass


def test_broken_published_file(store: Store) -> None:
    """A published file that is no warehouse says so to readers and is published over."""
    store.published.write_bytes(b"no database")
    with pytest.raises(WarehouseError, match=r"cannot be opened.*delete it"), store.reader():
        pass
    ingest(store, extraction())
    with store.reader() as reader:
        assert reader.sql("SELECT count(*) FROM articles").rows == [(1,)]
