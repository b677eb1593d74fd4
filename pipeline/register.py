"""The register of companies as the warehouse takes it: the lexicon's rows and the decisions."""

from pathlib import Path

from pipeline.decisions import load_decisions
from pipeline.gazetteer import ALIAS_COLUMNS, COMPANY_COLUMNS
from pipeline.lexicon import Row, read_table
from schemas import CompanyAlias, Register, RegisteredCompany


def load_register(workspace: Path | None = None) -> Register:
    """Return the known companies, their aliases and the decisions, the workspace's included.

    Raises:
        SettingsError: A table is missing or wrong.
    """
    companies = read_table("companies", COMPANY_COLUMNS, workspace=workspace)
    aliases = read_table("company_aliases", ALIAS_COLUMNS, workspace=workspace)
    return Register(
        companies=tuple(map(_company, companies)),
        aliases=tuple(
            CompanyAlias(alias=row["alias"], company_id=row["company_id"], origin=row["source"])
            for row in aliases
        ),
        decisions=load_decisions(workspace),
    )


def _company(row: Row) -> RegisteredCompany:
    """Return the company of one row; an empty cell is unknown."""
    return RegisteredCompany(
        company_id=row["company_id"],
        name=row["name"],
        legal_name=row["legal_name"] or None,
        ticker=row["ticker"] or None,
        exchange=row["exchange"] or None,
        country=row["country"] or None,
        kind=row["kind"] or None,
        parent_id=row["parent"] or None,
        origin=row["source"],
    )
