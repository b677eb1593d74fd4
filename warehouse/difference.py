"""What differs between two published files: records added, removed, and changed by field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import duckdb

from schemas import WarehouseError
from warehouse.lake.snapshots import Snapshot, attach_published, kept_snapshots
from warehouse.names import LAKE_SUFFIX
from warehouse.publish import previous_of
from warehouse.sql import literal

EXAMPLES = 3
"""Most examples of one change."""

KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "figures": (
            *("value", "value_high", "unit", "bound", "item", "kind", "direction", "basis"),
            *("metric", "metric_key", "company", "region", "period", "period_start"),
            *("period_end", "status", "attributed_to", "series_id"),
        ),
        "forecasts": (
            *("forecaster", "target_period", "target_start", "target_end", "metric"),
            *("metric_key", "company", "region", "condition", "certainty", "polarity", "made_on"),
            *("figure_ids", "statement"),
        ),
        "company_mentions": ("name", "company_id", "ticker", "resolution"),
        "rejected_numbers": ("reason",),
    }
)
"""The views that are compared, each with the fields of its records."""

# A record is the same where it has the same words at the same place of the same text.
_PAIRS = """
CREATE OR REPLACE TEMP TABLE pairs AS
SELECT
    coalesce(before.article_id, after.article_id) AS article_id,
    coalesce(before.char_start, after.char_start) AS char_start,
    coalesce(before.quote, after.quote) AS quote,
    before.article_id IS NULL AS is_added,
    after.article_id IS NULL AS is_removed,
    {fields}
FROM {before} AS before
FULL JOIN {after} AS after
    ON after.article_id = before.article_id
    AND after.char_start = before.char_start
    AND after.quote = before.quote
"""
_FIELD = """
struct_pack(
    b := CAST(before."{name}" AS VARCHAR), a := CAST(after."{name}" AS VARCHAR)
) AS "{name}"
"""
_SIDES = """
SELECT
    {kind} AS record, {change} AS change, NULL AS field, count(*) AS records,
    coalesce(min(concat(article_id, ':', char_start, ' ', quote), {examples}), []) AS examples
FROM pairs WHERE {condition}
"""
_CHANGED = """
SELECT
    {kind}, 'changed', '{name}', count(*),
    coalesce(min(concat(
        article_id, ':', char_start, ' ', quote[:60], ': ',
        coalesce("{name}".b, 'null'), ' → ', coalesce("{name}".a, 'null')
    ), {examples}), [])
FROM pairs
WHERE NOT is_added AND NOT is_removed AND "{name}".a IS DISTINCT FROM "{name}".b
"""
_COLUMNS = """
SELECT column_name FROM duckdb_columns()
WHERE database_name = ? AND schema_name = 'main' AND table_name = ?
"""


@dataclass(frozen=True, slots=True)
class Change:
    """One way in which records differ.

    Attributes:
        record: The view that shows them.
        change: added, removed or changed.
        field: What is changed; None for a whole record.
        records: How many records.
        examples: Up to three: place, words and, for a change, before and after.
    """

    record: str
    change: str
    field: str | None
    records: int
    examples: tuple[str, ...]


def difference(before: Path | Snapshot, after: Path | Snapshot) -> tuple[Change, ...]:
    """Return how the records of two published states differ, the most frequent change first.

    Records of articles that only one of the files holds count as added or removed.

    Raises:
        WarehouseError: One of them is no file that Foretell published.
    """
    found: list[Change] = []
    with duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"}) as con:
        for name, path in (("before", before), ("after", after)):
            _attach(con, name, path)
        for kind, fields in KINDS.items():
            found += _compared(con, kind, fields)
    return tuple(sorted((c for c in found if c.records), key=lambda c: (c.record, -c.records)))


def kept_files(published: Path) -> dict[str, Path | Snapshot]:
    """Return what is kept by the last run in it, in order: before the last run, and now.

    A lake keeps more than these two, until they are expired.

    Raises:
        WarehouseError: One of them cannot be read.
    """
    if published.suffix == LAKE_SUFFIX:
        return dict(kept_snapshots(published)) if published.is_file() else {}
    paths = (path for path in (previous_of(published), published) if path.is_file())
    return {last_run(path): path for path in paths}


def last_run(path: Path) -> str:
    """Return the last run of a published file; empty where it has none.

    Raises:
        WarehouseError: It is no file that Foretell published.
    """
    with duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"}) as con:
        _attach(con, "kept", path)
        return con.execute("SELECT max(run_id) FROM kept.ops.runs").fetchall()[0][0] or ""


def _attach(con: duckdb.DuckDBPyConnection, name: str, path: Path | Snapshot) -> None:
    """Open a file, or a snapshot of a lake, under a name, only to read."""
    try:
        if isinstance(path, Snapshot):
            attach_published(con, path.path, name=name, number=path.number)
        elif path.suffix == LAKE_SUFFIX:
            attach_published(con, path, name=name)
        else:
            con.execute(f"ATTACH {literal(path)} AS {name} (READ_ONLY)")
        con.execute(f"SELECT revision FROM {name}.ops.revision")  # noqa: S608 - our own names
    except duckdb.Error as error:
        raise WarehouseError(
            f"{path} is no warehouse that can be compared: {str(error).splitlines()[0]}; name two "
            "published files, such as warehouse/foretell.duckdb and a copy of it"
        ) from error


def _compared(con: duckdb.DuckDBPyConnection, kind: str, fields: Sequence[str]) -> list[Change]:
    """Return how the records of one view differ; fields that one file lacks are left out."""
    both = [set(_names(con, side, kind)) for side in ("before", "after")]
    shared = [name for name in fields if name in both[0] & both[1]]
    for side in ("before", "after"):
        _take(con, side, kind, shared)
    columns = ", ".join(_FIELD.format(name=name) for name in shared)
    con.execute(_PAIRS.format(fields=columns, before="temp.before_rows", after="temp.after_rows"))
    named = literal(kind)
    queries = [
        _SIDES.format(kind=named, change="'added'", condition="is_added", examples=EXAMPLES),
        _SIDES.format(kind=named, change="'removed'", condition="is_removed", examples=EXAMPLES),
        *(_CHANGED.format(kind=named, name=name, examples=EXAMPLES) for name in shared),
    ]
    rows = con.execute(" UNION ALL ".join(queries)).fetchall()
    return [Change(r, change, name, n, tuple(given)) for r, change, name, n, given in rows]


def _take(con: duckdb.DuckDBPyConnection, side: str, kind: str, fields: Sequence[str]) -> None:
    """Copy what is compared of one view: a view reads its own file while that is in use."""
    names = ", ".join(f'"{name}"' for name in ("article_id", "char_start", "quote", *fields))
    con.execute(f"USE {side}")
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE {side}_rows AS SELECT {names} FROM main.{kind}"  # noqa: S608
    )
    con.execute("USE memory")


def _names(con: duckdb.DuckDBPyConnection, side: str, kind: str) -> list[str]:
    """Return the columns of a view of one file."""
    return [name for (name,) in con.execute(_COLUMNS, [side, kind]).fetchall()]
