"""`foretell forecasts`: who expects what, of whom, for when."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.output import Format, FormatOption, print_rows
from pipeline.cli.session import examples, reading, say, settings_of

if TYPE_CHECKING:
    from warehouse.reader import Reader

EXAMPLES = examples(
    ("foretell forecasts", "every forecast, the latest first"),
    ('foretell forecasts --metric "server market" --target 2028', "of one metric for one year"),
    ("foretell forecasts --forecaster Gartner --target 2028", "who said what for when"),
    ("foretell forecasts --company Meta -f csv", "about a company, as a file"),
)

QUERY = """
SELECT made_on, forecaster, metric, company, region, "value", value_high, unit, kind, basis,
    target_period, certainty, polarity, "statement", title, forecast_id
FROM forecasts
WHERE NOT is_repeat
    AND (? IS NULL OR contains(lower(metric), lower(?)) OR list_contains(?, metric_key))
    AND (? IS NULL OR len(list_filter(companies, lambda c: list_contains(?, lower(c)))) > 0)
    AND (? IS NULL OR list_contains(?, lower(forecaster)))
    AND (
        ? IS NULL OR lower(target_period) = lower(?)
        OR TRY_CAST(? AS INTEGER) BETWEEN year(target_start) AND year(target_end)
    )
    AND (? IS NULL OR made_on >= ?)
ORDER BY made_on DESC NULLS LAST, forecaster NULLS LAST, article_id, char_start
"""
NAMES = """
SELECT lower(alias) FROM aliases
WHERE company_id IN (SELECT company_id FROM aliases WHERE lower(alias) = lower(?))
"""
KNOWN = {
    "metric": "SELECT metric_key FROM forecasts UNION SELECT metric FROM forecasts",
    "company": "SELECT DISTINCT unnest(companies) FROM forecasts",
    "forecaster": "SELECT DISTINCT forecaster FROM forecasts",
}
"""What may be asked for: the values that the forecasts have."""


def forecasts(
    context: typer.Context,
    metric: Annotated[
        str | None, typer.Option(help='What is forecast: "server sales" finds server revenue, too.')
    ] = None,
    company: Annotated[str | None, typer.Option(help="Whom it is about, by any name.")] = None,
    forecaster: Annotated[str | None, typer.Option(help="Who says it, by any name.")] = None,
    target: Annotated[str | None, typer.Option(help="For when: 2028, 2026-Q3, FY2027.")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Made on this day or later.")
    ] = None,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Print forecasts, the latest first; copies count once."""
    home = settings_of(context).home
    with reading(context) as reader:
        keys = metric_keys_of(metric, home) if metric else []
        parts: list[object] = [metric, metric, keys]
        parts += [company, names_of(company, reader)]
        parts += [forecaster, names_of(forecaster, reader)]
        first = since.date() if since else None
        answer = reader.sql(QUERY, [*parts, target, target, target, first, first])
        if not answer.rows:
            refuse_unknown(reader, {"metric": metric, "company": company, "forecaster": forecaster})
            asked = _asked(metric, company, forecaster, target, first)
            say(f"no forecast fits {asked}; ask for less")
    if answer.rows or format is not Format.TABLE:
        print_rows(answer.columns, answer.rows, format)


def metric_keys_of(metric: str, home: Path) -> list[str]:
    """Return the keys that a metric may have, by the units that it may be told in."""
    from pipeline.extract.metric_keys import load_metric_keys

    table = load_metric_keys(home)
    found = {table.key_of(metric, unit) for unit in ("USD", "count", "percent")}
    return sorted({metric.lower(), *(key for key in found if key)})


def names_of(name: str | None, reader: "Reader") -> list[str]:
    """Return all names of a company in small letters; the name itself where none is known."""
    if name is None:
        return []
    return [name.lower(), *(alias for (alias,) in reader.sql(NAMES, [name]).rows)]


def refuse_unknown(reader: "Reader", asked: dict[str, str | None]) -> None:
    """Make sure that each name that was asked for is known to some forecast.

    Raises:
        UnknownName: One is not; the message has the nearest.
    """
    from schemas import UnknownName
    from warehouse.names import nearest

    for what, name in asked.items():
        known = [value for (value,) in reader.sql(KNOWN[what]).rows if value]
        meant = names_of(name, reader) if what != "metric" else [(name or "").lower()]
        fits = (any(each in value.lower() for each in meant) for value in known)
        if name is not None and not any(fits):
            raise UnknownName(f"no forecast has the {what} {name!r}; {nearest(name, known)}")


def _asked(
    metric: str | None,
    company: str | None,
    forecaster: str | None,
    target: str | None,
    since: date | None,
) -> str:
    """Return what was asked for as it was asked."""
    options = {
        "--metric": metric,
        "--company": company,
        "--forecaster": forecaster,
        "--target": target,
        "--since": since,
    }
    return " ".join(f"{name} {value}" for name, value in options.items() if value) or "at all"
