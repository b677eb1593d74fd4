"""The index of the articles' words: which stem stands in which article, how often.

Stems are those of DuckDB's full-text extension. Its own index is not used: it can only be made
anew as a whole, and is searched more slowly (docs/decisions/0014-analysts-tools.md).
"""

from importlib.util import find_spec
from pathlib import Path

import duckdb

from schemas import WarehouseError
from warehouse.sql import literal, transaction

STEM = "stem(lower(strip_accents({word})), 'porter')"
"""The stem of a word, as SQL."""

WORD = r"[\p{L}\p{N}]+"
"""What counts as a word; RE2 and DuckDB read it alike."""

AT_ONCE = 500
"""Articles whose words are counted together: the more, the more memory it takes."""

# Ids and titles of all are compared, and texts read of those that are missing.
_MISSING = """
CREATE TEMP TABLE unindexed AS
WITH
    missing AS (
        SELECT articles.article_id
        FROM core.articles AS articles
        ANTI JOIN search.documents AS known
            ON known.article_id = articles.article_id
            AND known.title IS NOT DISTINCT FROM articles.title
    )
SELECT
    (
        row_number() OVER (ORDER BY articles.article_id)
        + (SELECT coalesce(max(document), 0) FROM search.documents)
    )::INTEGER AS document,
    articles.article_id,
    articles.title,
    articles.raw_text
FROM core.articles AS articles
SEMI JOIN missing USING (article_id)
"""
_NUMBERS = "SELECT min(document), max(document) FROM unindexed"
_STALE = """
DELETE FROM search.words WHERE document IN (
    SELECT document FROM search.documents SEMI JOIN unindexed USING (article_id)
)
"""
_COUNTED = "CREATE TEMP TABLE counted (stem VARCHAR, document INTEGER, times INTEGER)"
_COUNT = f"""
INSERT INTO counted
WITH
    words AS (
        SELECT
            document,
            unnest(regexp_extract_all(concat_ws(' ', title, raw_text), '{WORD}')) AS word
        FROM unindexed
        WHERE document BETWEEN ? AND ?
    ),
    counts AS (SELECT document, word, count(*) AS times FROM words GROUP BY ALL),
    stems AS (
        SELECT word, {STEM.format(word="word")} AS stem FROM (SELECT DISTINCT word FROM counts)
    )
SELECT stem, document, sum(times)::INTEGER AS times
FROM counts JOIN stems USING (word) GROUP BY ALL
"""  # noqa: S608 - our own text
_FORGET = """
DELETE FROM search.documents WHERE article_id IN (SELECT article_id FROM unindexed)
"""
_DOCUMENTS = """
INSERT INTO search.documents
SELECT document, article_id, title, coalesce(sum(times), 0)::INTEGER
FROM unindexed LEFT JOIN counted USING (document)
GROUP BY ALL ORDER BY document
"""
# In order of the stems, so that a search reads few blocks.
_WORDS = "INSERT INTO search.words FROM counted ORDER BY stem, document"


def load_stemmer(con: duckdb.DuckDBPyConnection) -> None:
    """Let `con` know the function `stem`; takes 0.1 s and no network.

    Raises:
        WarehouseError: The package of the extension is missing or of another DuckDB.
    """
    found = find_spec("duckdb_extension_fts")
    folder = Path(found.origin).parent if found and found.origin else Path()
    file = folder / "extensions" / f"v{duckdb.__version__}" / "fts.duckdb_extension"
    try:
        con.execute(f"LOAD {literal(file)}")
    except duckdb.Error as error:
        raise WarehouseError(
            f"DuckDB's full-text extension cannot be loaded ({error}); install the package "
            f"duckdb-extension-fts {duckdb.__version__}"
        ) from error


def index_words(con: duckdb.DuckDBPyConnection) -> int:
    """Index the articles that are new or have another title; return how many."""
    con.execute(_MISSING)
    try:
        ((count,),) = con.execute("SELECT count(*) FROM unindexed").fetchall()
        if count:
            load_stemmer(con)
            _index(con)
        return int(count)
    finally:
        con.execute("DROP TABLE unindexed")


def _index(con: duckdb.DuckDBPyConnection) -> None:
    """Put the words of the unindexed articles in place of what was indexed of them."""
    con.execute(_COUNTED)
    try:
        _count(con)
        with transaction(con):
            for statement in (_STALE, _FORGET, _DOCUMENTS, _WORDS):
                con.execute(statement)
    finally:
        con.execute("DROP TABLE counted")


def _count(con: duckdb.DuckDBPyConnection) -> None:
    """Count the stems of the unindexed articles, some articles at a time."""
    ((first, last),) = con.execute(_NUMBERS).fetchall()
    for start in range(first, last + 1, AT_ONCE):
        con.execute(_COUNT, [start, start + AT_ONCE - 1])
