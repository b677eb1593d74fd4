"""A lake holds what a DuckDB file holds, and does what one does."""

import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipeline.settings import Settings, WarehouseSettings
from schemas import (
    RunState,
    SettingsError,
    UsageError,
    WarehouseBusy,
    WarehouseError,
    WarehouseMissing,
)
from tests.warehouse.factories import extraction, other_article
from tests.warehouse.ingesting import ingest
from tests.warehouse.lake.conftest import lake_in
from warehouse.checking import run_checks
from warehouse.difference import difference, kept_files
from warehouse.lake.address import LakeAddress, address_of
from warehouse.lake.connection import load_extension, open_lake
from warehouse.lake.maintenance import maintain
from warehouse.lake.moving import into_lake, out_of_lake
from warehouse.lake.store import LakeStore
from warehouse.reader import open_reader
from warehouse.ready import ready_queries
from warehouse.sandbox import LAKE_CALLS, check_reads
from warehouse.search import search
from warehouse.store import Store

HARMLESS = {
    "ducklake_current_snapshot",
    "ducklake_last_committed_snapshot",
    "ducklake_list_files",
    "ducklake_options",
    "ducklake_settings",
    "ducklake_snapshots",
    "ducklake_table_changes",
    "ducklake_table_deletions",
    "ducklake_table_info",
    "ducklake_table_insertions",
}
"""Functions of the extensions that only read."""


def test_ready_questions_answer_alike(published: LakeStore, tmp_path: Path) -> None:
    """Each ready question has the same answer from a lake as from a file."""
    file = Store(tmp_path)
    with open_reader(published.published, seconds=300) as lake:
        articles = [row[0] for row in lake.sql("SELECT source_uri FROM articles").rows]
        assert articles
        out_of_lake(published.address, file.working, file.published)
        with open_reader(file.published, seconds=300) as one:
            for query in ready_queries():
                given = [example for _, example in query.parameters]
                assert lake.sql(query.sql, given).rows == one.sql(query.sql, given).rows, query.name
            assert [view.name for view in lake.views()] == [view.name for view in one.views()]
            assert lake.describe("figures") == one.describe("figures")


def test_there_and_back(published: LakeStore, tmp_path: Path) -> None:
    """A lake moved into a file and into another lake has the same rows by their hashes."""
    file, other = Store(tmp_path / "file"), lake_in(tmp_path / "other")
    out = out_of_lake(published.address, file.working, file.published)
    assert out.hashes["core.figures"].startswith("4:")
    back = into_lake(file.working, other.address, file.published)
    # What publishing enters is each warehouse's own.
    own = {"ops.checks", "ops.conversions", "ops.counts", "ops.revision"}
    assert [item for item in back.hashes.items() if item[0] not in own] == [
        item for item in out.hashes.items() if item[0] not in own
    ]
    with pytest.raises(UsageError, match="exists already"):
        out_of_lake(published.address, file.working, file.published)
    with pytest.raises(UsageError, match="has 1 runs already"):
        into_lake(file.working, other.address, file.published)


def test_twice_is_once_and_states_differ(tmp_path: Path) -> None:
    """Loading again changes nothing; what a run changed is told; old states can go."""
    lake = lake_in(tmp_path)
    ingest(lake, extraction("a/pumps.txt"))
    before = lake.published.read_bytes()
    run = ingest(lake, extraction("a/pumps.txt"))
    assert (run.articles_loaded, run.articles_unchanged) == (0, 1)
    assert lake.published.read_bytes() == before
    ingest(lake, other_article())
    one, two = kept_files(lake.published).values()
    changes = difference(one, two)
    assert {change.change for change in changes} == {"added"}
    assert {"figures", "forecasts"} <= {change.record for change in changes}
    done = maintain(lake.address, kept_days=0, reading_days=0)
    assert done.files_after < done.files_before
    assert done.files_removed > 0
    with lake.reader() as reader:
        assert reader.sql("SELECT count(*) FROM runs").rows == [(3,)]


def test_search_and_reading(published: LakeStore) -> None:
    """Words are found, and what would write or read elsewhere is refused."""
    assert search(published.published, "pumps")[0].title == "Pumps sell"
    with published.reader() as reader:
        for query in (
            "FROM foretell.cleanup_old_files(cleanup_all => true)",
            "FROM ducklake_expire_snapshots('foretell', versions => [1])",
            "FROM read_text('/etc/hostname')",
            "DELETE FROM core.figures",
        ):
            with pytest.raises(WarehouseError):
                reader.sql(query)


def test_every_function_of_a_lake_is_judged() -> None:
    """What the extensions bring is either refused to analysts or known to be harmless."""
    with duckdb.connect(":memory:") as con:
        listed = "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type "
        listed += "IN ('table', 'pragma', 'table_macro')"
        known = {name for (name,) in con.execute(listed).fetchall()}
        for name in ("ducklake", "postgres_scanner"):
            load_extension(con, name)
        brought = {name for (name,) in con.execute(listed).fetchall()} - known
        check_reads(con, "SELECT 1")
    refused = re.compile("|".join(LAKE_CALLS))
    assert {name for name in brought if not refused.fullmatch(name)} == HARMLESS


