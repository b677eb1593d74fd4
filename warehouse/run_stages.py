"""What each stage of a run did, as the operator sees it."""

from collections.abc import Sequence

import duckdb

from schemas import RunStage

_OUT = "DELETE FROM ops.run_stages WHERE run_id = ?"
_IN = """
INSERT INTO ops.run_stages (run_id, stage, ordinal, articles, words, seconds, rejects)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""


def enter_stages(con: duckdb.DuckDBPyConnection, run_id: str, stages: Sequence[RunStage]) -> None:
    """Let these be the stages of a run, whatever was entered of it before."""
    con.execute(_OUT, [run_id])
    for each in stages:
        counted = [each.articles, each.words, each.seconds, each.rejects]
        con.execute(_IN, [run_id, each.stage, each.ordinal, *counted])
