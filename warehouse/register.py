"""What is known of companies beside the articles: three tables, replaced as a whole.

The register comes from the lexicon and from the researchers' decisions. Views tell companies
by it, so that a decision counts at once and no article has to be read again.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType

import duckdb

from schemas import CompanyAlias, CompanyDecision, DecisionKind, Register, RegisteredCompany
from warehouse.columns import Column, cell, column, columns_of
from warehouse.keep import ALL_CHANGED, REGISTER_CHANGED
from warehouse.sql import transaction

_SETTLED_ID = column(
    "settled_id", str, "Whose the mentions are by this decision, merges followed to their end."
)

REGISTER_TABLES: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {
        "companies": columns_of(RegisteredCompany),
        "company_aliases": columns_of(CompanyAlias),
        "company_decisions": (*columns_of(CompanyDecision), _SETTLED_ID),
    }
)
"""The tables of `core` that hold the register, by name."""

_Rows = Sequence[Mapping[str, object]]


def enter_register(con: duckdb.DuckDBPyConnection, register: Register) -> bool:
    """Make the register the one that views go by; return False where it is already."""
    digest = sha256(register.model_dump_json().encode()).hexdigest()
    if con.execute("SELECT content_sha256 FROM ops.register").fetchall() == [(digest,)]:
        return False
    # Imported when it is used: readers never need Arrow, and it takes 0.2 s to load.
    from warehouse.arrow import arrow_table

    with transaction(con):
        kinds = _kinds(con)
        for name, rows in _rows_of(register).items():
            con.execute(f"TRUNCATE core.{name}")
            con.register("incoming_register", arrow_table(REGISTER_TABLES[name], rows))
            con.execute(f"INSERT INTO core.{name} BY NAME FROM incoming_register")
            con.unregister("incoming_register")
        # Whose a forecast is depends on what kind of company makes it.
        con.execute(REGISTER_CHANGED if _kinds(con) == kinds else ALL_CHANGED)
        con.execute("DELETE FROM ops.register")
        con.execute("INSERT INTO ops.register VALUES (?)", [digest])
        con.execute("UPDATE ops.revision SET revision = revision + 1")
    return True


def _kinds(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Return the kind of every registered company."""
    return con.execute("SELECT company_id, kind FROM core.companies ORDER BY ALL").fetchall()


def _rows_of(register: Register) -> dict[str, _Rows]:
    """Return the rows of each table."""
    merged = _merged(register.decisions)
    return {
        "companies": [{n: cell(v) for n, v in company} for company in register.companies],
        "company_aliases": [{n: cell(v) for n, v in alias} for alias in register.aliases],
        "company_decisions": [
            {**{n: cell(v) for n, v in each}, "settled_id": _settled(each, merged)}
            for each in register.decisions
        ],
    }


def _merged(decisions: Sequence[CompanyDecision]) -> dict[str, str]:
    """Return which company each merged company is part of, one step further."""
    return {
        each.other_id: each.company_id
        for each in decisions
        if each.kind is DecisionKind.MERGE and each.other_id
    }


def _settled(decision: CompanyDecision, merged: Mapping[str, str]) -> str:
    """Return whose the mentions are by a decision; merges have no circle."""
    settled = decision.company_id
    if decision.kind is DecisionKind.SPLIT and decision.other_id:
        settled = decision.other_id
    while settled in merged:
        settled = merged[settled]
    return settled
