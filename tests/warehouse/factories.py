"""Small extractions made by hand, so that the warehouse is tested without the extractor."""

from datetime import date
from decimal import Decimal
from hashlib import sha256

from schemas import (
    Article,
    ArticleFacts,
    Bound,
    Certainty,
    CompanyMention,
    Edit,
    Extraction,
    Figure,
    Forecast,
    Kind,
    NumberReason,
    Polarity,
    Reason,
    RejectedNumber,
    Rejection,
    RejectionReason,
    Status,
    stable_id,
)

TEXT = (
    "Northwind Ltd. sold 1,200 pumps in 2023. Analysts at Fathom expect pump sales "
    "of $4.5 billion to $5 billion by 2030. The firm was founded in 1987."
)
"""A text with a figure, a forecast with a range, and a number that is no figure."""


def sha(text: str) -> str:
    """Return the SHA-256 of `text` in hex."""
    return sha256(text.encode()).hexdigest()


def span(text: str, quote: str) -> dict[str, object]:
    """Return the span fields of the first `quote` in `text`."""
    start = text.index(quote)
    return {"char_start": start, "char_end": start + len(quote), "quote": quote}


def figure(article_id: str, text: str, quote: str, **fields: object) -> Figure:
    """Return a figure that quotes `text`; `fields` replace its defaults."""
    where = span(text, quote)
    defaults: dict[str, object] = {
        "figure_id": stable_id("fig", article_id, where["char_start"], where["char_end"]),
        "sentence": text,
        "value": Decimal("1200"),
        "unit": "count",
        "kind": Kind.LEVEL,
        "direction": None,
        "basis": None,
        "metric": None,
        "company": None,
        "region": None,
        "period": None,
        "period_start": None,
        "period_end": None,
        "status": Status.ACTUAL,
        "attributed_to": None,
        "confidence": 0.9,
        "rule": "test",
        "reasons": (),
        "metric_key": None,
        "series_id": None,
    }
    return Figure.model_validate({**where, **defaults, **fields})


def _facts(article_id: str, text: str) -> dict[str, object]:
    """Return the facts of a text that has the passages of `TEXT`."""
    pumps = figure(
        article_id,
        text,
        "1,200 pumps",
        item="pump",
        metric="pumps sold",
        company="Northwind",
        period="2023",
        period_start=date(2023, 1, 1),
        period_end=date(2023, 12, 31),
        reasons=(Reason(field="period", rule="in-year", words="in 2023"),),
    )
    sales = figure(
        article_id,
        text,
        "$4.5 billion to $5 billion",
        value=Decimal("4500000000"),
        value_high=Decimal("5000000000"),
        bound=Bound.RANGE,
        unit="USD",
        metric="pump sales",
        company=("Northwind", "Fathom"),
        status=Status.FORECAST,
        attributed_to="Fathom",
        confidence=0.4,
    )
    quote = "Analysts at Fathom expect pump sales of $4.5 billion to $5 billion by 2030."
    where = span(text, quote)
    forecast = Forecast.model_validate(
        {
            **where,
            "forecast_id": stable_id("fc", article_id, where["char_start"], where["char_end"]),
            "sentence": quote,
            "forecaster": "Fathom",
            "target_period": "2030",
            "target_start": date(2030, 1, 1),
            "target_end": date(2030, 12, 31),
            "figure_ids": (sales.figure_id, pumps.figure_id),
            "statement": quote,
            "confidence": 0.8,
            "rule": "expect",
            "figure_id": sales.figure_id,
            "metric": "pump sales",
            "metric_key": "pump revenue",
            "company": ("Northwind", "Fathom"),
            "region": None,
            "condition": None,
            "certainty": Certainty.EXPECTED,
            "polarity": Polarity.AFFIRMED,
            "made_on": date(2024, 2, 29),
        }
    )
    return {
        "figures": (pumps, sales),
        "companies": (
            mention(text, "Northwind Ltd.", name="Northwind", company_id="co_1", ticker="NWD"),
            mention(text, "Fathom", name="Fathom"),
        ),
        "forecasts": (forecast,),
        "rejected": (
            RejectedNumber.model_validate({**span(text, "1987"), "reason": NumberReason.PERIOD}),
        ),
    }


def mention(text: str, quote: str, **fields: object) -> CompanyMention:
    """Return a mention of a company in `text`."""
    defaults = {"company_id": None, "ticker": None, "confidence": 0.9, "rule": "test"}
    return CompanyMention.model_validate({**span(text, quote), **defaults, **fields})


def extraction(
    source_uri: str = "pumps.txt", text: str = TEXT, *, version: str = "1", **facts: object
) -> Extraction:
    """Return an article with its facts; `facts` replace those of `TEXT`."""
    article_id = sha(text)[:16]
    header: dict[str, object] = {
        "source_uri": source_uri,
        "article_id": article_id,
        "title": "Pumps sell",
        "published_on": date(2024, 2, 29),
        "language": "en",
    }
    article = Article.model_validate(
        {
            **header,
            "publisher": None,
            "origin_uri": "https://example.org/pumps",
            "raw_text": text,
            "content_sha256": sha(text),
            "content_key": sha(text + version),
            "word_count": len(text.split()),
            "edits": (Edit(char_start=0, char_end=0, replacement=" ", rule="test"),),
        }
    )
    found = (
        _facts(article_id, text)
        if not facts
        else dict.fromkeys(("figures", "companies", "forecasts", "rejected"), ())
    )
    return Extraction(
        article=article, facts=ArticleFacts.model_validate({**header, **found, **facts})
    )


def other_article() -> Extraction:
    """Return an article of another text with the same passages."""
    return extraction("news/other.html", "Other: " + TEXT)


def rejection(source_uri: str = "pumps.txt", *, key: str | None = "unreadable") -> Rejection:
    """Return a rejection of the input; without `key` it could not be read at all."""
    return Rejection(
        source_uri=source_uri,
        content_sha256=sha(key) if key else None,
        content_key=sha(key) if key else None,
        reason=RejectionReason.NOT_TEXT if key else RejectionReason.MISSING,
        detail="it cannot be used",
    )
