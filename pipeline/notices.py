"""What an operator should hear of: runs that failed, sources that are stale, forecasts revised.

Each is found in what readers see after a run. What stands for longer is told once, and again
only when it had ended in between; what was told is kept in `warehouse/work/told.json`.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from pipeline.settings import Settings
from schemas import Run, WarehouseError
from warehouse.reader import Reader
from warehouse.stores import store_of

TOLD = "warehouse/work/told.json"
"""The file of what was told and still stands, from the workspace."""

FAILURES = 3
"""Readings of a source that failed one after another before it is told."""

MOST_REVISIONS = 20
"""No notice lists more revisions than this; the view has them all."""

# A source is stale that fails again and again, that nobody reads though it is due, or that
# named nothing new for long.
_STALE = """
SELECT channel, kind, state, failures, detail, next_at, (
    SELECT max(checked_at) FROM entries WHERE entries.channel = channels.channel AND state = 'read'
) AS newest
FROM channels
ORDER BY channel
"""
_CRASHED = "SELECT run_id, command, started_at FROM runs WHERE state = 'crashed' ORDER BY run_id"
_REVISED = """
SELECT forecaster, metric, company, target_period, old_value, new_value, unit, change_percent,
    new_quote, new_article_id
FROM forecast_revisions
WHERE new_run_id = ? AND abs(change_percent) >= ?
ORDER BY abs(change_percent) DESC, forecaster, metric
LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell: what in a line, the details, and by which key it is known."""

    key: str
    title: str
    body: str


def failure(command: str, detail: str) -> Notice:
    """Return the notice of a run that failed."""
    title = f"Foretell: {command} failed"
    return Notice(
        f"failed:{command}:{detail}", title, f"{detail}\n\nforetell status\nforetell logs"
    )


def notices_of(run: Run, settings: Settings, now: datetime | None = None) -> list[Notice]:
    """Return what is to be told after a run, and has not been told before.

    Raises:
        WarehouseError: Nothing was published, or it cannot be read.
    """
    with store_of(settings).reader() as reader:
        standing = [*stale(reader, settings, now or datetime.now(UTC)), *_crashed(reader)]
        fresh = _not_told(settings.home / TOLD, standing)
        return [*fresh, *_revised(reader, run, settings)]


def stale(reader: Reader, settings: Settings, now: datetime) -> Iterator[Notice]:
    """Yield the sources that bring nothing, and why."""
    moment = now.replace(tzinfo=None)
    for name, kind, state, failures, detail, next_at, newest in reader.sql(_STALE).rows:
        overdue = (moment - next_at).total_seconds() / 86_400
        silent = (moment - newest).total_seconds() / 86_400 if newest else 0.0
        if state == "failed" and failures >= FAILURES:
            why = f"{failures} readings failed, one after another: {detail}"
        elif kind != "folder" and overdue > settings.stale_days:
            why = f"it was due {overdue:,.0f} days ago and nobody has read it"
        elif kind != "folder" and silent > settings.stale_days:
            why = f"nothing new for {silent:,.0f} days"
        else:
            continue
        yield Notice(f"stale:{name}:{state}", f"Foretell: source {name} is stale", why)


def _crashed(reader: Reader) -> Iterator[Notice]:
    """Yield the runs that were killed."""
    for run_id, command, started in reader.sql(_CRASHED).rows:
        body = f"{command}, started {started:%Y-%m-%d %H:%M} UTC; its work is resumed by the next"
        yield Notice(f"crashed:{run_id}", f"Foretell: run {run_id} was killed", body)


def _revised(reader: Reader, run: Run, settings: Settings) -> Iterator[Notice]:
    """Yield the one notice of all forecasts that the articles of a run revise by much."""
    least = Decimal(str(settings.revision_percent))
    rows = reader.sql(_REVISED, [run.run_id, least, MOST_REVISIONS]).rows
    if rows:
        count = "a forecast" if len(rows) == 1 else f"{len(rows)} forecasts"
        title = f"Foretell: {count} revised by {settings.revision_percent:g} % or more"
        yield Notice(f"revised:{run.run_id}", title, "\n".join(_told(row) for row in rows))


def _told(row: tuple[object, ...]) -> str:
    """Return one revision as a line."""
    forecaster, metric, company, period, old, new, unit, change, quote, article = row
    about = " ".join(str(part) for part in (company, metric, period) if part)
    return (
        f"{forecaster}: {about}: {old} to {new} {unit} ({change} %), “{quote}”, "
        f"foretell show {article}"
    )


def _not_told(file: Path, standing: Iterable[Notice]) -> list[Notice]:
    """Return those that were not told yet, and note which stand now."""
    found = {notice.key: notice for notice in standing}
    try:
        told = _told_before(file)
        if told != set(found):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(sorted(found)), encoding="utf-8")
    except OSError as error:
        raise WarehouseError(f"{file} cannot be kept: {error}; make room, or remove it") from error
    return [notice for key, notice in found.items() if key not in told]


def _told_before(file: Path) -> set[str]:
    """Return the keys of what was told and stood then; none where the note is gone or damaged."""
    try:
        return set(json.loads(file.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return set()
