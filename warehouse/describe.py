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
    Entry,
    Figure,
    Forecast,
    Record,
    RegisteredCompany,
    RejectedNumber,
    Rejection,
    Run,
)
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
        "companies": _Meaning(
            "One row a company that an article names, over all articles; who is meant by a name "
            "that several companies have is in unresolved_companies.",
            (RegisteredCompany, CompanyMention),
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
            "One row a figure or forecast about a company or by it, in order of company and "
            "period; everything that the articles say about it.",
            (Figure, Forecast, Article),
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
        "forecast_values": _Meaning(
            "One row a figure that a forecast states: who expects what, when, and how much.",
            (Figure, Forecast, Article),
        ),
        "forecasts": _Meaning(
            "One row a forecast: a statement about the future, with the number that leads it.",
            (Forecast, Figure, Article),
        ),
        "rejected_numbers": _Meaning(
            "One row a number of an article that is not a figure, with the reason.",
            (RejectedNumber, Article),
        ),
        "rejections": _Meaning(
            "One row an input that was not loaded when it was last tried.", (Rejection,)
        ),
        "runs": _Meaning("One row an execution of the pipeline.", (Run,)),
        "sources": _Meaning(
            "One row an input ever seen, and the article it holds; copies share an article.",
            (Rejection, Article),
        ),
        "unresolved_companies": _Meaning(
            "One row a place where an article names a company and several known ones fit.",
            (CompanyMention, Article),
        ),
    }
)
"""Every view of `main`."""

OWN: Mapping[str, str] = MappingProxyType(
    {
        "about.article_count": "Articles in the warehouse.",
        "about.duckdb_version": "The DuckDB that wrote the file.",
        "about.figure_count": "Figures in the warehouse.",
        "about.forecast_count": "Forecasts in the warehouse.",
        "about.foretell_version": "The Foretell that published the file.",
        "about.last_run_id": "The newest run in the file.",
        "about.mention_count": "Mentions of companies in the warehouse.",
        "about.published_at": "When this file was published, UTC; null in the writer's own file.",
        "about.rejected_number_count": "Numbers that are no figures, kept with their reason.",
        "about.rejection_count": "Inputs that were not loaded when they were last tried.",
        "about.revision": "Counts the changes of the content; equal revisions, equal content.",
        "about.schema_version": "The newest migration that was applied.",
        "aliases.company": "Name of the company across articles.",
        "aliases.mentions": "Places that write exactly this.",
        "aliases.source": (
            "Where the name comes from: a data package, own (reviewed), decision, or articles."
        ),
        "articles.edit_count": "Repairs that cleaning made in the text.",
        "articles.figure_count": "Figures of the article.",
        "articles.forecast_count": "Forecasts of the article.",
        "articles.mention_count": "Mentions of companies in the article.",
        "articles.rejected_number_count": "Numbers of the article that are no figures.",
        "channels.articles_read": "Articles that it named and that were fetched.",
        "channels.articles_refused": "Articles that it named and that will not come.",
        "channels.articles_waiting": "Articles that it named and that are tried again.",
        "channels.run_id": "The run that last read it.",
        "companies.articles": "Articles that name the company.",
        "companies.first_seen": "First day of publication among them; null where none is known.",
        "companies.last_seen": "Last day of publication among them; null where none is known.",
        "companies.kind": (
            "listed, private, bank (with funds and investors), analyst_house (with advisers and "
            "raters), exchange or media; listed where an article gives a new company a ticker; "
            "null where unknown."
        ),
        "companies.mentions": "Places that name the company.",
        "companies.name": (
            "Name across articles: the register's, else a decision's, else the most frequent one."
        ),
        "companies.parent": "Name of its parent; null if none is known.",
        "companies.resolutions": (
            "How its mentions were told to be of it: register, ticker, legal_name, name, decision."
        ),
        "company_mentions.company_id": (
            "Identity across articles, decisions included; null where two candidates fit."
        ),
        "company_mentions.decision": "The decision that told the company; null for none.",
        "company_mentions.resolution": (
            "How company_id was told: register, ticker, legal_name, name, ambiguous, or decision."
        ),
        "company_roles.company": "Name of the company across articles.",
        "company_roles.company_id": "Identity of the company; null where several fit.",
        "company_roles.figure_id": "The figure that it is subject or source of; null for none.",
        "company_roles.forecast_id": "The forecast that it makes or is subject of; null for none.",
        "company_roles.role": "subject, source, forecaster, or mention.",
        "company_roles.sentence": "The sentence of the record; of a plain mention its context.",
        "company_timeline.attributed_to": "Who says it; of a forecast its forecaster.",
        "company_timeline.company": "Name of the company across articles.",
        "company_timeline.company_id": "Identity of the company; null where several fit.",
        "company_timeline.forecast_id": "The forecast; null for a figure.",
        "company_timeline.figure_id": "The figure; null for a forecast that stands for itself.",
        "company_timeline.period": "Label of the time it is about; of a forecast its target.",
        "company_timeline.roles": "The parts that the company plays: subject, source, forecaster.",
        "entries.run_id": "The run that last asked for it.",
        "forecast_figures.ordinal": "Place of the figure in the forecast, from 1.",
        "forecast_values.confidence": "The lower confidence of the forecast and the figure.",
        "forecast_values.is_leading": "Whether it is the forecast's leading figure.",
        "forecast_values.rule": "The rule and cue that found the forecast.",
        "rejections.rejected_at": "When it was last tried, UTC.",
        "sources.content_key": (
            "SHA-256 of bytes, sidecar and extractor version as last tried; null where none "
            "could be read."
        ),
        "sources.article_id": "The article that the input holds; null where it was rejected.",
        "sources.run_id": "The run that last read the input.",
        "sources.state": "loaded or rejected.",
        "unresolved_companies.candidate_names": "Each candidate: name, country, ticker, id.",
        "unresolved_companies.why": "Why none was chosen.",
        "companies": "Canonical names of the companies that it is about; null for none.",
        "company": "The names in companies, joined by '; '; null for none.",
        "context": "The raw text around the quote, 60 characters to either side.",
        "run_id": "The run that wrote the row.",
    }
)
"""Columns that no record has, as VIEW.COLUMN, or COLUMN where they mean the same everywhere."""


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
    for table, described in tables.items():
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
