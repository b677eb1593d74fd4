"""Names that command and warehouse share; unknown ones answered with the nearest known."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path

PUBLISHED = "warehouse/foretell.duckdb"
"""The file that readers open, from the workspace."""

LAKE_SUFFIX = ".ducklake"
"""Ending of the file that readers open where the warehouse is a lake."""

PARQUET_FOLDER = "parquet"
"""The folder beside it with every view as Parquet; where it exists, publishing renews it."""


class ExportForm(StrEnum):
    """What a view can be exported as."""

    CSV = "csv"
    PARQUET = "parquet"
    JSONL = "jsonl"
    XLSX = "xlsx"
    SQLITE = "sqlite"


def form_of(path: Path) -> ExportForm:
    """Return the form that the ending of a file's name tells.

    Raises:
        UsageError: No form has this ending.
    """
    try:
        return ExportForm(path.suffix.removeprefix("."))
    except ValueError:
        from schemas import UsageError  # 0.1 s that `foretell --help` has no use for

        known = ", ".join(f".{form}" for form in ExportForm)
        raise UsageError(f"{path}: no form has this ending; known: {known}") from None


# 'Table with name figurs does not exist!'
_UNKNOWN_TABLE = re.compile(r"Table with name (\S{1,200}) does not exist")
# 'Referenced column "valu" not found in FROM clause!'
# 'Table "figures" does not have a column named "valu"'
_UNKNOWN_COLUMN = re.compile(
    r'column "([^"]{1,200})" not found|does not have a column named "([^"]{1,200})"'
)


def close_to(name: str, known: Iterable[str]) -> list[str]:
    """Return up to three known names that resemble `name`, the nearest first."""
    return get_close_matches(name.lower(), sorted(known), n=3, cutoff=0.6)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a sentence part with the known names nearest to `name`, or with up to 20 known."""
    names = sorted(known)
    if close := close_to(name, names):
        return f"nearest: {', '.join(close)}"
    return f"known: {', '.join(names[:20])}" if names else "none is known"


def unknown_view(message: str) -> str | None:
    """Return the view that a DuckDB message says it does not know; None where it says none."""
    found = _UNKNOWN_TABLE.search(message)
    return found[1] if found else None


def unknown_column(message: str) -> str | None:
    """Return the column that a DuckDB message says it does not know; None where it says none."""
    found = _UNKNOWN_COLUMN.search(message)
    return found[1] or found[2] if found else None
