"""Amounts beside those that were written: in US dollars at a stored rate, and in SI units.

The columns lie in `core.figures`, so that no view pays for them. Dollars are made of
`core.rates` in SQL, SI amounts of the lexicon's table of units; both only for rows that have
none yet, or for all where the rates or the units are others than before.
"""

from decimal import Decimal
from hashlib import sha256
from string import Template

import duckdb

from pipeline.lexicon import read_table
from pipeline.si import COLUMNS, Conversions, load_conversions
from warehouse.columns import Column
from warehouse.sql import transaction

LONGEST_DAYS = 31
"""How old a rate may be on the day that it is wanted for: month-ends are enough, no more."""

SI_TYPE = "DECIMAL(38,15)"
USD = "DECIMAL(38,9)"

CONVERTED: tuple[Column, ...] = (
    Column(
        "value_usd", USD, False, True,
        "The value in US dollars at the rate of rate_date; of a price per thing (EUR/t) dollars "
        "per the same thing. Null for what is no money, and where no rate is known.",
    ),
    Column(
        "value_high_usd", USD, False, True,
        "The upper end of a range in US dollars; null where value_high or value_usd is.",
    ),
    Column(
        "rate_date", "DATE", False, True,
        "The day of the exchange rate: the last one on or before the end of the figure's period, "
        "or on or before the day of publication where the period was not over by then; never "
        f"more than {LONGEST_DAYS} days older. Null for dollars, which need none.",
    ),
    Column(
        "rate_source", "VARCHAR", False, True,
        "Who published the exchange rate; null where rate_date is.",
    ),
    Column(
        "value_si", SI_TYPE, False, True,
        "The value in unit_si; null for money, percentages, things counted, units that mean "
        "several things (oz, bushel), and what 15 decimals cannot hold.",
    ),
    Column(
        "value_high_si", SI_TYPE, False, True,
        "The upper end of a range in unit_si; null where value_high or value_si is.",
    ),
    Column(
        "unit_si", "VARCHAR", False, True,
        "The SI unit of value_si: W, J, m, m2, m3, kg, s, K, m/s, J/kg, …; B and bit for bytes "
        "and bits. A year is 365.25 days, a gallon or barrel a US one.",
    ),
)  # fmt: skip
"""The columns of `core.figures` that are made here."""

# The dollar needs no rate. Of a figure that was still to come nobody knew the rate, so that it
# is the one of the day when it was told; without that day only what has happened is converted.
# An amount as wide as its column would not survive being multiplied, hence the two widths; a
# quintillion is no money.
_DOLLARS = Template("""
UPDATE core.figures SET
    value_usd = found.low, value_high_usd = found.high, rate_date = found.rate_date,
    rate_source = found.source
FROM (
    WITH
        money AS (
            SELECT currency FROM core.rates
            UNION
            SELECT 'USD'
        ),
        wanted AS (
            SELECT
                figures.figure_id, figures."value", figures.value_high,
                split_part(figures.unit, '/', 1) AS currency,
                CASE
                    WHEN figures.period_end < articles.published_on THEN figures.period_end
                    WHEN articles.published_on IS NOT NULL THEN articles.published_on
                    WHEN figures.status = 'actual' THEN figures.period_end
                END AS day
            FROM core.figures AS figures
            JOIN core.articles AS articles USING (article_id)
            SEMI JOIN money ON money.currency = split_part(figures.unit, '/', 1)
            WHERE figures.value_usd IS NULL
        ),
        rated AS (
            SELECT
                wanted.*, rates.rate_date, rates.source,
                if(wanted.currency = 'USD', 1, rates.usd_per_unit)::DECIMAL(19, 12) AS rate
            FROM wanted
            ASOF LEFT JOIN core.rates AS rates
                ON rates.currency = wanted.currency AND wanted.day >= rates.rate_date
            WHERE wanted.currency = 'USD' OR date_diff('day', rates.rate_date, wanted.day)
                <= $days
        )
    SELECT
        figure_id, rate_date, source, $low AS low, $high AS high
    FROM rated
) AS found
WHERE found.figure_id = figures.figure_id AND found.low IS NOT NULL
""")
_TIMES_RATE = Template("""
CASE
    WHEN abs($amount) < 1000000000
        THEN (CAST($amount AS DECIMAL(18, 9)) * rate)::DECIMAL(38, 9)
    WHEN abs($amount) < 1000000000000000000
        THEN (CAST($amount AS DECIMAL(20, 2)) * rate)::DECIMAL(38, 9)
END
""")
_CONVERT_DOLLARS = _DOLLARS.substitute(
    days=LONGEST_DAYS,
    low=_TIMES_RATE.substitute(amount='"value"'),
    high=_TIMES_RATE.substitute(amount="value_high"),
)
_NO_DOLLARS = """
UPDATE core.figures
SET value_usd = NULL, value_high_usd = NULL, rate_date = NULL, rate_source = NULL
WHERE rate_date IS NOT NULL
"""
_UNITS = "SELECT DISTINCT unit FROM core.figures WHERE unit_si IS NULL"
_PHYSICAL = """
SELECT figure_id, "value", value_high, unit, kind = 'change' FROM core.figures
WHERE unit_si IS NULL AND unit IN ?
"""
_CONVERT_UNITS = """
UPDATE core.figures
SET value_si = found.value_si, value_high_si = found.value_high_si, unit_si = found.unit_si
FROM incoming_si AS found
WHERE found.figure_id = figures.figure_id
"""
_NO_UNITS = """
UPDATE core.figures SET value_si = NULL, value_high_si = NULL, unit_si = NULL
WHERE unit_si IS NOT NULL
"""


