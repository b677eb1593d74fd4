"""Word knowledge as reviewed tables: CSV files under `seeds/lexicon`, each row with its source.

The repository's tables are always read. A workspace's own `seeds/lexicon/NAME.csv` adds
rows, and its row wins where both have the same key (the first column).
"""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from schemas import SettingsError

Row = Mapping[str, str]

REPOSITORY = Path(__file__).resolve().parent.parent
"""The folder that holds `seeds/` beside the code."""


def read_table(
    name: str, columns: tuple[str, ...], *, workspace: Path | None = None
) -> tuple[Row, ...]:
    """Return the rows of `seeds/lexicon/NAME.csv`, the workspace's after the repository's.

    Args:
        name: Table name without ending.
        columns: The columns that the table must have, in order; the first is its key.
        workspace: Folder whose own table adds to the repository's and wins.

    Raises:
        SettingsError: A file is missing or not in UTF-8, has other columns, or a row has too
            many cells or too few.
    """
    rows = list(_read_file(REPOSITORY / "seeds" / "lexicon" / f"{name}.csv", columns))
    own = workspace and workspace / "seeds" / "lexicon" / f"{name}.csv"
    if workspace and own and own.is_file() and workspace.resolve() != REPOSITORY:
        added = _read_file(own, columns)
        keys = {row[columns[0]] for row in added}
        rows = [row for row in rows if row[columns[0]] not in keys] + added
    return tuple(rows)


def _read_file(path: Path, columns: tuple[str, ...]) -> list[Row]:
    """Return one file's rows, checked against `columns`; lines that start with # are skipped."""
    lines = _text(path).split("\n")
    reader = csv.reader((line for line in lines if not line.startswith("#")), strict=True)
    rows: list[Row] = []
    try:
        names = tuple(next(reader, ()))
        if names != columns:
            raise SettingsError(f"{path}: expected columns {columns}, found {names}")
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(columns):
                line = _number(lines, reader.line_num)
                raise SettingsError(f"{path}: line {line} has not {len(columns)} cells")
            rows.append(dict(zip(columns, cells, strict=True)))
    except csv.Error as error:
        line = _number(lines, reader.line_num)
        raise SettingsError(f"{path}: line {line} cannot be read as CSV ({error})") from error
    return rows


def _number(lines: Sequence[str], read: int) -> int:
    """Return the place in the file, from 1, of the n-th line that is no comment, from 1 too."""
    kept = [number for number, line in enumerate(lines, start=1) if not line.startswith("#")]
    return kept[read - 1]


def _text(path: Path) -> str:
    """Return what is in the file; spreadsheets may begin it with a BOM."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError(f"{path}: cannot read the lexicon table ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: not in UTF-8 ({error}); save it as CSV UTF-8") from error
