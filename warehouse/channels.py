"""What earlier runs saw of the channels of `seeds/sources.toml`, and what this one saw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

import duckdb

from schemas import Channel, Entry, Record
from warehouse.sql import transaction

_Kind = TypeVar("_Kind", Channel, Entry)

_CHANNELS = (
    f"SELECT {', '.join(Channel.model_fields)} "  # noqa: S608 - our own names
    "FROM ops.channels ORDER BY channel"
)
_ENTRIES = (
    f"SELECT {', '.join(Entry.model_fields)} FROM ops.entries "  # noqa: S608 - our own names
    "WHERE list_contains(?, channel) ORDER BY channel, entry_id"
)
# Articles that were fetched, and that another version of the extractor read.
_OUTDATED = f"""
SELECT {", ".join(f"entries.{name}" for name in Entry.model_fields)}
FROM ops.entries
JOIN ops.ledger USING (source_uri)
JOIN ops.runs ON runs.run_id = ledger.run_id
WHERE entries.content_sha256 IS NOT NULL AND ledger.content_key IS NOT NULL
    AND (runs.extractor_version <> ? OR runs.model_version <> ?)
ORDER BY entries.channel, entries.entry_id
"""  # noqa: S608 - our own names
# What a reader of the views would call news; the time of a reading alone is none.
_SEEN_CHANNEL = "SELECT kind, address, state, detail FROM ops.channels WHERE channel = ?"
_SEEN_ENTRY = (
    "SELECT source_uri, state, detail, content_sha256 FROM ops.entries "
    "WHERE channel = ? AND entry_id = ?"
)
_NEWS = "UPDATE ops.revision SET revision = revision + 1"


@dataclass(frozen=True, slots=True)
class Memory:
    """What earlier runs saw.

    Attributes:
        channels: How each channel stood when it was last read, by name.
        entries: How the articles stood that the channels asked about named: by channel and id.
        outdated: Articles once fetched that another version of the extractor read.
    """

    channels: Mapping[str, Channel] = field(default_factory=dict)
    entries: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    outdated: tuple[Entry, ...] = ()


def remember(
    con: duckdb.DuckDBPyConnection,
    names: Sequence[str],
    *,
    extractor_version: str,
    model_version: str,
) -> Memory:
    """Return what earlier runs saw, with the articles of the channels of these names."""
    channels = [_record(Channel, row) for row in con.execute(_CHANNELS).fetchall()]
    entries: dict[str, dict[str, Entry]] = {}
    for row in con.execute(_ENTRIES, [list(names)]).fetchall():
        entry = _record(Entry, row)
        entries.setdefault(entry.channel, {})[entry.entry_id] = entry
    outdated = con.execute(_OUTDATED, [extractor_version, model_version]).fetchall()
    return Memory(
        channels={channel.channel: channel for channel in channels},
        entries=entries,
        outdated=tuple(_record(Entry, row) for row in outdated),
    )


def enter_entries(con: duckdb.DuckDBPyConnection, entries: Sequence[Entry], run_id: str) -> None:
    """Enter how articles stand, in the transaction that is open."""
    news = [
        _enter(
            con,
            "entries",
            entry,
            run_id,
            _SEEN_ENTRY,
            {"channel": entry.channel, "entry_id": entry.entry_id},
        )
        for entry in entries
    ]
    if any(news):
        con.execute(_NEWS)


def enter_channels(
    con: duckdb.DuckDBPyConnection, channels: Sequence[Channel], run_id: str
) -> None:
    """Enter how channels stand, in one transaction."""
    with transaction(con):
        news = [
            _enter(con, "channels", channel, run_id, _SEEN_CHANNEL, {"channel": channel.channel})
            for channel in channels
        ]
        if any(news):
            con.execute(_NEWS)


def _enter(
    con: duckdb.DuckDBPyConnection,
    table: str,
    record: Record,
    run_id: str,
    seen: str,
    key: Mapping[str, str],
) -> bool:
    """Put a record in the place of the row with its key; return whether that is news.

    Not by INSERT OR REPLACE, which only a table with a key of its own takes.
    """
    before = con.execute(seen, list(key.values())).fetchone()
    row = {name: _cell(value) for name, value in record} | {"run_id": run_id}
    places = ", ".join("?" * len(row))
    same = " AND ".join(f"{name} = ?" for name in key)
    con.execute(f"DELETE FROM ops.{table} WHERE {same}", list(key.values()))  # noqa: S608
    con.execute(
        f"INSERT INTO ops.{table} ({', '.join(row)}) VALUES ({places})",  # noqa: S608
        list(row.values()),
    )
    return con.execute(seen, list(key.values())).fetchone() != before


def _cell(value: object) -> object:
    """Return a value as DuckDB takes it: times in UTC without zone, words as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None)
    return value.value if isinstance(value, StrEnum) else value


def _record(kind: type[_Kind], row: Sequence[Any]) -> _Kind:
    """Return a row as its record; times carry their zone, UTC."""
    fields = {
        name: value.replace(tzinfo=UTC) if isinstance(value, datetime) else value
        for name, value in zip(kind.model_fields, row, strict=True)
    }
    return kind.model_validate(fields, strict=False)
