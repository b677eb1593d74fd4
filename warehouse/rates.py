"""Exchange rates in the warehouse: replaced as a whole where the workspace's file changed."""

from dataclasses import replace

import duckdb

from pipeline.rates import RateTable
from schemas import Rate
from warehouse.columns import Column, columns_of
from warehouse.conversions import note, noted, take_back_dollars
from warehouse.sql import transaction

RATES: tuple[Column, ...] = tuple(
    replace(each, element_type="DECIMAL(19,12)") if each.name == "usd_per_unit" else each
    for each in columns_of(Rate)
)
"""The columns of `core.rates`; nine decimals would leave too little of a rupiah."""


def enter_rates(con: duckdb.DuckDBPyConnection, table: RateTable) -> bool:
    """Make these the rates that amounts are converted by; return False where they are already.

    The amounts themselves are made anew by `warehouse.conversions.convert` before readers get
    the file.

    Raises:
        SettingsError: The workspace's file is wrong.
    """
    if noted(con, "rates") == table.digest:
        return False
    # Imported when it is used: readers never need Arrow, and it takes 0.2 s to load.
    from warehouse.arrow import arrow_table

    rows = [dict(rate) for rate in table.rates()]
    with transaction(con):
        con.execute("DELETE FROM core.rates")
        con.register("incoming_rates", arrow_table(RATES, rows))
        con.execute("INSERT INTO core.rates BY NAME FROM incoming_rates")
        con.unregister("incoming_rates")
        take_back_dollars(con)
        note(con, "rates", table.digest)
    return True
