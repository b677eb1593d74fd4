"""What researchers say of records: `seeds/corrections.jsonl`, one correction a line.

Corrections are laid over the rows where the warehouse is published, the later over the earlier.
Taking a line out of the file takes its correction back.
"""

import calendar
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from pydantic import ValidationError

from schemas import Correction, SettingsError

# "2024", "FY2024", "2024-Q3", "2024-H1", "2024-07", "2024-07-15"
_LABEL = re.compile(r"(?:FY)?(\d{4})(?:-(?:Q([1-4])|H([12])|(\d{2})(?:-(\d{2}))?))?")

_PERIODS: Mapping[str, tuple[str, str]] = {
    "period": ("period_start", "period_end"),
    "target_period": ("target_start", "target_end"),
}


def table_of(home: Path) -> Path:
    """Return the file that a workspace's corrections are in."""
    return home / "seeds" / "corrections.jsonl"


def load_corrections(home: Path) -> tuple[Correction, ...]:
    """Return the corrections of a workspace, in their order; none where there is no file.

    Raises:
        SettingsError: A line is wrong, or two have one id.
    """
    path = table_of(home)
    found: dict[str, Correction] = {}
    for number, line in enumerate(_lines(path), start=1):
        correction = _read(f"{path}, line {number}", line)
        if correction.correction_id in found:
            raise SettingsError(
                f"{path}, line {number}: {correction.correction_id} is there already; take one "
                "of the two lines out"
            )
        found[correction.correction_id] = correction
    return tuple(found.values())


def add_correction(home: Path, correction: Correction) -> Path:
    """Append a correction to the workspace's file, made if need be, and return the file.

    Raises:
        SettingsError: The file cannot be written.
    """
    path = table_of(home)
    _replace(path, [*_lines(path), _line(correction)])
    return path


def remove_correction(home: Path, correction_id: str) -> Path:
    """Take a correction's line out of the workspace's file, and return the file.

    Raises:
        SettingsError: There is no such line, or the file cannot be written.
    """
    path = table_of(home)
    lines = _lines(path)
    kept = [line for line in lines if _id_of(line) != correction_id]
    if len(kept) == len(lines):
        raise SettingsError(
            f"{path} has no correction {correction_id}; `foretell corrections list` has them all"
        )
    _replace(path, kept)
    return path


def with_days(changes: Mapping[str, str | None]) -> dict[str, str | None]:
    """Return `changes` with the first and last day of a period that is named by its label.

    Days that are given count; a label that tells none ("next season") takes the old ones away.
    """
    more = dict(changes)
    for label, (first, last) in _PERIODS.items():
        if label in changes and first not in changes and last not in changes:
            days = days_of(changes[label] or "")
            more[first], more[last] = (day.isoformat() for day in days) if days else (None, None)
    return more


def days_of(label: str) -> tuple[date, date] | None:
    """Return the first and last day of a label such as 2024-Q3, FY2024 or 2024/2030.

    None for a label that is none. A fiscal year is dated as if it followed the calendar's.
    """
    first, _, last = label.partition("/")
    days = _days(first)
    if not last or days is None:
        return days
    end = _days(last)
    return (days[0], end[1]) if end and days[0] <= end[1] else None


def _days(label: str) -> tuple[date, date] | None:
    """Return the first and last day of a label without a slash."""
    found = _LABEL.fullmatch(label)
    if not found:
        return None
    year, quarter, half, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if quarter or half:
            months = 3 if quarter else 6
            return _months(year, ((quarter or half) - 1) * months + 1, months)
        return _months(year, month or 1, 1 if month else 12)
    except ValueError:  # a thirteenth month, the 30th of February
        return None


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    """Return the first and last day of so many months of a year."""
    last = first + count - 1
    start = date(year, first, 1)
    return start, date(year, last, 1) + timedelta(days=calendar.monthrange(year, last)[1] - 1)


def _read(place: str, line: str) -> Correction:
    """Return the correction of one line."""
    try:
        return Correction.model_validate(json.loads(line), strict=False)
    except ValidationError as error:
        wrong = ", ".join(
            str(each["loc"][0]) if each["loc"] else each["msg"] for each in error.errors()
        )
        raise SettingsError(
            f"{place}: wrong or missing: {wrong}; correct the line, or take it out and correct "
            "the record again with `foretell correct`"
        ) from error
    except ValueError as error:
        raise SettingsError(
            f"{place}: no JSON: {error}; correct the line or take it out"
        ) from error


def _id_of(line: str) -> str | None:
    """Return the id of a line's correction; None where it has none."""
    try:
        read = json.loads(line)
    except ValueError:
        return None
    return read.get("correction_id") if isinstance(read, dict) else None


def _line(correction: Correction) -> str:
    return correction.model_dump_json() + "\n"


def _lines(path: Path) -> list[str]:
    """Return the lines of the file, with their ends; none where there is no file."""
    try:
        # Not `splitlines`: a quote may hold a line separator, which JSON leaves as it is.
        held = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}") from error
    return [f"{line}\n" for line in held if line.strip()]


def _replace(path: Path, lines: Sequence[str]) -> None:
    """Give the file other lines at once: whoever reads it sees the ones or the others."""
    fresh = path.with_name(f"{path.name}.next")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text("".join(lines), encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        raise SettingsError(f"{path} cannot be written: {error.strerror}") from error
