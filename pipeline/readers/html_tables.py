"""The tables of a page that hold values, taken out of it with the place where each stood.

What finds the main text of a page judges paragraphs, and loses the headers of tables. So the
tables are read from the page itself, and put back between the paragraphs that stood around.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipeline.readers.tables import Grid, GridCell, drop_empty, is_worth_reading
from pipeline.readers.words import one_line

LONGEST_CELL = 200
"""Characters; what holds longer cells is a layout and no table of values."""

LEAST_NUMERIC = 0.15
"""Part of a table's filled cells that must hold a digit."""

NEAR = 400
"""Letters between a table and the nearest paragraph of the main text, where only one side has
one; what stands farther off belongs to the page around the article."""

KEY = 60
"""Letters by which a paragraph is found again in its page."""

_UNSEEN = frozenset({"script", "style", "noscript", "template", "head"})
_CONTROLS = frozenset({"input", "select", "textarea", "button", "iframe", "form"})
_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class PlacedGrid:
    """A table and how many letters of the page stand before it."""

    grid: Grid
    position: int


@dataclass(frozen=True, slots=True)
class PageLetters:
    """The letters and digits of a page in order, without those of its tables of values."""

    letters: str
    grids: tuple[PlacedGrid, ...]


def take_tables(tree: HtmlElement) -> PageLetters:
    """Return the tables of values with their places, and cut them out of the tree."""
    found = {table: grid for table in tree.iter("table") if (grid := read_table(table)) is not None}
    pieces: list[str] = []
    placed: list[PlacedGrid] = []
    length = 0
    for piece in _walk(tree, found):
        if isinstance(piece, str):
            letters = letters_of(piece)
            pieces.append(letters)
            length += len(letters)
        else:
            placed.append(PlacedGrid(found[piece], length))
    for table in found:
        table.drop_tree()
    return PageLetters("".join(pieces), tuple(placed))


def letters_of(text: str) -> str:
    """Return the letters and digits of a text, without regard to capitals."""
    return _NOT_LETTERS.sub("", text).lower()


def put_back(page: PageLetters, paragraphs: Sequence[str]) -> dict[int, list[Grid]]:
    """Return the tables that belong to the main text, by how many paragraphs stand before each.

    A table belongs to it if paragraphs stand on both sides, or one stands near.
    """
    ends = list(_ends(page.letters, paragraphs))
    belonging: dict[int, list[Grid]] = {}
    for placed in page.grids:
        before = sum(end <= placed.position for end in ends)
        gap = placed.position - (ends[before - 1] if before else 0)
        between = 0 < before < len(ends)
        if between or gap <= NEAR:
            belonging.setdefault(before, []).append(placed.grid)
    return belonging


def _ends(letters: str, paragraphs: Sequence[str]) -> Iterator[int]:
    """Yield where each paragraph ends in the page; one not found there ends where the last did."""
    position = 0
    for paragraph in paragraphs:
        key = letters_of(paragraph)
        start = letters.find(key[:KEY], position) if key else -1
        position = start + len(key) if start >= 0 else position
        yield position


def _walk(element: HtmlElement, tables: Mapping[HtmlElement, Grid]) -> Iterator[str | HtmlElement]:
    """Yield the texts of an element in order, and the tables of values in their places."""
    stack: list[HtmlElement | str] = [element]
    while stack:
        one = stack.pop()
        if isinstance(one, str) or one in tables:
            yield one
        elif isinstance(one.tag, str) and one.tag not in _UNSEEN:
            yield one.text or ""
            for child in reversed(one):
                stack += (child.tail or "", child)


def read_table(table: HtmlElement) -> Grid | None:
    """Return the table's grid; None where it is a layout, a form, or holds no values."""
    if any(each.tag in _CONTROLS or each.tag == "table" for each in table.iterdescendants()):
        return None
    rows = drop_empty([list(_row(row)) for row in table.iter("tr")])
    caption = next((one_line(each.text_content()) for each in table.iter("caption")), "")
    grid = Grid(rows, caption)
    return grid if _holds_values(grid) else None


def _row(row: HtmlElement) -> Iterator[GridCell]:
    """Yield the cells of a row."""
    in_head = row.getparent() is not None and row.getparent().tag == "thead"
    for cell in row:
        if cell.tag in ("td", "th"):
            yield GridCell(
                _words(cell),
                rows=_reach(cell, "rowspan"),
                columns=_reach(cell, "colspan"),
                is_header=in_head or cell.tag == "th",
            )


def _words(cell: HtmlElement) -> str:
    """Return the words of a cell, a space where a line breaks in it."""
    for line_break in cell.iter("br", "p", "div", "li"):
        line_break.tail = f" {line_break.tail or ''}"
    return one_line(cell.text_content())


def _reach(cell: HtmlElement, name: str) -> int:
    """Return how many rows or columns a cell reaches over."""
    value = cell.get(name, "").strip()
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) <= 4 else 1


def _holds_values(grid: Grid) -> bool:
    """Tell whether the grid is a table of values: short cells, some of them numbers."""
    filled = [cell.text for row in grid.rows for cell in row if cell.text]
    numeric = sum(any(c.isdigit() for c in text) for text in filled)
    return (
        is_worth_reading(grid)
        and max(map(len, filled)) <= LONGEST_CELL
        and numeric >= max(2, LEAST_NUMERIC * len(filled))
    )
