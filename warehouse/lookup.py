"""One article or one record out of the warehouse, as the records they were made of."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import duckdb
from pydantic import Field

from schemas import (
    Article,
    ArticleFacts,
    ArticleHeader,
    CompanyMention,
    Figure,
    Forecast,
    Record,
    RejectedNumber,
    UnknownName,
)
from warehouse.names import nearest
from warehouse.permalink import split
from warehouse.rows import Row, article_of, facts_of, record_of

_PARTS = {
    "edits": "SELECT * FROM core.edits WHERE article_id = ? ORDER BY ordinal",
    "passages": "SELECT * FROM core.passages WHERE article_id = ? ORDER BY ordinal",
    "figures": "SELECT * FROM core.figures WHERE article_id = ? ORDER BY ordinal",
    "company_mentions": "SELECT * FROM core.company_mentions WHERE article_id = ? ORDER BY ordinal",
    "forecasts": "SELECT * FROM core.forecasts WHERE article_id = ? ORDER BY ordinal",
    "rejected_numbers": "SELECT * FROM core.rejected_numbers WHERE article_id = ? ORDER BY ordinal",
}
_BY_ID = """
SELECT 'figures' AS kind, figure_id AS record_id, article_id FROM core.figures
WHERE starts_with(figure_id, $1) OR starts_with(split_part(figure_id, '_', 2), $1)
UNION ALL
SELECT 'forecasts', forecast_id, article_id FROM core.forecasts
WHERE starts_with(forecast_id, $1) OR starts_with(split_part(forecast_id, '_', 2), $1)
ORDER BY record_id
LIMIT 4
"""


_BY_LINK = """
SELECT figure_id FROM main.figures WHERE article_id = $1 AND permalink = $2
UNION ALL
SELECT forecast_id FROM main.forecasts WHERE article_id = $1 AND permalink = $2
UNION ALL
SELECT article_id || ':' || char_start FROM main.company_mentions
WHERE article_id = $1 AND permalink = $2
UNION ALL
SELECT article_id || ':' || char_start FROM main.rejected_numbers
WHERE article_id = $1 AND permalink = $2
LIMIT 4
"""


AnyRecord = Figure | Forecast | CompanyMention | RejectedNumber
"""What an article can say in one place."""


class StoredArticle(Record):
    """An article as the warehouse has it: the text, the edits, the facts, and who holds it."""

    article: Article
    facts: ArticleFacts
    run_id: str = Field(description="The run that wrote its rows.")
    source_uris: tuple[str, ...] = Field(description="Every input that holds it, by name.")


class StoredRecord(Record):
    """One record as the warehouse has it, with the header of its article."""

    record: AnyRecord
    article: ArticleHeader
    run_id: str = Field(description="The run that wrote it.")


def find_article(con: duckdb.DuckDBPyConnection, key: str) -> StoredArticle:
    """Return the article that `key` names; see `Reader.article`."""
    article_id = _article_id(con, key)
    header = _rows(con, "SELECT * FROM core.articles WHERE article_id = ?", [article_id])[0]
    parts = {name: _rows(con, query, [article_id]) for name, query in _PARTS.items()}
    holders = con.execute(
        "SELECT source_uri FROM ops.ledger WHERE article_id = ? ORDER BY source_uri", [article_id]
    ).fetchall()
    return StoredArticle(
        article=article_of(header, parts),
        facts=facts_of(header, parts),
        run_id=header["run_id"],
        source_uris=tuple(uri for (uri,) in holders),
    )


def find_record(con: duckdb.DuckDBPyConnection, record_id: str) -> StoredRecord:
    """Return the record that `record_id` names; see `Reader.record`."""
    if link := split(record_id):
        return find_record(con, _of_link(con, link[0], record_id))
    key, _, offset = record_id.rpartition(":")
    if key and offset.isascii() and offset.isdigit():
        return _at(con, key, int(offset))
    asked = record_id.isascii() and len(record_id) > 0
    matches = con.execute(_BY_ID, [record_id]).fetchall() if asked else []
    if len(matches) != 1:
        raise UnknownName(_not_one("figure or forecast", record_id, [m[1] for m in matches]))
    kind, found_id, article_id = matches[0]
    rows = _rows(con, _PARTS[kind], [article_id])
    record: AnyRecord
    if kind == "figures":
        record = record_of(Figure, next(row for row in rows if row["figure_id"] == found_id))
    else:
        record = record_of(Forecast, next(row for row in rows if row["forecast_id"] == found_id))
    header = _rows(con, "SELECT * FROM core.articles WHERE article_id = ?", [article_id])[0]
    return StoredRecord(
        record=record,
        article=record_of(ArticleHeader, header),
        run_id=header["run_id"],
    )


def _at(con: duckdb.DuckDBPyConnection, key: str, offset: int) -> StoredRecord:
    """Return what stands at a character of an article: the shortest record around it."""
    stored = find_article(con, key)
    facts = stored.facts
    kinds: tuple[tuple[AnyRecord, ...], ...] = (
        facts.figures,
        facts.rejected,
        facts.companies,
        facts.forecasts,
    )
    around = [
        record
        for records in kinds
        for record in records
        if record.char_start <= offset < record.char_end
    ]
    if not around:
        raise UnknownName(
            f"no record of article {facts.article_id} covers character {offset}; "
            f"{_nearest_record(kinds, offset)}"
        )
    return StoredRecord(
        record=min(around, key=lambda record: record.char_end - record.char_start),
        article=record_of(ArticleHeader, dict(facts)),
        run_id=stored.run_id,
    )


def _nearest_record(kinds: Sequence[Sequence[AnyRecord]], offset: int) -> str:
    """Return a sentence part with the place of the record that is nearest to a character."""
    starts = [record.char_start for records in kinds for record in records]
    if not starts:
        return "it has none"
    return f"the nearest begins at {min(starts, key=lambda start: abs(start - offset))}"


def _article_id(con: duckdb.DuckDBPyConnection, key: str) -> str:
    """Return the one article_id that `key` names."""
    held = con.execute(
        "SELECT source_uri, article_id FROM ops.ledger WHERE article_id IS NOT NULL"
    ).fetchall()
    by_uri = dict(held)
    if link := split(key):
        return _article_id_of_address(con, link[0])
    if key in by_uri:
        return str(by_uri[key])
    earlier = con.execute("SELECT DISTINCT article_id FROM ops.revisions").fetchall()
    ids = sorted({*by_uri.values(), *(article_id for (article_id,) in earlier)})
    beginning = [article_id for article_id in ids if key and article_id.startswith(key)]
    named = sorted({article_id for uri, article_id in held if key in _names(uri)})
    matches = named or beginning
    if len(matches) != 1:
        known = {name for uri in by_uri for name in _names(uri)}
        raise UnknownName(_not_one("article", key, matches, known))
    return str(matches[0])


def _article_id_of_address(con: duckdb.DuckDBPyConnection, address: str) -> str:
    """Return the article of a permalink's address: its page, or its file."""
    found = con.execute(
        "SELECT article_id FROM main.articles WHERE permalink = $1 OR source_uri = $1 LIMIT 4",
        [address],
    ).fetchall()
    if len(found) != 1:
        raise UnknownName(_not_one("article", address, [article_id for (article_id,) in found]))
    return str(found[0][0])


