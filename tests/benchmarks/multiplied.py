"""A warehouse of any number of figures: real extractions, multiplied with changed rows.

A few articles of our own are read by the extractor. Of their rows each copy changes the digits
4 to 9, the letters of the companies' names, days, years and ids, alike in the text and in every
record, so that each span still has its quote. What is written is what a worker stages, and it is
loaded by the loader that loads everything.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import duckdb

from schemas import Extraction
from warehouse.rows import TABLES
from warehouse.sql import literal
from warehouse.stage import stage

DIGITS = "456789"
CONSONANTS = "bcdfgklmnprst"
VOWELS = "aeiou"
HIDDEN = "".join(chr(0xE000 + at) for at in range(len(CONSONANTS + VOWELS)))
"""Letters for private use: they stand for those of a name until a copy gives it its own."""
COPY_EVERY = 40
"""One article in so many is a copy of another."""

# Which digits, names, days and markets each copy has. Names come back after 65 copies and
# markets change after 260, so that a forecaster speaks of one market four times; one of the
# four is years later and tells what was forecast as what was.
_COPIES = f"""
CREATE OR REPLACE TEMP TABLE copies AS
SELECT
    copy,
    copy - (copy % {COPY_EVERY} = 1)::INTEGER AS looks_like,
    '{DIGITS}'[1 + copy % 6 :] || '{DIGITS}'[: copy % 6] AS digits,
    '{CONSONANTS}'[1 + copy % 13 :] || '{CONSONANTS}'[: copy % 13]
        || '{VOWELS}'[1 + copy // 13 % 5 :] || '{VOWELS}'[: copy // 13 % 5] AS letters,
    if(copy % 65 = 0, '', '-' || copy % 65) AS family,
    if(copy < 260, '', ' ' || copy // 260) AS theme,
    copy // 65 % 4 = 3 AS looks_back,
    DATE '2018-01-01' + (copy * 7919 % 3000 + 4000 * looks_back::INTEGER)::INTEGER AS day
FROM range(?, ?) AS numbers(copy)
"""  # noqa: S608 - our own text
_MACROS = f"""
CREATE OR REPLACE MACRO id_of(id, copy) AS left(md5(id || copy), length(id));
CREATE OR REPLACE MACRO renamed(name, letters) AS
    translate(name, '{CONSONANTS}{VOWELS}', letters);
CREATE OR REPLACE MACRO hidden(words, names) AS
    list_reduce(
        coalesce(names, []),
        lambda so_far, name:
            replace(so_far, name, translate(name, '{CONSONANTS}{VOWELS}', '{HIDDEN}')),
        words
    );
CREATE OR REPLACE MACRO worded(words, digits, letters) AS
    translate(words, '{DIGITS}{HIDDEN}', digits || letters);
CREATE OR REPLACE MACRO written(quote) AS
    TRY_CAST(replace(regexp_extract(quote, '[0-9][0-9,]*([.][0-9]+)?'), ',', '') AS DOUBLE);
CREATE OR REPLACE MACRO scaled(amount, quote, digits) AS
    CAST(
        round(
            amount * coalesce(
                written(translate(quote, '{DIGITS}', digits)) / nullif(written(quote), 0), 1
            ), 6
        ) AS DECIMAL(38, 9)
    );
CREATE OR REPLACE MACRO years_on(label, digits) AS
    coalesce(
        TRY_CAST(regexp_extract(translate(label, '{DIGITS}', digits), '[0-9]{{4}}') AS INTEGER)
        - TRY_CAST(regexp_extract(label, '[0-9]{{4}}') AS INTEGER), 0
    );
CREATE OR REPLACE MACRO moved(day, label, digits) AS
    CAST(day + to_years(CAST(years_on(label, digits) AS INTEGER)) AS DATE);
"""
_ID = "id_of(base.article_id, copies.copy)"
_WORDED = "worded({}, digits, letters)"
_TEXTS = ("title", "raw_text", "quote", "sentence", "statement")
_CHANGED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "articles": {
            "source_uri": "copies.copy || '/' || base.source_uri",
            "title": _WORDED.format("title"),
            "published_on": "day",
            "raw_text": _WORDED.format("raw_text"),
            "content_sha256": "sha256(content_sha256 || copies.copy)",
            "content_key": "sha256(content_key || copies.copy)",
            "facts_key": "sha256(facts_key || copies.copy)",
        },
        "figures": {
            "figure_id": "id_of(figure_id, copies.copy)",
            "series_id": "id_of(series_id, copies.copy)",
            "value": 'scaled("value", quote, digits)',
            "value_high": "scaled(value_high, quote, digits)",
            "quote": _WORDED.format("quote"),
            "sentence": _WORDED.format("sentence"),
            "companies": "list_transform(companies, lambda name: renamed(name, letters))",
            "attributed_to": "renamed(attributed_to, letters)",
            "metric": "metric || theme",
            "metric_key": "metric_key || theme",
            "status": "if(looks_back, replace(status, 'forecast', 'actual'), status)",
            "period": f"translate(period, '{DIGITS}', digits)",
            "period_start": "moved(period_start, period, digits)",
            "period_end": "moved(period_end, period, digits)",
        },
        "company_mentions": {
            "quote": _WORDED.format("quote"),
            "name": 'renamed("name", letters)',
            "company_id": "company_id || family",
            "candidates": "list_transform(candidates, lambda id: id || family)",
        },
        "forecasts": {
            "forecast_id": "id_of(forecast_id, copies.copy)",
            "figure_id": "id_of(figure_id, copies.copy)",
            "figure_ids": "list_transform(figure_ids, lambda id: id_of(id, copies.copy))",
            "quote": _WORDED.format("quote"),
            "sentence": _WORDED.format("sentence"),
            "statement": _WORDED.format('"statement"'),
            "forecaster": "renamed(forecaster, letters)",
            "companies": "list_transform(companies, lambda name: renamed(name, letters))",
            "metric": "metric || theme",
            "metric_key": "metric_key || theme",
            "made_on": "day",
            "target_period": f"translate(target_period, '{DIGITS}', digits)",
            "target_start": "moved(target_start, target_period, digits)",
            "target_end": "moved(target_end, target_period, digits)",
        },
        "rejected_numbers": {"quote": _WORDED.format("quote")},
        "signatures": {
            "minima": "list_transform(minima, lambda each: "
            "CAST((hash(each, looks_like) >> 33)::BIGINT AS INTEGER))"
        },
        "inputs": {
            "source_uri": "copies.copy || '/' || base.source_uri",
            "content_sha256": "sha256(content_sha256 || copies.copy)",
            "content_key": "sha256(content_key || copies.copy)",
        },
        "bands": {"band_key": "(hash(band_key, looks_like) >> 1)::BIGINT"},
    }
)


def multiplied(
    folder: Path, run_id: str, made: Sequence[Extraction], figures: int, *, at_once: int = 100_000
) -> Iterator[Path]:
    """Yield stages that hold `figures` figures together, each about `at_once` of them.

    Args:
        folder: Where stages are made.
        run_id: The run that loads them.
        made: The articles to multiply.
        figures: How many figures all stages have, or a few more.
        at_once: Figures in one stage.
    """
    base = stage(folder, made, run_id)
    each = sum(len(one.facts.figures) for one in made)
    copies = -(-figures // each)
    step = max(1, at_once // each)
    with duckdb.connect(":memory:") as con:
        _read_base(con, base)
        for first in range(1, copies + 1, step):
            con.execute(_COPIES, [first, min(first + step, copies + 1)])
            staged = folder / f"stage-{first}"
            staged.mkdir()
            for name in (*TABLES, "inputs"):
                _multiply(con, staged / f"{name}.parquet", name)
            yield staged


def _read_base(con: duckdb.DuckDBPyConnection, base: Path) -> None:
    """Read the rows to multiply, with the letters of names hidden in every text."""
    con.execute(_MACROS)
    con.execute(
        "CREATE TEMP TABLE names AS SELECT article_id, list(DISTINCT quote ORDER BY "  # noqa: S608
        "length(quote) DESC, quote) AS names "
        f"FROM read_parquet({literal(base / 'company_mentions.parquet')}) GROUP BY ALL"
    )
    for name in (*TABLES, "inputs"):
        changed = _CHANGED.get(name, {})
        texts = [text for text in _TEXTS if text in changed]
        hidden = ", ".join(f'hidden("{text}", names) AS "{text}"' for text in texts)
        con.execute(
            f"CREATE TEMP TABLE base_{name} AS SELECT base.* "
            + (f"REPLACE ({hidden}) " if hidden else "")
            + f"FROM read_parquet({literal(base / f'{name}.parquet')}, file_row_number = true)"
            " AS base LEFT JOIN names ON names.article_id = base.article_id"
        )


def _multiply(con: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    """Write the copies of one table, in the order of the copies."""
    columns = {"article_id": _ID, **_CHANGED.get(name, {})}
    changes = ", ".join(f'{how} AS "{column}"' for column, how in columns.items())
    con.execute(
        f"COPY (SELECT base.* EXCLUDE (file_row_number) REPLACE ({changes}) "  # noqa: S608
        f"FROM base_{name} AS base CROSS JOIN copies "
        "ORDER BY copies.copy, base.file_row_number) "
        f"TO {literal(path)} (FORMAT parquet)"
    )
