"""What every view and column means: the one source of comments and of the data dictionary.

A column that is a field of a record is described by the record (`Field(description=…)`).
Only columns that no record has are described here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from schemas import (
    Article,
    Channel,
    CompanyAlias,
    CompanyDecision,
    CompanyMention,
    Correction,
    Entry,
    Figure,
    Forecast,
    Passage,
    Rate,
    Record,
    RegisteredCompany,
    RejectedNumber,
    Rejection,
    Run,
    RunStage,
)
from warehouse.conversions import CONVERTED
from warehouse.meanings import OWN
from warehouse.rates import RATES
from warehouse.register import REGISTER_TABLES
from warehouse.rows import TABLES
from warehouse.sql import literal


@dataclass(frozen=True, slots=True)
class ColumnDescription:
    """A column as an analyst sees it: name, SQL type, meaning."""

    name: str
    type: str
    comment: str


@dataclass(frozen=True, slots=True)
class ViewDescription:
    """A view as an analyst sees it: what one row is, and its columns in order."""

    name: str
    comment: str
    columns: tuple[ColumnDescription, ...]


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a row of a view is, and the records whose fields its columns are, nearest first."""

    row: str
    records: tuple[type[Record], ...]


VIEWS: Mapping[str, _Meaning] = MappingProxyType(
    {
        "about": _Meaning("The warehouse itself, in one row: versions, age, and counts.", ()),
        "aliases": _Meaning(
            "One row a name of a company that an article names: from the register, a decision, "
            "or the articles.",
            (CompanyAlias, CompanyMention),
        ),
        "articles": _Meaning("One row an article that was read.", (Article,)),
        "channels": _Meaning(
            "One row a channel of seeds/sources.toml: a folder, feed, page or sitemap, as last "
            "read.",
            (Channel,),
        ),
        "checks": _Meaning("One row a check of the data, as it ended after a run.", ()),
        "corrections": _Meaning(
            "One row a correction by a person, and what came of it in this file.", (Correction,)
        ),
        "reviews": _Meaning(
            "One row a record that people corrected, confirmed, rejected or added.", (Article,)
        ),
        "companies": _Meaning(
            "One row a company that an article names, over all articles; who is meant by a name "
            "that several companies have is in unresolved_companies.",
            (RegisteredCompany, CompanyMention, Article),
        ),
        "company_decisions": _Meaning(
            "One row a decision of a researcher about which company is which.", (CompanyDecision,)
        ),
        "company_mentions": _Meaning(
            "One row a place where an article names a company.", (CompanyMention, Article)
        ),
        "company_roles": _Meaning(
            "One row a part that a company plays: subject of a figure or forecast, source of a "
            "figure, forecaster, or a plain mention in an article where it plays none.",
            (Figure, Article),
        ),
        "company_timeline": _Meaning(
            "One row a figure or forecast about a company or by it: everything that the articles "
            "say about it.",
            (Figure, Forecast, Article),
        ),
        "comparables": _Meaning(
            "One row a forecast or an outcome that other articles can speak of as well, with what "
            "it is about; copies and passages about companies left out.",
            (Figure, Forecast, Article),
        ),
        "contradictions": _Meaning(
            "One row a pair of amounts that articles tell of the same thing and that differ beyond "
            "rounding.",
            (Figure, Article),
        ),
        "disagreements": _Meaning(
            "One row a thing and time that several forecasters speak of, with what each said last.",
            (Forecast, Figure, Article),
        ),
        "entries": _Meaning(
            "One row an article that a channel named, and how fetching it ended.", (Entry,)
        ),
        "figures": _Meaning(
            "One row a figure: a number of an article with its meaning and its proof.",
            (Figure, Article),
        ),
        "forecast_figures": _Meaning(
            "One row a pair of a forecast and a figure that it states.", (Forecast, Figure)
        ),
        "forecast_revisions": _Meaning(
            "One row a change of a forecaster's forecast of one thing and time.",
            (Forecast, Figure, Article),
        ),
        "forecast_values": _Meaning(
            "One row a figure that a forecast states: who expects what, when, and how much.",
            (Figure, Forecast, Article),
        ),
        "forecast_vs_actual": _Meaning(
            "One row a forecast whose outcome a later article tells.", (Forecast, Figure, Article)
        ),
        "forecaster_track_record": _Meaning(
            "One row a forecaster and unit of errors: how right the forecasts were whose outcome "
            "is known.",
            (Forecast, Figure),
        ),
        "forecasts": _Meaning(
            "One row a forecast: a statement about the future, with the number that leads it.",
            (Forecast, Figure, Article),
        ),
        "passages": _Meaning(
            "One row a part of an article that is no news: legal notices, who is who, contacts.",
            (Passage, Article),
        ),
        "problems": _Meaning(
            "One row a thing to look after: an input, source or article that cannot be read, a "
            "check that failed, a correction without its record, a run that broke off.",
            (),
        ),
        "rates": _Meaning(
            "One row an exchange rate of seeds/rates.csv: what a unit of a currency was worth on "
            "a day.",
            (Rate,),
        ),
        "rejected_numbers": _Meaning(
            "One row a number of an article that is not a figure, with the reason.",
            (RejectedNumber, Article),
        ),
        "rejections": _Meaning(
            "One row an input that was not loaded when it was last tried.", (Rejection,)
        ),
        "revisions": _Meaning(
            "One row a text that an input has held, from its first to its present one.",
            (Article,),
        ),
        "run_stages": _Meaning("One row a stage of a run, and what it did.", (RunStage,)),
        "runs": _Meaning("One row an execution of the pipeline.", (Run,)),
        "sources": _Meaning(
            "One row an input ever seen, and the article it holds; copies share an article.",
            (Rejection, Article),
        ),
        "unresolved_companies": _Meaning(
            "One row a place where it is open which company is named: several known ones fit, or "
            "it is in doubt whether the name is a company's at all.",
            (CompanyMention, Article),
        ),
    }
)
"""Every view of `main`."""


