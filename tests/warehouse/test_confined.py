"""Analysts' SQL in a process of its own: hostile statements reach nothing, and it ends in time."""

import os
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from time import monotonic
from uuid import UUID

import duckdb
import pytest

from schemas import QueryError, WarehouseError, WarehouseMissing
from tests.warehouse.hostile import HOSTILE
from tests.warehouse.ingesting import core
from warehouse.confined import Confined
from warehouse.store import Store

SECRET = "correct-horse-battery-staple"  # noqa: S105 - nobody's
"""Stands in the environment and in a file beside the warehouse; no answer may hold it."""


@pytest.fixture(scope="module")
def confined(published: Store) -> Iterator[Confined]:
    """Return the published articles, asked in a child that had the secret in its surroundings."""
    os.environ["HOSTILE_SECRET"] = SECRET
    try:
        with Confined(published.published) as opened:
            yield opened
    finally:
        del os.environ["HOSTILE_SECRET"]


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_statement(
    published: Store, confined: Confined, tmp_path: Path, query: str
) -> None:
    """It is refused, makes no file and changes no row; the next question has its answer."""
    (tmp_path / "secret.csv").write_text(f"{SECRET}\n")
    folder = published.published.parent
    before = sorted(folder.iterdir())
    words = query.replace("{outside}", str(tmp_path)).replace("{folder}", str(folder))
    with pytest.raises(QueryError) as refused:
        confined.sql(words)
    assert SECRET not in str(refused.value)
    assert (sorted(folder.iterdir()), len(list(tmp_path.iterdir()))) == (before, 1)
    assert confined.sql("SELECT count(*) FROM figures").rows == [(4,)]


def test_hostile_statements_left_no_trace(published: Store) -> None:
    """There are plenty of them, and the published rows are still those of the working file."""
    assert len(set(HOSTILE)) >= 56
    assert core(published.published) == core(published.working)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT name, value FROM duckdb_settings()",
        "FROM duckdb_databases()",
        "SELECT current_setting('home_directory') || current_setting('temp_directory')",
        "SELECT current_setting('extension_directory'), current_setting('secret_directory')",
        "SELECT * FROM duckdb_columns()",
        "SELECT sql FROM duckdb_views()",
    ],
)
def test_what_may_be_asked_about_the_system(confined: Confined, query: str) -> None:
    """Settings and catalogues tell nothing of the environment."""
    told = repr(confined.sql(query).rows)
    assert SECRET not in told
    assert not re.search(re.escape(str(Path.home())) + "/", told)


@pytest.mark.parametrize(
    "value", ["x'; DROP VIEW figures; --", "' OR 1=1 --", '"', "?", "$1", "\\", "\x00", "é\n"]
)
def test_a_parameter_is_only_a_value(confined: Confined, value: str) -> None:
    """Whatever a parameter holds comes back as it went in, and is never read as SQL."""
    assert confined.sql("SELECT ? AS x", [value]).rows == [(value,)]
    assert confined.sql("SELECT count(*) FROM figures WHERE quote = ?", [value]).rows == [(0,)]


@pytest.mark.parametrize(
    "query",
    [
        "WITH RECURSIVE r AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM r) SELECT max(a) FROM r",
        "SELECT count(*) FROM range(1000000000) a, range(1000) b WHERE a.range % 7 = 1",
        "SELECT sum(sin(a.range * b.range)) FROM range(1000000) a, range(1000000) b",
    ],
)
def test_runaway_query_is_killed(published: Store, query: str) -> None:
    """A query without end ends by the clock, and the next one is answered."""
    with Confined(published.published, seconds=1.5) as hasty:
        hasty.sql("SELECT 1")
        started = monotonic()
        with pytest.raises(QueryError, match=r"stopped after 1\.5 seconds"):
            hasty.sql(query)
        assert monotonic() - started < 60
        assert hasty._child.wait(timeout=10) == -9
        assert hasty.sql("SELECT 2").rows == [(2,)]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT repeat('x', 3000000000)",
        "SELECT list(range) FROM range(300000000)",
        "SELECT string_agg(repeat('x', 1000)) FROM range(10000000)",
        "SELECT repeat('x', 300000000)",
    ],
)
def test_greedy_query_is_refused(confined: Confined, query: str) -> None:
    """A query that takes too much memory is told so; its process is limited by the system."""
    told = r"(?i)memory|ended the process|stopped|longer than"
    with pytest.raises(QueryError, match=told) as refused:
        confined.sql(query)
    assert "Possible solutions" not in str(refused.value)
    assert confined.sql("SELECT 1").rows == [(1,)]


def test_long_answer_is_refused(published: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that would fill the asking process is cut off with what to do instead."""
    monkeypatch.setattr("warehouse.confined.ANSWER_BYTES", 2_000_000)
    with Confined(published.published) as asked:
        with pytest.raises(QueryError, match=r"longer than 2 MB.*foretell export"):
            asked.sql("SELECT repeat('x', 1000) FROM range(4000)")
        assert asked.sql("SELECT 1").rows == [(1,)]


def test_values_arrive_as_they_are(confined: Confined) -> None:
    """Each kind of value comes out of the child as DuckDB gives it in this process."""
    query = (
        "SELECT NULL, true, 2::HUGEINT ** 3, 1.50, 0.5::DOUBLE, 'é', DATE '2024-02-29', "
        "TIMESTAMP '2024-02-29 01:02:03.5', TIME '10:00', INTERVAL '3 days', 'a'::BLOB, "
        "UUID '123e4567-e89b-12d3-a456-426614174000', [1.10, NULL], {'a': {'b': DATE '2024-01-01'}}"
    )
    (row,) = confined.sql(query).rows
    with duckdb.connect() as con:
        assert [row] == con.execute(query).fetchall()
    kinds = (date, datetime, time, timedelta, bytes, UUID)
    assert [type(value) for value in row[6:12]] == list(kinds)
    assert (row[3], row[12]) == (Decimal("1.50"), [Decimal("1.10"), None])


def test_answer_of_many_batches(confined: Confined) -> None:
    """Rows come whole and in order."""
    answer = confined.sql("SELECT range AS n, range::VARCHAR AS t FROM range(1234)")
    assert (answer.columns, answer.types) == (("n", "t"), ("BIGINT", "VARCHAR"))
    assert answer.rows == [(n, str(n)) for n in range(1234)]


def test_no_warehouse(tmp_path: Path) -> None:
    """Asking where nothing was published, or what is no warehouse, is told as such."""
    with Confined(tmp_path / "none.duckdb") as asked:
        for _ in range(2):
            with pytest.raises(WarehouseMissing, match="foretell ingest"):
                asked.sql("SELECT 1")
    (tmp_path / "bad.duckdb").write_text("no database")
    with Confined(tmp_path / "bad.duckdb") as asked, pytest.raises(WarehouseError, match="opened"):
        asked.sql("SELECT 1")
