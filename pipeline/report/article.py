"""The report of one article: its text with every record linked to its card, and tables."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from pipeline.report.charts import charts_of, point_of
from pipeline.report.marking import Mark, paragraphs, pieces
from pipeline.report.page import Amount, render, table, told
from schemas import CompanyMention, Figure, Forecast, Record, RejectedNumber
from warehouse.lookup import StoredArticle

HIDDEN = ("char_start", "char_end", "quote", "reasons", "sentence", "statement")
"""Fields that a card shows in places of their own, or not at all."""

LEGEND = (
    ("actual", "figure: it happened"),
    ("estimate", "figure: estimated"),
    ("forecast", "figure: expected"),
    ("target", "figure: a target"),
    ("company", "company"),
    ("rejected", "number left out"),
)


def article_page(stored: StoredArticle, reviewed: dict[str, str]) -> str:
    """Return the report of an article as HTML.

    Args:
        stored: The article and its facts.
        reviewed: How people reviewed records, by figure_id or forecast_id.
    """
    article, facts = stored.article, stored.facts
    cards = [
        *(_figure(each, reviewed) for each in facts.figures),
        *(_company(each, number) for number, each in enumerate(facts.companies)),
        *(_rejected(each, number) for number, each in enumerate(facts.rejected)),
    ]
    statements = [_forecast(each, reviewed) for each in facts.forecasts]
    marks = [card["mark"] for card in (*cards, *statements)]
    return render(
        "article.html.j2",
        title=article.title or article.source_uri,
        article=article,
        run_id=stored.run_id,
        legend=LEGEND,
        paragraphs=paragraphs(pieces(article.raw_text, marks)),
        cards=sorted(cards, key=lambda card: (card["mark"].char_start, card["mark"].char_end)),
        statements=statements,
        counts={
            "figures": len(facts.figures),
            "forecasts": len(facts.forecasts),
            "mentions of companies": len(facts.companies),
            "numbers left out": len(facts.rejected),
        },
        charts=charts_of(point for each in facts.figures if (point := point_of(each))),
        tables=_tables(stored),
    )


def _figure(figure: Figure, reviewed: dict[str, str]) -> dict[str, Any]:
    """Return the card of a figure."""
    reasons = {each.field: f"{each.rule}: {each.words}".rstrip(": ") for each in figure.reasons}
    label = f"{figure.status.value} figure {figure.metric or ''}".strip()
    return _card(
        figure, figure.figure_id, figure.status.value, label, reasons,
        reviewed.get(figure.figure_id),
    )  # fmt: skip


def _company(mention: CompanyMention, number: int) -> dict[str, Any]:
    """Return the card of a mention of a company."""
    return _card(mention, f"company-{number}", "company", f"company {mention.name}")


def _rejected(found: RejectedNumber, number: int) -> dict[str, Any]:
    """Return the card of a number that was left out."""
    reason = found.reason.value.replace("_", " ")
    return _card(found, f"left-out-{number}", "rejected", f"number left out: {reason}")


def _forecast(forecast: Forecast, reviewed: dict[str, str]) -> dict[str, Any]:
    """Return the card of a forecast."""
    return _card(
        forecast, forecast.forecast_id, "statement", "forecast", {},
        reviewed.get(forecast.forecast_id),
    ) | {"statement": forecast.statement}  # fmt: skip


def _card(
    record: Figure | CompanyMention | RejectedNumber | Forecast,
    card: str,
    kind: str,
    label: str,
    reasons: dict[str, str] | None = None,
    reviewed: str | None = None,
) -> dict[str, Any]:
    """Return what a template needs of a record."""
    mark = Mark(record.char_start, record.char_end, card, kind, label)
    rows = [
        (name.replace("_", " "), told(value), (reasons or {}).get(name, ""))
        for name, value in record
        if name not in HIDDEN and value not in (None, ())
    ]
    return {"mark": mark, "quote": record.quote, "rows": rows, "reviewed": reviewed}


def _tables(stored: StoredArticle) -> Sequence[object]:
    """Return the tables below the text: figures, forecasts, companies, numbers left out."""
    facts = stored.facts
    names = Counter(mention.name for mention in facts.companies)
    reasons = Counter(number.reason.value.replace("_", " ") for number in facts.rejected)
    figures = ("quote", "value", "unit", "metric", "company", "period", "status", "attributed_to")
    forecasts = ("forecaster", "target_period", "metric", "certainty", "statement")
    return [
        table("All figures", figures, _rows(facts.figures, figures)),
        table("All forecasts", forecasts, _rows(facts.forecasts, forecasts)),
        table("Companies", ("name", "mentions"), names.most_common()),
        table("Numbers left out", ("reason", "numbers"), reasons.most_common()),
    ]


def _rows(records: Sequence[Record], fields: Sequence[str]) -> list[list[object]]:
    """Return the fields of records as rows."""
    return [[_value(record, name) for name in fields] for record in records]


def _value(record: Record, name: str) -> object:
    """Return a field of a record; of a value with both ends of its range."""
    if name == "value":
        return Amount(getattr(record, name), getattr(record, "value_high", None))
    return getattr(record, name)
