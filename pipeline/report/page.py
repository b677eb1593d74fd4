"""The page: one HTML file with its style inside, which asks nothing of any network."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

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


def table(
    caption: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], **more: Any
) -> Mapping[str, Any]:
    """Return a table as templates take it."""
    return {"caption": caption, "columns": columns, "rows": rows, **more}
