"""Kept rows are what their queries give for all articles at once, however they came."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.claims import said
from tests.warehouse.ingesting import ingest
from warehouse.duplicate import duplicated
from warehouse.keep import ALL_CHANGED, TABLES, keep, pending
from warehouse.store import Store

CLAIMS = (
    said("$120 billion", 120 * 10**9, date(2024, 3, 1), by="Fathom"),
    said("$132 billion", 132 * 10**9, date(2024, 9, 1), by="Fathom"),
    said("$150 billion", 150 * 10**9, date(2024, 5, 1), by="Belden"),
    said("$125 billion", 125 * 10**9, date(2027, 2, 1)),
    said("$140 billion", 140 * 10**9, date(2027, 3, 1)),
)


def kept(con: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of every kept table, in one order."""
    return {name: con.execute(f"FROM kept.{name} ORDER BY ALL").fetchall() for name in TABLES}


def test_one_by_one_is_all_at_once(store: Store) -> None:
    """Articles that come in runs of their own leave the rows that making all anew gives."""
    for claim in CLAIMS:
        ingest(store, claim, publish=False)
    with duckdb.connect(str(store.working)) as con:
        found = kept(con)
        con.execute(ALL_CHANGED)
        assert pending(con) == len(CLAIMS)
        assert keep(con) is True
        assert kept(con) == found
        assert keep(con) is False
    assert all(found[name] for name in ("forecast_revisions", "disagreements", "contradictions"))


def test_copy_is_equal(tmp_path: Path) -> None:
    """A copy has every byte as soon as it is handed out, in place of what was there."""
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"rows" * 1000)
    other.write_bytes(b"older and longer" * 1000)
    with duplicated(one, other):
        assert other.read_bytes() == one.read_bytes()


def test_copy_that_fails_says_why(tmp_path: Path) -> None:
    """What cannot be copied is told."""
    with (
        pytest.raises(OSError, match="No such file"),
        duplicated(tmp_path / "none", tmp_path / "other"),
    ):
        pytest.fail("nothing was copied")
