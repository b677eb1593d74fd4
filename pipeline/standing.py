"""How a workspace stands: its last run, what is due, what is stale, what needs a look."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.fetch.listing import FILE, load_listing
from pipeline.notices import stale
from pipeline.runlog import LOGS
from pipeline.settings import Settings
from schemas import SettingsError, WarehouseMissing
from warehouse.lock import holder, is_left
from warehouse.reader import Reader
from warehouse.stores import store_of

_LAST = """
SELECT run_id, command, state, started_at, finished_at, articles_loaded, articles_unchanged,
    articles_rejected, articles_seen
FROM runs ORDER BY run_id DESC LIMIT 1
"""
_ENDED_BADLY = """
SELECT run_id, command, state, started_at FROM runs
WHERE state IN ('failed', 'crashed') ORDER BY run_id DESC LIMIT 5
"""
_HELD = """
SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM figures),
    (SELECT count(*) FROM forecasts), (SELECT published_at FROM about)
"""
_NEXT = "SELECT channel, next_at FROM channels"
_PARKED = "SELECT source_uri, detail FROM rejections WHERE reason = 'parked' ORDER BY source_uri"
_REJECTED = """
SELECT reason, count(*) FROM rejections WHERE reason <> 'parked' GROUP BY ALL ORDER BY reason
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """One thing to know of a workspace: its topic, what it is about, and how it stands."""

    topic: str
    subject: str
    detail: str


def standing_of(settings: Settings, now: datetime | None = None) -> Iterator[Standing]:
    """Yield how a workspace stands, what matters most first.

    Raises:
        WarehouseError: The warehouse cannot be read.
    """
    moment = now or datetime.now(UTC)
    yield _writer(settings)
    try:
        with store_of(settings).reader() as reader:
            yield from _runs(reader)
            yield from _sources(reader, settings, moment)
            yield from _inputs(reader)
            yield from _rows(reader)
    except WarehouseMissing as error:
        yield Standing("warehouse", "missing", str(error))
    yield from _sizes(settings.home)


def _writer(settings: Settings) -> Standing:
    """Return who writes now."""
    lock = store_of(settings).working.with_name("writer.lock")
    held = holder(lock) if lock.parent.is_dir() else None
    if held is not None:
        return Standing("writer", "busy", held)
    if is_left(lock):
        return Standing("writer", "killed", "the last one was killed; the next resumes its work")
    return Standing("writer", "nobody", "nobody writes")


def _runs(reader: Reader) -> Iterator[Standing]:
    """Yield the last run, and those that ended badly."""
    for run_id, command, state, started, finished, *counts in reader.sql(_LAST).rows:
        loaded, unchanged, rejected, seen = counts
        took = f" in {(finished - started).total_seconds():,.0f} s" if finished else ""
        yield Standing(
            "last run",
            run_id,
            f"{command}, {state}{took}, {_day(started)}: {loaded} loaded, {unchanged} unchanged, "
            f"{rejected} rejected of {seen}",
        )
    for run_id, command, state, started in reader.sql(_ENDED_BADLY).rows:
        yield Standing(f"run {state}", run_id, f"{command}, {_day(started)}")


def _sources(reader: Reader, settings: Settings, now: datetime) -> Iterator[Standing]:
    """Yield which sources are due, which come next, and which are stale."""
    next_at = dict(reader.sql(_NEXT).rows)
    for name in _names(settings):
        when = next_at.get(name)
        if when is None:
            yield Standing("due", name, "never read yet")
        elif when <= now.replace(tzinfo=None):
            yield Standing("due", name, f"since {_day(when)}")
        else:
            yield Standing("next", name, _day(when))
    for notice in stale(reader, settings, now):
        yield Standing("stale", notice.key.split(":")[1], notice.body)


def _names(settings: Settings) -> Sequence[str]:
    """Return the names of the sources that are read when they are due."""
    if not (settings.home / FILE).is_file():
        return ()
    try:
        return [channel.name for channel in load_listing(settings.home).channels()]
    except SettingsError:
        return ()  # `foretell sources check` says what is wrong with it


def _inputs(reader: Reader) -> Iterator[Standing]:
    """Yield what is parked, and how much is rejected for which reason."""
    for source_uri, detail in reader.sql(_PARKED).rows:
        yield Standing("parked", source_uri, detail)
    for reason, count in reader.sql(_REJECTED).rows:
        yield Standing("rejected", reason, f"{count} inputs")


def _rows(reader: Reader) -> Iterator[Standing]:
    """Yield what readers have."""
    for articles, figures, forecasts, published in reader.sql(_HELD).rows:
        yield Standing(
            "rows",
            "published",
            f"{articles:,} articles, {figures:,} figures, {forecasts:,} forecasts, "
            f"{_day(published)}",
        )


def _sizes(home: Path) -> Iterator[Standing]:
    """Yield what takes up the disk."""
    folder = home / "warehouse"
    for name, pattern in (
        ("published", "foretell.duckdb"),
        ("work", "work/**/*"),
        ("backups", "backups/*"),
        ("fetched", "fetched/**/*"),
        ("logs", f"{Path(LOGS).name}/*"),
    ):
        size = sum(path.stat().st_size for path in folder.glob(pattern) if path.is_file())
        if size:
            yield Standing("size", name, f"{size / 1e6:,.1f} MB")


def _day(moment: datetime) -> str:
    """Return a time as people read it."""
    return f"{moment:%Y-%m-%d %H:%M} UTC"
