"""What files looked like when their content was last known, so that they need not be read again."""

from collections.abc import Mapping

import duckdb

from warehouse.columns import column
from warehouse.sql import transaction

_STAMPED = (
    column("source_uri", str, "The file."),
    column("stamp", str, "What it looked like, and the versions that read it."),
)

# What a source holds counts as known while the article's rows are of a source that still
# holds it; else the source is read again, and its rows take their place. So is a source that
# could not be read the last time: what it holds is known, but the rejection is over.
KNOWN = """
SELECT ledger.source_uri, ledger.content_key
FROM ops.ledger
LEFT JOIN core.articles USING (article_id)
LEFT JOIN ops.ledger AS speaker
    ON speaker.source_uri = articles.source_uri AND speaker.article_id = articles.article_id
WHERE ledger.content_key IS NOT NULL
    AND (ledger.state <> 'loaded' OR speaker.source_uri IS NOT NULL)
    AND NOT EXISTS (
        SELECT 1 FROM ops.rejections
        WHERE rejections.source_uri = ledger.source_uri AND rejections.content_key IS NULL
    )
"""
"""Each input that is loaded or rejected, with the key of its content."""

# A file is as it was while everything in it is still known by the same key.
_VALID = f"""
SELECT stamps.source_uri, any_value(stamps.stamp), count(*)
FROM ops.stamps
LEFT JOIN ({KNOWN}) AS known
    ON known.source_uri = stamps.held_uri AND known.content_key = stamps.content_key
GROUP BY stamps.source_uri
HAVING bool_and(known.source_uri IS NOT NULL)
"""  # noqa: S608 - our own text
_OUT = "DELETE FROM ops.stamps WHERE source_uri IN (SELECT source_uri FROM stamped)"
# What is known by its stamp is under way no longer; where the run ends before it says so itself,
# no other run would take the file up and say it.
_SETTLED = """
DELETE FROM ops.ledger
WHERE state IN ('seen', 'extracted') AND source_uri IN (SELECT source_uri FROM stamped)
"""
# A file that holds an input without a key was not read to its end.
_IN = """
INSERT INTO ops.stamps
SELECT stamped.source_uri, stamped.stamp, ledger.source_uri, ledger.content_key
FROM stamped
JOIN ops.ledger ON split_part(ledger.source_uri, '!', 1) = stamped.source_uri
WHERE ledger.content_key IS NOT NULL
    AND stamped.source_uri NOT IN (
        SELECT split_part(source_uri, '!', 1) FROM ops.rejections WHERE content_key IS NULL
    )
"""


def known_stamps(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, int]]:
    """Return the stamp of each file whose articles are all known, and how many they are."""
    found = con.execute(_VALID).fetchall()
    return {source_uri: (stamp, articles) for source_uri, stamp, articles in found}


def enter_stamps(con: duckdb.DuckDBPyConnection, stamps: Mapping[str, str]) -> None:
    """Let these files be known by their stamps; call it when all that they hold is entered.

    Args:
        con: The writer's own file.
        stamps: What each looked like before it was read, by its name.
    """
    if not stamps:
        return
    # Imported when it is used: readers never need Arrow, and it takes 0.2 s to load.
    from warehouse.arrow import arrow_table

    rows = [{"source_uri": uri, "stamp": stamp} for uri, stamp in stamps.items()]
    con.register("stamped", arrow_table(_STAMPED, rows))
    try:
        with transaction(con):
            con.execute(_OUT)
            con.execute(_IN)
            con.execute(_SETTLED)
    finally:
        con.unregister("stamped")
