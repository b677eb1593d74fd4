"""Readers get whole files, old ones keep theirs, and nothing is published in vain."""

import threading
from pathlib import Path

import duckdb
import pytest

from schemas import RunState, WarehouseError
from tests.warehouse.factories import TEXT, extraction, rejection
from tests.warehouse.ingesting import core, ingest, rows
from warehouse.store import Store


def test_old_reader_keeps_its_snapshot(store: Store) -> None:
    """A reader sees what it opened until it ends; the next one sees the new file."""
    ingest(store, extraction("a.txt"))
    count = "SELECT count(*) FROM articles"
    with store.reader() as old:
        assert old.sql(count).rows == [(1,)]
        ingest(store, extraction("b.txt", "B" + TEXT))
        with store.reader() as new:
            assert new.sql(count).rows == [(2,)]
        assert old.sql(count).rows == [(1,)]


def test_readers_during_a_run(store: Store) -> None:
    """Readers are never in the way of the writer, nor it in theirs."""
    ingest(store, extraction("0.txt"))
    counts: set[tuple[int, int]] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            with store.reader() as reader:
                counts.update(
                    reader.sql(
                        "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM figures)"
                    ).rows
                )
            done.wait(0.02)

    thread = threading.Thread(target=read)
    thread.start()
    for n in range(1, 4):
        ingest(store, extraction(f"{n}.txt", f"{n}. {TEXT}"))
    done.set()
    thread.join()
    assert counts <= {(n, 2 * n) for n in range(1, 5)}
    assert len(counts) > 1


def test_nothing_new_is_not_published(store: Store) -> None:
    """A run that changes nothing leaves the published file alone, byte for byte."""
    ingest(store, extraction("a.txt"))
    before = store.published.stat()
    ingest(store, extraction("a.txt"))
    after = store.published.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


@pytest.mark.parametrize(
    "news",
    [
        extraction("a.txt", version="2"),
        extraction("copy.txt"),
        rejection("b.txt"),
        rejection("a.txt", key=None),
    ],
    ids=["new version", "second copy", "rejection", "missing"],
)
def test_news_is_published(store: Store, news: object) -> None:
    """Whatever a reader could see changes the published file."""
    ingest(store, extraction("a.txt"))
    before = store.published.stat()
    ingest(store, news)  # type: ignore[arg-type]
    assert before.st_ino != store.published.stat().st_ino


def test_crash_is_published(store: Store) -> None:
    """Readers learn that an earlier run crashed, even where nothing else is new."""
    ingest(store, extraction("a.txt"))
    with duckdb.connect(str(store.working)) as con:
        con.execute("UPDATE ops.runs SET state = 'running'")
    ingest(store, extraction("a.txt"))
    assert rows(store.published, "SELECT state FROM runs ORDER BY run_id LIMIT 1") == [("crashed",)]


def test_publishing_leaves_no_log(store: Store) -> None:
    """Once published, the working file is whole by itself, also while the run goes on."""
    with store.writer(command="add", extractor_version="1", model_version="m") as writer:
        writer.load(writer.stage([extraction()]))
        log = store.working.with_name("foretell.duckdb.wal")
        assert log.stat().st_size > 0
        writer.publish()
        assert not log.exists() or log.stat().st_size == 0


def test_committed_rows_of_a_killed_run_are_published(store: Store) -> None:
    """What an earlier run loaded and could not publish is published by the next."""
    ingest(store, extraction("a.txt"))
    with store.writer(command="add", extractor_version="1", model_version="m") as writer:
        writer.load(writer.stage([extraction("b.txt", "B" + TEXT)]))
    ingest(store)
    assert rows(store.published, "SELECT count(*) FROM articles") == [(2,)]


def test_copy_is_whole(store: Store) -> None:
    """The published file has the tables and views of the working one, and says when."""
    ingest(store, extraction("a.txt"), rejection("b.txt"))
    schema = "SELECT schema_name, table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"  # noqa: E501
    assert rows(store.published, schema) == rows(store.working, schema)
    assert core(store.published) == core(store.working)
    told = rows(store.published, "SELECT article_count, published_at IS NOT NULL FROM about")
    assert told == [(1, True)]
    assert rows(store.working, "SELECT published_at FROM about") == [(None,)]


def test_left_over_copy_is_no_obstacle(store: Store) -> None:
    """A copy that a killed run left half made is made anew, and nothing else is left."""
    store.published.with_name("foretell.duckdb.next").write_bytes(b"half a copy")
    store.published.with_name("foretell.duckdb.next.wal").write_bytes(b"half a log")
    ingest(store, extraction())
    found = sorted(path.name for path in store.published.parent.iterdir())
    assert found == ["foretell.duckdb", "foretell.duckdb.receipt.json", "work"]


def test_failed_publication_keeps_the_old_file(store: Store) -> None:
    """Where the copy cannot be made, readers keep what they have and the error says so."""
    ingest(store, extraction("a.txt"))
    obstacle = store.published.with_name("foretell.duckdb.next")
    with store.writer(command="add", extractor_version="1", model_version="m") as writer:
        writer.load(writer.stage([extraction("b.txt", "B" + TEXT)]))
        writer.finish(RunState.COMPLETED, seen=1, unchanged=0)
        obstacle.mkdir()
        with pytest.raises(WarehouseError, match="readers keep the old one"):
            writer.publish()
        obstacle.rmdir()
    assert rows(store.published, "SELECT count(*) FROM articles") == [(1,)]


def test_workspace_with_a_quote_in_its_path(tmp_path: Path) -> None:
    """A path with a quote and a blank is a path like any other."""
    store = Store(tmp_path / "it's mine")
    ingest(store, extraction())
    with store.reader() as reader:
        assert reader.sql("SELECT count(*) FROM articles").rows == [(1,)]