def test_killed_run_is_marked(lake: LakeStore, tmp_path: Path) -> None:
    """A run whose process was killed is crashed by the next; one that still runs is not."""
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from tests.warehouse.lake.conftest import lake_in\n"
        "with lake_in(Path(sys.argv[1])).writer(\n"
        "    command='add', extractor_version='1', model_version='m'\n"
        ") as writer:\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    root = Path(__file__).resolve().parents[3]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    killed = subprocess.run([sys.executable, "-c", code, tmp_path], env=environment, cwd=root)
    assert killed.returncode == -9
    lake.mark_crashed()
    with lake.writer(command="add", extractor_version="1", model_version="m") as writer:
        states = writer._con.execute("SELECT state FROM ops.runs ORDER BY run_id").fetchall()
        assert [state for (state,) in states] == ["completed", "crashed", "running"]
        writer.finish(RunState.COMPLETED, seen=0, unchanged=0)


def test_a_load_that_clashes_too_often_says_busy(
    lake: LakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told as busy, which is worth another try; nothing is half written, the next run loads it."""

    def clash(*_: object, **__: object) -> None:
        raise duckdb.TransactionException("Transaction conflict: another wrote")

    with lake.writer(command="add", extractor_version="1", model_version="m") as writer:
        monkeypatch.setattr(writer._commits, "_pauses", ())
        monkeypatch.setattr("warehouse.writer.loading.load", clash)
        staged = writer.stage([other_article()])
        with pytest.raises(WarehouseBusy, match="clashed"):
            writer.load(staged)
    monkeypatch.undo()
    assert ingest(lake, other_article()).articles_loaded == 1
    with lake.reader() as reader:
        states = reader.sql("SELECT state FROM runs ORDER BY run_id").rows
        assert states == [("completed",), ("failed",), ("completed",)]
        assert reader.sql("SELECT count(*) FROM articles").rows == [(2,)]


def test_checks_find_doubles(lake: LakeStore) -> None:
    """A lake has no keys; the checks find an article that stands twice."""
    con = open_lake(lake.address)
    con.execute("INSERT INTO core.articles FROM core.articles")
    found = {result.check.name for result in run_checks(con) if result.is_error}
    con.close()
    assert "article-keys" in found


@pytest.mark.parametrize(
    ("catalog", "storage", "told"),
    [
        ("postgres:host=/nowhere dbname=x", None, "cannot be opened: connection to server"),
        ("/proc/nothing/catalog.ducklake", None, "cannot be made"),
        (None, "/proc/nothing", "cannot be made"),
    ],
    ids=["unreachable catalog", "no folder for the catalog", "read-only storage"],
)
def test_what_cannot_be_opened(
    tmp_path: Path, catalog: str | None, storage: str | None, told: str
) -> None:
    """A catalog or storage that cannot be used is told, with what to do."""
    address = LakeAddress(
        catalog or str(tmp_path / "catalog.ducklake"), Path(storage or tmp_path / "lake")
    )
    with (
        pytest.raises(WarehouseError, match=told),
        LakeStore(tmp_path, address).writer(
            command="add", extractor_version="1", model_version="m"
        ),
    ):
        pass
    assert not address.published.exists()


def test_catalog_of_another_version(lake: LakeStore) -> None:
    """A catalog that another DuckLake wrote is refused and left as it is."""
    with duckdb.connect(lake.address.catalog) as con:
        con.execute("UPDATE ducklake_metadata SET value = '9.9' WHERE key = 'version'")
    with pytest.raises(WarehouseError, match=r"catalog version is 9\.9"):
        open_lake(lake.address)


def test_no_lake_yet(tmp_path: Path) -> None:
    """Without a lake nothing is made by asking."""
    store = lake_in(tmp_path)
    assert store.memory().channels == {}
    with pytest.raises(WarehouseMissing):
        store.check()
    with pytest.raises(WarehouseMissing), store.reader():
        pass
    assert not store.address.storage.exists()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"catalog": "postgres:dbname=x password=y"}, "holds a password"),
        ({"catalog": "postgres:postgresql://me:secret@host/x"}, "holds a password"),
        ({"storage": "gs://bucket/x"}, "is no folder"),
    ],
    ids=["password", "password in an address", "no folder"],
)
def test_wrong_settings(tmp_path: Path, given: dict[str, str], told: str) -> None:
    """What settings should not hold is refused."""
    wanted = WarehouseSettings(kind="ducklake", **given)  # type: ignore[arg-type]
    with pytest.raises(SettingsError, match=told):
        address_of(Settings(home=tmp_path, warehouse=wanted))