def _of_link(con: duckdb.DuckDBPyConnection, address: str, link: str) -> str:
    """Return the id of the one record that a permalink leads to."""
    article_id = _article_id_of_address(con, address)
    found = [record_id for (record_id,) in con.execute(_BY_LINK, [article_id, link]).fetchall()]
    if len(found) != 1:
        raise UnknownName(_not_one("record", link, found))
    return str(found[0])


def _names(source_uri: str) -> Sequence[str]:
    """Return the file name in a path or an address, with and without its ending."""
    path = urlsplit(source_uri).path if "://" in source_uri else source_uri
    name = PurePosixPath(path.replace("\\", "/"))
    return name.name, name.stem


def _not_one(what: str, key: str, matches: Sequence[str], known: set[str] | None = None) -> str:
    """Return the message for a key that names none, or more than one."""
    if matches:
        return f"{key!r} names more than one {what}: {', '.join(matches[:4])}; write more of it"
    if known is None:
        return (
            f"there is no {what} {key!r}; the views figures and forecasts have the ids, and "
            "ARTICLE:CHARACTER names what stands there"
        )
    return f"there is no {what} {key!r}; {nearest(key, known)}"


def _rows(con: duckdb.DuckDBPyConnection, query: str, parameters: list[Any]) -> list[Row]:
    """Return the rows of a query as mappings from column to value."""
    cursor = con.execute(query, parameters)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
