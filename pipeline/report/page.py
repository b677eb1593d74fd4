"""The page: one HTML file with its style inside, which asks nothing of any network."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

WEB = ("http://", "https://")
"""How addresses begin that a browser may be led to."""
WHOLE, LONG = 24, 40
"""Characters up to which a word is never parted, and above which a text is given room."""

FOLDER = Path(__file__).resolve().parent / "templates"


def render(template: str, **values: object) -> str:
    """Return the HTML of a template; whatever stands in an article is shown, never run."""
    style = Markup((FOLDER / "report.css").read_text(encoding="utf-8"))  # noqa: S704 - our own
    return _environment().get_template(template).render(style=style, **values)


@cache
def _environment() -> Environment:
    """Return where templates are read from; everything that they print is escaped."""
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, or a range of two."""

    low: Decimal | None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a table shows of one value.

    Attributes:
        text: The value as a person reads it.
        kind: number, word (never parted), long (needs room), or empty for any other text.
        href: Where on the web its words are; empty for nowhere.
    """

    text: str
    kind: str
    href: str = ""


def table(
    caption: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    links: Iterable[tuple[int, str | None]] = (),
) -> Mapping[str, Any]:
    """Return a table as templates take it.

    Args:
        caption: What it is of.
        columns: The names of its columns.
        rows: Its values.
        links: For each row the place of a cell, and the address that it leads to; one that is
            not on the web is left out.
    """
    cells = [[_cell(value) for value in row] for row in rows]
    for row, (place, address) in zip(cells, links, strict=False):
        if (address or "").startswith(WEB):
            row[place] = replace(row[place], href=address or "")
    return {
        "caption": caption,
        "columns": [
            Cell(name.replace("_", " "), cells[0][place].kind if cells else "")
            for place, name in enumerate(columns)
        ],
        "rows": cells,
    }


def _cell(value: object) -> Cell:
    """Return a value as a cell."""
    text = told(value)
    if isinstance(value, (int, float, Decimal, Amount)) and not isinstance(value, bool):
        return Cell(text, "number")
    if len(text) <= WHOLE and " " not in text:
        return Cell(text, "word")
    return Cell(text, "long" if len(text) > LONG else "")


def told(value: object) -> str:
    """Return a value as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        text = f"{value:,f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, Amount):
        return "–".join(told(end) for end in (value.low, value.high) if end is not None)
    if isinstance(value, (tuple, list)):
        return "; ".join(map(told, value))
    return str(value)
