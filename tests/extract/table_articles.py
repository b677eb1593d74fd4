"""Articles around tables: how the tables written for measuring become articles."""

from dataclasses import dataclass

from pipeline.readers.composer import Composer
from pipeline.readers.tables import Grid, GridCell

Expected = tuple[str | None, str | None, str | None, str, str]
"""Metric, company, period, value, unit."""


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One table; `cells` has what each numeric cell means, by its words, which do not recur.

    In `rows`, "<" goes on with the cell to the left and "^" with the one above. `caption` and
    `before` stand above the table; `about` is the company that the article is about.
    """

    name: str
    rows: str
    cells: dict[str, Expected]
    caption: str = ""
    before: str = ""
    about: str = ""


def grid_of(case: Case) -> Grid:
    """Return a case's table as a reader would give it."""
    lines = [[words.strip() for words in line.split("|")] for line in case.rows.split("\n")]
    rows = [
        tuple(
            GridCell(words, rows=_reach(lines, row, column, 1, "^"), columns=_right(line, column))
            for column, words in enumerate(line)
            if words not in ("<", "^")
        )
        for row, line in enumerate(lines)
    ]
    return Grid(tuple(rows), case.caption)


def article_of(case: Case) -> Composer:
    """Return an article around a case's table."""
    about = case.about or "The maker"
    composer = Composer()
    composer.add_paragraph(
        f"{about} told investors on Monday that business was better than a year ago, and that "
        "orders are strong."
    )
    if case.about:
        composer.add_paragraph(
            f"{about} makes its goods in Leeds. Analysts said that {about} had surprised them."
        )
    composer.add_paragraph(case.before or "The following figures came with the report.")
    composer.add_table(grid_of(case))
    composer.add_paragraph("Prices of materials fell in the period, and most buyers paid on time.")
    return composer


def _right(line: list[str], column: int) -> int:
    """Return how many columns a cell reaches over."""
    count = 1
    while line[column + count : column + count + 1] == ["<"]:
        count += 1
    return count


def _reach(lines: list[list[str]], row: int, column: int, count: int, mark: str) -> int:
    """Return how many rows a cell reaches over."""
    while row + count < len(lines) and lines[row + count][column : column + 1] == [mark]:
        count += 1
    return count
