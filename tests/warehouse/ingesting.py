"""One run in two lines, and what is in the file afterwards."""

from pathlib import Path
from typing import Any

import duckdb

from schemas import Extraction, Rejection, Run, RunState
from warehouse.store import Store

CORE = (
    "articles",
    "edits",
    "passages",
    "figures",
    "company_mentions",
    "forecasts",
    "rejected_numbers",
    "signatures",
    "bands",
    "likenesses",
)


def ingest(
    store: Store, *outcomes: Extraction | Rejection, version: str = "1", publish: bool = True
) -> Run:
    """Load `outcomes` in one run that skips nothing, publish if asked, and return the run."""
    with store.writer(command="add", extractor_version=version, model_version="none") as writer:
        writer.load(writer.stage(outcomes))
        run = writer.finish(RunState.COMPLETED, seen=len(outcomes), unchanged=0)
        if publish:
            writer.publish()
    return run


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    """Return the answer to `query` from a file that nobody has open."""
    with duckdb.connect(str(path), read_only=True) as con:
        return con.execute(query).fetchall()


def core(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of schema core, sorted, by table."""
    with duckdb.connect(str(path), read_only=True) as con:
        return {
            name: sorted(con.execute(f"FROM core.{name}").fetchall(), key=repr) for name in CORE
        }
