"""What `foretell company show` tells of a company."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.cli.company_names import Named
    from schemas import Register
    from warehouse.reader import Reader

SEEN = """
SELECT resolutions, mentions, articles, first_seen, last_seen
FROM companies WHERE company_id = ?
"""
NAMES = "SELECT alias FROM aliases WHERE company_id = ? ORDER BY mentions DESC, alias"
ROLES = """
SELECT "role", count(*) FROM company_roles WHERE company_id = ? GROUP BY "role" ORDER BY "role"
"""
KNOWN = ("legal_name", "ticker", "exchange", "country", "kind", "origin")

FieldRow = tuple[str, object]


def field_rows(found: "Named", register: "Register", reader: "Reader | None") -> list[FieldRow]:
    """Return each thing that is known of a company, with its name."""
    return [
        ("company_id", found.company_id),
        ("name", found.name),
        *_of_register(found, register),
        *(_of_warehouse(found, reader) if reader is not None else ()),
        *_of_decisions(found, register),
    ]


def _of_register(found: "Named", register: "Register") -> Iterator[FieldRow]:
    """Yield what the register says."""
    by_id = {one.company_id: one for one in register.companies}
    known = by_id.get(found.company_id)
    for name in KNOWN:
        yield name, getattr(known, name, None)
    parent = by_id.get(known.parent_id) if known and known.parent_id else None
    yield "parent", parent and f"{parent.name} ({parent.company_id})"
    children = [one.name for one in register.companies if one.parent_id == found.company_id]
    yield "parent_of", "; ".join(sorted(children)) or None


def _of_warehouse(found: "Named", reader: "Reader") -> Iterator[FieldRow]:
    """Yield what the articles say."""
    seen = reader.sql(SEEN, [found.company_id])
    for name, value in zip(seen.columns, seen.rows[0] if seen.rows else [None] * 5, strict=True):
        yield name, ", ".join(value) if isinstance(value, list) else value
    names = [alias for (alias,) in reader.sql(NAMES, [found.company_id]).rows]
    yield "aliases", "; ".join(names) or None
    for role, count in reader.sql(ROLES, [found.company_id]).rows:
        yield f"as {role}", count


def _of_decisions(found: "Named", register: "Register") -> Iterator[FieldRow]:
    """Yield the decisions that it is part of."""
    for each in register.decisions:
        if found.company_id in (each.company_id, each.other_id):
            why = each.why or "no reason given"
            yield each.decision, f"by {each.decided_by} on {each.decided_on}: {why}"