def column_comment(view: str, column: str) -> str:
    """Return what `column` of `view` means.

    Raises:
        LookupError: Neither a record of the view nor this module describes it.
    """
    if own := OWN.get(f"{view}.{column}"):
        return own
    if column not in {"company", "companies"} or view == "company_decisions":
        for record in VIEWS[view].records:
            if field := record.model_fields.get(column):
                return field.description or ""
    return OWN[column]


def meanings() -> str:
    """Return all that comments are made of, so that a change of it can be noticed."""
    records = sorted({r for view in VIEWS.values() for r in view.records}, key=lambda r: r.__name__)
    described = [
        f"{record.__name__}.{name}: {field.description}"
        for record in records
        for name, field in record.model_fields.items()
    ]
    return "\n".join([*map(repr, VIEWS.items()), *map(repr, OWN.items()), *described])


def comment_statements(columns: Iterable[tuple[str, str]]) -> list[str]:
    """Return the COMMENT ON statements for views and their `(view, column)` pairs."""
    statements = [f"COMMENT ON VIEW main.{name} IS {literal(VIEWS[name].row)}" for name in VIEWS]
    statements += [
        f'COMMENT ON COLUMN main.{view}."{name}" IS {literal(column_comment(view, name))}'
        for view, name in columns
    ]
    tables = {**{table.name: table.columns for table in TABLES.values()}, **REGISTER_TABLES}
    for table, described in (*tables.items(), ("figures", CONVERTED), ("rates", RATES)):
        statements += [
            f'COMMENT ON COLUMN core.{table}."{column.name}" IS {literal(column.comment)}'
            for column in described
        ]
    return statements


def dictionary(views: Iterable[ViewDescription]) -> str:
    """Return the data dictionary of `views` as Markdown."""
    lines = [
        "# Data dictionary",
        "",
        "Made by `python -m warehouse.dictionary` from the views and their comments; do not edit.",
        "Times are UTC. Amounts are DECIMAL(38,9) in plain units. Offsets count code points.",
    ]
    for view in views:
        lines += ["", f"## {view.name}", "", view.comment, ""]
        lines += ["| column | type | meaning |", "| --- | --- | --- |"]
        lines += [f"| {c.name} | {c.type} | {_markdown(c.comment)} |" for c in view.columns]
    return "\n".join(lines) + "\n"


def _markdown(comment: str) -> str:
    """Return `comment` as a cell of a Markdown table."""
    return comment.replace("|", "\\|")
