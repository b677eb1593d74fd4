"""Which articles are alike: each new one against those that share a band with it."""

import duckdb

LEAST = 0.8
"""The least likeness of two articles that is kept."""

_FORGET = """
DELETE FROM core.likenesses
WHERE article_id IN (SELECT article_id FROM removed)
    OR other_id IN (SELECT article_id FROM removed);
"""
# Whether two articles are alike depends on the two alone, so the order of loading does not
# matter; which of them is the copy is told by a view.
_COMPARE = """
INSERT INTO core.likenesses
WITH
    candidates AS MATERIALIZED (
        SELECT DISTINCT
            least(fresh.article_id, stored.article_id) AS article_id,
            greatest(fresh.article_id, stored.article_id) AS other_id
        FROM core.bands AS stored
        JOIN (FROM core.bands SEMI JOIN replaced USING (article_id)) AS fresh USING (band_key)
        WHERE fresh.article_id <> stored.article_id
    ),
    -- Of a few articles, so that the signatures of all the others need no comparing.
    signed AS MATERIALIZED (
        FROM core.signatures
        WHERE article_id IN (
            SELECT article_id FROM candidates UNION SELECT other_id FROM candidates
        )
    ),
    compared AS (
        SELECT
            candidates.article_id,
            candidates.other_id,
            list_sum([
                CAST(one.minima[place] = other.minima[place] AS INTEGER)
                FOR place IN range(1, len(one.minima) + 1)
            ]) / len(one.minima) AS similarity
        FROM candidates
        JOIN signed AS one ON one.article_id = candidates.article_id
        JOIN signed AS other ON other.article_id = candidates.other_id
    )
SELECT article_id, other_id, similarity FROM compared WHERE similarity >= ?;
"""


def compare(con: duckdb.DuckDBPyConnection) -> None:
    """Enter which articles are like those that were just replaced, in the open transaction.

    Reads the temporary tables `replaced` and `removed` of a load.
    """
    con.execute(_FORGET)
    con.execute(_COMPARE, [LEAST])
