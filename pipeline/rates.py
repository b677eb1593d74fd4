"""The workspace's exchange rates: `seeds/rates.csv`, one rate a line.

The file is theirs who keep the workspace: `foretell rates load` writes it, and it may be edited
by hand. Without it no amount but one in dollars has a value in dollars.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from pathlib import Path

from pipeline.rates_csv import rate_lines, read_rates
from schemas import Rate, SettingsError


@dataclass(frozen=True, slots=True)
class RateTable:
    """The rates of a workspace, read when they are asked for.

    Attributes:
        path: Their file, which may be missing.
        digest: SHA-256 of the file; empty where there is none.
    """

    path: Path
    digest: str

    def rates(self) -> tuple[Rate, ...]:
        """Return the rates in the order of currency and day; none where there is no file.

        Raises:
            SettingsError: The file is wrong.
        """
        return read_rates(self.path) if self.digest else ()


def load_rates(home: Path) -> RateTable:
    """Return the rates of a workspace, not yet read.

    Raises:
        SettingsError: The file is there and cannot be read.
    """
    path = home / "seeds" / "rates.csv"
    try:
        return RateTable(path, sha256(path.read_bytes()).hexdigest() if path.is_file() else "")
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}") from error


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of adding rates to a workspace's: how many are new, changed, and as they were."""

    new: int
    changed: int
    unchanged: int


def add_rates(home: Path, rates: Sequence[Rate]) -> Merged:
    """Add rates to the workspace's file, made if need be; one of the same day takes its place.

    Raises:
        SettingsError: The file that is there is wrong, or cannot be written.
    """
    table = load_rates(home)
    held = {(rate.currency, rate.rate_date): rate for rate in table.rates()}
    added = {(rate.currency, rate.rate_date): rate for rate in rates}
    same = sum(held.get(key) == rate for key, rate in added.items())
    changed = sum(key in held for key in added) - same
    if len(added) > same:
        both = held | added
        _replace(table.path, [both[key] for key in sorted(both)])
    return Merged(len(added) - same - changed, changed, same)


def _replace(path: Path, rates: Sequence[Rate]) -> None:
    """Give the file other lines at once: whoever reads it sees the ones or the others."""
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(rate_lines(rates))
    fresh = path.with_name(f"{path.name}.next")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(text.getvalue(), encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        raise SettingsError(f"{path} cannot be written: {error.strerror}") from error
