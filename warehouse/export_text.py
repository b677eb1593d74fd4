"""A view as CSV or JSON lines, and its dictionary."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from warehouse.cells import CsvLines, json_text
from warehouse.describe import ViewDescription


def write_csv(path: Path, view: ViewDescription, batches: Iterator[list[tuple[Any, ...]]]) -> int:
    """Write the rows with a header, UTF-8; no cell is run as a formula. Return how many."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = CsvLines(file)
        lines.rows([[column.name for column in view.columns]])
        for batch in batches:
            lines.rows(batch)
            count += len(batch)
    return count


def write_jsonl(path: Path, view: ViewDescription, batches: Iterator[list[tuple[Any, ...]]]) -> int:
    """Write one object a line, numbers with every digit; return how many."""
    names = [column.name for column in view.columns]
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for batch in batches:
            file.writelines(f"{json_text(dict(zip(names, row, strict=True)))}\n" for row in batch)
            count += len(batch)
    return count


def write_dictionary(path: Path, view: ViewDescription) -> None:
    """Write what each column means, as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = [(column.name, column.type, column.comment) for column in view.columns]
        CsvLines(file).rows([("column", "type", "meaning"), *rows])
