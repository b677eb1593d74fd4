"""Articles of one claim each, made by hand: what somebody expects, or what was."""

from datetime import date
from decimal import Decimal

from schemas import (
    Bound,
    Certainty,
    CompanyMention,
    Extraction,
    Forecast,
    Polarity,
    Status,
    stable_id,
)
from tests.warehouse.factories import extraction, figure, mention, sha, span

HOUSES = {"Fathom": "co_fathom", "Belden": "co_belden"}
"""Forecasters and their ids; no register knows them."""


def said(
    amount: str,
    value: int | str,
    day: date,
    *,
    by: str | None = None,
    year: str = "2026",
    metric: str = "global pump sales",
    key: str | None = "pump revenue",
    name: str = "",
    condition: str | None = None,
    polarity: Polarity = Polarity.AFFIRMED,
    made_on: date | None = None,
    **fields: object,
) -> Extraction:
    """Return an article that states an amount; of a forecast where `by` says who expects it.

    Args:
        amount: How the amount is written; it stands in the text as it is.
        value: The amount.
        day: Day of publication.
        by: Who expects it; None makes it an actual.
        year: Label of the period.
        metric: The phrase for what is measured.
        key: Its metric key.
        name: Tells apart what else would be one article.
        condition: On what the forecast hangs.
        polarity: Whether the forecast is held.
        made_on: When the forecast was made, if not on the day of publication.
        fields: Of the figure, in place of the usual ones.
    """
    text = f"{by or 'Somebody'} on {metric}: {amount} in {year}. {name}"
    article_id = sha(text)[:16]
    first, last = date(int(year[-4:]), 1, 1), date(int(year[-4:]), 12, 31)
    defaults: dict[str, object] = {
        "value": Decimal(value),
        "unit": "USD",
        "metric": metric,
        "metric_key": key,
        "region": "global",
        "period": year,
        "period_start": first,
        "period_end": last,
        "status": Status.FORECAST if by else Status.ACTUAL,
        "attributed_to": by,
        "bound": Bound.EXACT,
    }
    made = figure(article_id, text, amount, **{**defaults, **fields})
    forecasts = (
        Forecast.model_validate(
            {
                **span(text, text.strip()),
                "forecast_id": stable_id("fc", article_id, 0, len(text.strip())),
                "sentence": text,
                "forecaster": by,
                "target_period": year,
                "target_start": first,
                "target_end": last,
                "figure_ids": (made.figure_id,),
                "statement": text,
                "confidence": 0.8,
                "rule": "test",
                "figure_id": made.figure_id,
                "metric": metric,
                "metric_key": key,
                "company": made.company,
                "region": made.region,
                "condition": condition,
                "certainty": Certainty.EXPECTED,
                "polarity": polarity,
                "made_on": made_on or day,
            }
        ),
    )
    found = extraction(
        f"{sha(text)[:8]}.txt",
        text,
        figures=(made,),
        forecasts=forecasts if by else (),
        companies=_mentions(text, by),
    )
    dated = {"published_on": day, "title": f"{amount} in {year}"}
    return found.model_copy(
        update={
            "article": found.article.model_copy(update=dated),
            "facts": found.facts.model_copy(update=dated),
        }
    )


def _mentions(text: str, by: str | None) -> tuple[CompanyMention, ...]:
    """Return the mention of a forecaster that has an id."""
    if by not in HOUSES:
        return ()
    return (mention(text, by, name=by, company_id=HOUSES[by]),)
