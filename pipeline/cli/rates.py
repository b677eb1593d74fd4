"""`foretell rates`: the exchange rates by which amounts are told in dollars."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.output import Format, FormatOption
from pipeline.cli.session import examples, print_query, say, settings_of

if TYPE_CHECKING:
    from pipeline.settings import Settings

LIST = """
SELECT currency, count(*) AS days, min(rate_date) AS first_day, max(rate_date) AS last_day,
    arg_max(usd_per_unit, rate_date) AS last_usd_per_unit, arg_max(source, rate_date) AS source
FROM rates
GROUP BY currency
ORDER BY currency
"""
MISSING = """
SELECT split_part(unit, '/', 1) AS currency, count(*) AS figures,
    min(published_on) AS first_published_on, max(published_on) AS last_published_on
FROM figures
WHERE value_usd IS NULL AND regexp_matches(unit, '^[A-Z]{3}(/|$)')
GROUP BY currency
ORDER BY figures DESC, currency
"""

rates = typer.Typer(
    name="rates",
    help="Exchange rates: value_usd is made by them. They are lines of seeds/rates.csv.",
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog=examples(
        ("foretell rates load eurofxref-hist.csv", "the European Central Bank's table"),
        ('foretell rates load mine.csv --source "Our treasury"', "currency, date, usd_per_unit"),
        ("foretell rates missing", "currencies and days that have no rate"),
    ),
)


@rates.command(epilog=examples(("foretell rates load eurofxref-hist.csv", "all its days")))
def load(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="CSV files.", metavar="FILE…")],
    source: Annotated[
        str | None, typer.Option(help="Who published them, where a file does not say.")
    ] = None,
) -> None:
    """Add rates, or replace those of the same day; amounts in dollars are made anew at once.

    A file has the columns currency, date, usd_per_unit and, if you like, source; or it is the
    table of the European Central Bank (eurofxref.csv, eurofxref-hist.csv). Files with a wrong
    line are not loaded.
    """
    from datetime import UTC, datetime

    from pipeline.rates import add_rates
    from pipeline.rates_csv import read_rates

    settings = settings_of(context)
    today = datetime.now(UTC).date()
    found = [rate for file in files for rate in read_rates(file, source=source, today=today)]
    merged = add_rates(settings.home, found)
    say(f"rates: {merged.new} new, {merged.changed} changed, {merged.unchanged} as they were")
    _bring_up(settings)


@rates.command(name="list", epilog=examples(("foretell rates list", "one line a currency")))
def list_rates(
    context: typer.Context,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """List the currencies that have rates, from which day to which."""
    print_query(context, LIST, format)


@rates.command(epilog=examples(("foretell rates missing", "")))
def missing(
    context: typer.Context,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """List the currencies of figures that have no value in dollars, for want of a rate."""
    print_query(context, MISSING, format)


@rates.command(name="apply", epilog=examples(("foretell rates apply", "after editing the file")))
def apply_rates(context: typer.Context) -> None:
    """Let the warehouse go by seeds/rates.csv as it is now."""
    _bring_up(settings_of(context))


def _bring_up(settings: "Settings") -> None:
    """Let readers see amounts in dollars at the rates as they are in the file."""
    from pipeline.rates import load_rates
    from warehouse.stores import store_of

    store = store_of(settings)
    store.enter_rates(load_rates(settings.home), wait_seconds=settings.wait_seconds)
    if not store.published.is_file():
        say("there is no warehouse yet; they count from the first `foretell ingest` on")
