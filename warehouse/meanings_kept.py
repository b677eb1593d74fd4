"""What the tables of schema kept mean: rows of views that are made when articles are loaded.

A column has the meaning that it has in the view for which it is kept.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from warehouse.describe import VIEWS, column_comment
from warehouse.meanings_ops import table_comments

# Each table, and the view for which it is kept.
_VIEWS: Mapping[str, str] = MappingProxyType(
    {
        "aliases": "aliases",
        "article_companies": "company_mentions",
        "companies": "companies",
        "comparables": "comparables",
        "contradictions": "contradictions",
        "copies": "articles",
        "disagreements": "disagreements",
        "figure_marks": "figures",
        "forecast_figures": "forecast_values",
        "forecast_revisions": "forecast_revisions",
        "forecast_vs_actual": "forecast_vs_actual",
        "headers": "articles",
        "repeated_forecasts": "forecasts",
        "roles": "company_roles",
        "settled_mentions": "company_mentions",
        "sure_companies": "company_mentions",
        "timeline": "company_timeline",
    }
)

TABLES: Mapping[str, str] = MappingProxyType(
    {
        **{table: VIEWS[view].row for table, view in _VIEWS.items() if table == view},
        "article_companies": "One row a name in an article and a company that it stands for there.",
        "copies": "One row an article that is a copy of another.",
        "figure_marks": "One row a figure of a copy, or of a passage that is no news.",
        "forecast_figures": VIEWS["forecast_figures"].row,
        "headers": "One row a current article: what its records say of it, and how many it has.",
        "repeated_forecasts": "One row a forecast of a copy that the article it copies states too.",
        "roles": "One row a part that a company plays in a figure or a forecast.",
        "settled_mentions": (
            "One row a mention whose company is told by a decision or by another article."
        ),
        "sure_companies": "One row a company that some mention names beyond doubt.",
        "timeline": VIEWS["company_timeline"].row,
    }
)
"""What a row of each table is."""

_NAME = "Canonical name that the article has for the company."
OWN: Mapping[str, str] = MappingProxyType(
    {
        "article_companies.mentions": "Places of the article that name it so.",
        "forecast_figures.ordinal": "Place of the figure in the forecast, from 1.",
        "roles.name": _NAME,
        "settled_mentions.ordinal": "Place of the mention among those of its article, from 1.",
        "sure_companies.company_id": "The company.",
        "timeline.name": _NAME,
    }
)
"""Columns that the view does not have, as TABLE.COLUMN."""


def kept_comment(table: str, column: str) -> str:
    """Return what `column` of `table` means.

    Raises:
        LookupError: Nothing describes it.
    """
    if own := OWN.get(f"{table}.{column}"):
        return own
    side, is_address, _ = column.partition("_origin_uri")
    if is_address:
        return f"Where the {side} claim's article was published; null where unknown."
    return column_comment(_VIEWS[table], column)


def kept_comments(columns: Iterable[tuple[str, str]]) -> list[str]:
    """Return the COMMENT ON statements for the tables and their `(table, column)` pairs."""
    return table_comments("kept", TABLES, kept_comment, columns)


def kept_meanings() -> str:
    """Return all that these comments are made of, so that a change of it can be noticed."""
    return "\n".join(map(repr, [*_VIEWS.items(), *TABLES.items(), *OWN.items()]))
