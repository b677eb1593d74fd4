"""Runs whose process was killed: found, and marked."""

from collections.abc import Sequence

import duckdb

from schemas import RunState

_LEFT = "SELECT run_id FROM ops.runs WHERE state = ?"
_MARK = "UPDATE ops.runs SET state = ? WHERE state = ? AND list_contains(?, run_id)"


def left_running(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the runs that say running; where the lock is ours, nobody runs them."""
    return [run_id for (run_id,) in con.execute(_LEFT, [RunState.RUNNING.value]).fetchall()]


def mark_crashed(con: duckdb.DuckDBPyConnection, run_ids: Sequence[str]) -> None:
    """Mark those of these runs that still say running."""
    if not run_ids:
        return
    con.execute(_MARK, [RunState.CRASHED.value, RunState.RUNNING.value, list(run_ids)])
    con.execute("UPDATE ops.revision SET revision = revision + 1")