def convert(con: duckdb.DuckDBPyConnection) -> None:
    """Give every figure its amounts in dollars and in SI units that has none and can have some."""
    digest = sha256(repr(read_table("si_units", COLUMNS)).encode()).hexdigest()
    with transaction(con):
        if noted(con, "si_units") != digest:
            con.execute(_NO_UNITS)
            note(con, "si_units", digest)
        con.execute(_CONVERT_DOLLARS)
        _convert_units(con, load_conversions())


def take_back_dollars(con: duckdb.DuckDBPyConnection) -> None:
    """Take away the amounts that were made at a rate, so that `convert` makes them anew."""
    con.execute(_NO_DOLLARS)


def noted(con: duckdb.DuckDBPyConnection, table: str) -> str:
    """Return the hash of what amounts were converted by: rates or si_units; empty for nothing."""
    found = con.execute(
        "SELECT content_sha256 FROM ops.conversions WHERE table_name = ?", [table]
    ).fetchall()
    return str(found[0][0]) if found else ""


def note(con: duckdb.DuckDBPyConnection, table: str, digest: str) -> None:
    """Enter what amounts are converted by from now on; where it is another, readers get a file."""
    if noted(con, table) or table == "rates":
        con.execute("UPDATE ops.revision SET revision = revision + 1")
    con.execute("DELETE FROM ops.conversions WHERE table_name = ?", [table])
    con.execute("INSERT INTO ops.conversions VALUES (?, ?)", [table, digest])


def _convert_units(con: duckdb.DuckDBPyConnection, conversions: Conversions) -> None:
    """Enter the SI amounts of the figures that have none."""
    units = [unit for (unit,) in con.execute(_UNITS).fetchall() if conversions.of(unit)]
    if not units:
        return
    # Imported when it is used: readers never need Arrow, and it takes 0.2 s to load.
    from warehouse.arrow import arrow_table

    rows = [
        row
        for found in con.execute(_PHYSICAL, [units]).fetchall()
        if (row := _in_si(conversions, *found))
    ]
    key = Column("figure_id", "VARCHAR", False, False, "")
    con.register("incoming_si", arrow_table((key, *CONVERTED[4:]), rows))
    con.execute(_CONVERT_UNITS)
    con.unregister("incoming_si")


def _in_si(
    conversions: Conversions,
    figure_id: str,
    value: Decimal,
    high: Decimal | None,
    unit: str,
    is_change: bool,
) -> dict[str, object] | None:
    """Return a figure's SI amounts; None where they do not fit."""
    conversion = conversions.of(unit)
    low_si = conversion and conversion.of(value, is_difference=is_change)
    if conversion is None or low_si is None:
        return None
    high_si = None if high is None else conversion.of(high, is_difference=is_change)
    return {
        "figure_id": figure_id,
        "value_si": low_si,
        "value_high_si": high_si,
        "unit_si": conversion.unit,
    }
