"""Record to row and back: the only place that says which field lies in which column.

An article's rows lie in the tables of `TABLES`, each keyed by `article_id`. Columns come
from the records by themselves (see `warehouse.columns`); the migrations repeat them as
history, and a test compares the two.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from types import MappingProxyType
from typing import Any, TypeVar

from schemas import (
    Article,
    ArticleFacts,
    ArticleHeader,
    CompanyMention,
    Edit,
    Extraction,
    Figure,
    Forecast,
    Passage,
    Record,
    RejectedNumber,
    Signature,
)
from warehouse.columns import Column, cell, column, columns_of

Row = Mapping[str, Any]
_Kind = TypeVar("_Kind", bound=Record)

RENAMED: Mapping[str, str] = MappingProxyType({"company": "companies"})
"""Field to column where they differ: a figure's company is kept as a list of names."""

_ARTICLE_ID = column("article_id", str, ArticleHeader.model_fields["article_id"].description or "")
_ORDINAL = column("ordinal", int, "Place of the record among the article's, from 1.")
_FACTS_KEY = column("facts_key", str, "SHA-256 of all the article's rows; equal keys, equal rows.")
_MINIMA = column("minima", tuple[int, ...], Signature.model_fields["minima"].description or "")
_BAND_KEY = Column(
    "band_key", "BIGINT", False, False, "Hash of a band of the signature; copies share some."
)
_RUN_ID = column("run_id", str, "The run that wrote the rows.")


@dataclass(frozen=True, slots=True)
class CoreTable:
    """A table of schema `core`: its name and its columns."""

    name: str
    columns: tuple[Column, ...]


def _part(name: str, record: type[Record]) -> CoreTable:
    """Return the table of a kind of record of which an article has any number."""
    fields = tuple(
        replace(column, name=RENAMED.get(column.name, column.name)) for column in columns_of(record)
    )
    return CoreTable(name, (_ARTICLE_ID, _ORDINAL, *fields))


TABLES: Mapping[str, CoreTable] = MappingProxyType(
    {
        table.name: table
        for table in (
            CoreTable(
                "articles",
                (*columns_of(Article, without={"edits", "passages"}), _FACTS_KEY, _RUN_ID),
            ),
            _part("edits", Edit),
            _part("passages", Passage),
            _part("figures", Figure),
            _part("company_mentions", CompanyMention),
            _part("forecasts", Forecast),
            _part("rejected_numbers", RejectedNumber),
            CoreTable("signatures", (_ARTICLE_ID, _MINIMA)),
            CoreTable("bands", (_ARTICLE_ID, _BAND_KEY)),
        )
    }
)
"""The tables that hold what an article says, by name."""


def rows_of(extraction: Extraction, run_id: str) -> dict[str, list[Row]]:
    """Return the rows of one article, by table.

    Raises:
        ValueError: A value does not fit its column.
    """
    article, facts = extraction.article, extraction.facts
    rows = {
        "edits": _parts(article.article_id, article.edits),
        "passages": _parts(article.article_id, article.passages),
        **fact_rows(facts),
        **_signature_rows(article.article_id, extraction.signature),
    }
    header = _cells(article, without=("edits", "passages"))
    facts_key = sha256(repr((header, rows)).encode()).hexdigest()
    return {"articles": [{**header, "facts_key": facts_key, "run_id": run_id}], **rows}


def fact_rows(facts: ArticleFacts) -> dict[str, list[Row]]:
    """Return the rows of what was extracted from one article, by table.

    Raises:
        ValueError: A value does not fit its column.
    """
    return {
        "figures": _parts(facts.article_id, facts.figures),
        "company_mentions": _parts(facts.article_id, facts.companies),
        "forecasts": _parts(facts.article_id, facts.forecasts),
        "rejected_numbers": _parts(facts.article_id, facts.rejected),
    }


def _signature_rows(article_id: str, signature: Signature) -> dict[str, list[Row]]:
    """Return the rows that an article's copies are found by; none for a short article."""
    values: list[Row] = [{"article_id": article_id, "minima": list(signature.minima)}]
    return {
        "signatures": values if signature.minima else [],
        "bands": [{"article_id": article_id, "band_key": key} for key in signature.bands],
    }


def _parts(article_id: str, records: Iterable[Record]) -> list[Row]:
    """Return one row for each record, numbered from 1."""
    return [
        {"article_id": article_id, "ordinal": ordinal, **_cells(record)}
        for ordinal, record in enumerate(records, start=1)
    ]


def _cells(record: Record, without: Collection[str] = ()) -> dict[str, object]:
    """Return a record's fields under their column names."""
    cells = {name: cell(value) for name, value in record if name not in without}
    if "company" in cells:
        cells["companies"] = _names(cells.pop("company"))
    return cells


def _names(company: object) -> object:
    """Return a figure's company as a list of names; None where it is of none."""
    return [company] if isinstance(company, str) else company or None


def record_of(kind: type[_Kind], row: Row) -> _Kind:
    """Return the record that `row` was made of; columns that are no field are left out."""
    fields = {name: row[RENAMED.get(name, name)] for name in kind.model_fields}
    names = fields.get("company")
    if isinstance(names, list):
        fields["company"] = names[0] if len(names) == 1 else tuple(names)
    return kind.model_validate(fields, strict=False)


def article_of(row: Row, parts: Mapping[str, Iterable[Row]]) -> Article:
    """Return the article of a `core.articles` row; `parts` has its edits and passages in order."""
    own = {
        "edits": [record_of(Edit, edit) for edit in parts["edits"]],
        "passages": [record_of(Passage, passage) for passage in parts["passages"]],
    }
    return record_of(Article, {**row, **own})


def facts_of(header: Row, parts: Mapping[str, Iterable[Row]]) -> ArticleFacts:
    """Return an article's facts; `parts` has the rows of each other table, in order."""
    fields = {name: header[name] for name in ArticleHeader.model_fields}
    return ArticleFacts(
        **ArticleHeader.model_validate(fields, strict=False).model_dump(),
        figures=tuple(record_of(Figure, row) for row in parts["figures"]),
        companies=tuple(record_of(CompanyMention, row) for row in parts["company_mentions"]),
        forecasts=tuple(record_of(Forecast, row) for row in parts["forecasts"]),
        rejected=tuple(record_of(RejectedNumber, row) for row in parts["rejected_numbers"]),
    )
