"""How far each source has come: seen, extracted, loaded, rejected or parked.

The last three are entered with the rows, in their transaction. What is seen or extracted when
a run is killed tells the next one, and its operator, what was under way.
"""

from collections.abc import Collection
from pathlib import Path

import duckdb

from warehouse.columns import column

_SEEN = (column("source_uri", str, "The source."),)
_OUT = """
DELETE FROM ops.ledger
WHERE state IN ('seen', 'extracted') AND source_uri IN (SELECT source_uri FROM seen_now)
"""
_IN = """
INSERT INTO ops.ledger
SELECT source_uri, NULL, 'seen', NULL, ?
FROM seen_now WHERE source_uri NOT IN (SELECT source_uri FROM ops.ledger)
"""
_EXTRACTED = """
UPDATE ops.ledger SET state = 'extracted'
WHERE state = 'seen' AND source_uri IN (SELECT source_uri FROM read_parquet(?))
"""
# What a run that came to its end has only seen holds articles under names of their own, or none.
_SETTLED = "DELETE FROM ops.ledger WHERE state IN ('seen', 'extracted') AND run_id = ?"


def enter_seen(con: duckdb.DuckDBPyConnection, names: Collection[str], run_id: str) -> None:
    """Enter that these sources were found; what is known of one already stays."""
    if not names:
        return
    # Imported when it is used: readers never need Arrow, and it takes 0.2 s to load.
    from warehouse.arrow import arrow_table

    con.register("seen_now", arrow_table(_SEEN, [{"source_uri": name} for name in set(names)]))
    try:
        con.execute(_OUT)
        con.execute(_IN, [run_id])
    finally:
        con.unregister("seen_now")


def enter_extracted(con: duckdb.DuckDBPyConnection, staged: Path) -> None:
    """Enter that what lies staged was extracted, and is not loaded yet."""
    con.execute(_EXTRACTED, [str(staged / "inputs.parquet")])


def settle_seen(con: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Forget what a run that came to its end has only seen."""
    con.execute(_SETTLED, [run_id])
