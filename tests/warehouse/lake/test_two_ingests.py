"""Two whole runs at once into one lake over PostgreSQL: nothing is lost, nothing doubled."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipeline.ingest import ingest
from pipeline.settings import Settings, WarehouseSettings
from tests.benchmarks.drivers import TABLES
from tests.fakes import ARTICLE, FakeProcessor
from warehouse.lake.address import POSTGRES
from warehouse.lake.connection import load_extension
from warehouse.reader import open_reader
from warehouse.stores import published_of

ROOT = Path(__file__).resolve().parents[3]
DRIVER = """
import sys
from pipeline.ingest import ingest
from pipeline.settings import load_settings
from tests.fakes import FakeProcessor
ingest(sys.argv[1:], load_settings(), FakeProcessor(), command="ingest")
"""
HALVES = ("east", "west")


@pytest.fixture
def empty_catalog(catalog: str) -> str:
    """Return the address of a database of the server that no other test has a lake in."""
    with duckdb.connect(":memory:") as con:
        load_extension(con, "postgres_scanner")
        con.execute(f"ATTACH '{catalog.removeprefix(POSTGRES)}' AS server (TYPE postgres)")
        made = "CALL postgres_execute('server', 'CREATE DATABASE halves', use_transaction => false)"
        con.execute(made)
    return catalog.replace("dbname=postgres", "dbname=halves")


def rows(settings: Settings) -> dict[str, list[str]]:
    """Return the rows that readers see of each table, but for who wrote them."""
    told: dict[str, list[str]] = {}
    with open_reader(published_of(settings), seconds=300) as reader:
        for name in TABLES:
            but = "EXCLUDE (run_id)" if name == "articles" else ""
            query = f"SELECT * {but} FROM core.{name}"  # noqa: S608 - our own names
            told[name] = sorted(map(repr, reader.sql(query).rows))
    return told


def test_disjoint_halves_at_once(settings: Settings, articles: Path, empty_catalog: str) -> None:
    """The rows of two drivers are those of one, and each run has told of its half alone."""
    for half in HALVES:
        (articles / half).mkdir()
        for number in range(6):
            (articles / half / f"{number}.txt").write_text(f"{ARTICLE}In the {half}, {number}.\n")
    wanted = WarehouseSettings(kind="ducklake", catalog=empty_catalog)
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "FORETELL_HOME": str(settings.home),
        "FORETELL_BATCH_SIZE": "2",
        "FORETELL_WORKERS": "1",
        "FORETELL_WAREHOUSE__KIND": "ducklake",
        "FORETELL_WAREHOUSE__CATALOG": empty_catalog,
    }
    drivers = [
        subprocess.Popen([sys.executable, "-c", DRIVER, articles / half], env=environment, cwd=ROOT)
        for half in HALVES
    ]
    assert [driver.wait() for driver in drivers] == [0, 0]

    ingest([], settings, FakeProcessor(), command="ingest")  # one file, one driver
    lake = settings.model_copy(update={"warehouse": wanted})
    assert rows(lake) == rows(settings)
    with open_reader(published_of(lake)) as reader:
        runs = reader.sql("SELECT state, articles_loaded, articles_seen FROM runs").rows
    assert runs == [("completed", 6, 6)] * 2
