"""What researchers decided about companies: `company_decisions.csv`, read, checked, written.

A merge or a split is applied where the warehouse is read, an alias there and when articles
are read. Taking a row out of the table undoes its decision.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from pathlib import Path

from pydantic import ValidationError

from pipeline.lexicon import read_table
from schemas import CompanyDecision, DecisionKind, SettingsError, stable_id

TABLE = "company_decisions"
COLUMNS = tuple(CompanyDecision.model_fields)


def table_of(home: Path) -> Path:
    """Return the file that a workspace's decisions are in."""
    return home / "seeds" / "lexicon" / f"{TABLE}.csv"


def load_decisions(workspace: Path | None = None) -> tuple[CompanyDecision, ...]:
    """Return the decisions of the repository and of the workspace, in their order.

    Raises:
        SettingsError: A row is wrong, or contradicts one before it.
    """
    decisions: list[CompanyDecision] = []
    for row in read_table(TABLE, COLUMNS, workspace=workspace):
        decision = _read(row)
        if said := conflict_of(decisions, decision):
            raise SettingsError(
                f"{TABLE}.csv: {decision.decision}: {said}; take one of the two rows out"
            )
        decisions.append(decision)
    return tuple(decisions)


def _read(row: Mapping[str, str]) -> CompanyDecision:
    """Return the decision of one row; an empty cell is none."""
    cells: dict[str, object] = {name: value or None for name, value in row.items()}
    cells["wordlike"] = row["wordlike"] == "yes"
    try:
        decision = CompanyDecision.model_validate(cells, strict=False)
    except ValidationError as error:
        wrong = ", ".join(str(each["loc"][0]) for each in error.errors())
        raise SettingsError(
            f"{TABLE}.csv: {row['decision']}: wrong or missing: {wrong}; correct the row, or "
            "take it out and decide again with `foretell company`"
        ) from error
    if missing := [name for name in _needed(decision) if getattr(decision, name) is None]:
        raise SettingsError(f"{TABLE}.csv: {row['decision']}: {', '.join(missing)} is empty")
    return decision


def _needed(decision: CompanyDecision) -> tuple[str, ...]:
    """Return the cells that a decision of its kind must have."""
    return ("name",) if decision.kind is DecisionKind.ALIAS else ("other_id", "other")


def decision_id(
    kind: DecisionKind, company_id: str, name: str | None, article_id: str | None, other: str | None
) -> str:
    """Return the id of a decision; the same decision always has the same."""
    return stable_id(kind.value, company_id, (name or "").lower(), article_id or "", other or "")


def conflict_of(decisions: Sequence[CompanyDecision], new: CompanyDecision) -> str | None:
    """Return in words what `new` contradicts; None where it stands beside all others."""
    if new.company_id == new.other_id:
        return f"{new.company} is that company already"
    for old in decisions:
        if said := _contradiction(old, new):
            return f"{said} ({old.decision}, by {old.decided_by} on {old.decided_on})"
    if new.kind is DecisionKind.MERGE and new.other_id in owners_of(decisions, new.company_id):
        return f"{new.company} is itself part of {new.other}"
    return None


def _contradiction(old: CompanyDecision, new: CompanyDecision) -> str | None:
    """Return what two decisions say against each other."""
    if old.decision == new.decision:
        return "it is decided already"
    if DecisionKind.MERGE in (old.kind, new.kind):
        return _against_merge(old, new)
    if old.kind is not new.kind or _scope(old) != _scope(new):
        return None
    if old.kind is DecisionKind.ALIAS:
        return f"{new.name} is a name of {old.company}"
    return f"these mentions of {old.company} are of {old.other}"


def _against_merge(old: CompanyDecision, new: CompanyDecision) -> str | None:
    """Return what speaks against a merge, or in a merge against another decision."""
    if old.kind is new.kind:
        return f"{old.other} is part of {old.company}" if old.other_id == new.other_id else None
    if DecisionKind.SPLIT in (old.kind, new.kind) and _pair(old) == _pair(new):
        return f"{old.company} and {old.other} were " + (
            "merged" if old.kind is DecisionKind.MERGE else "divided"
        )
    return None


def _scope(decision: CompanyDecision) -> tuple[str | None, ...]:
    """Return which mentions an alias or a split is about."""
    company = decision.company_id if decision.kind is DecisionKind.SPLIT else None
    return company, (decision.name or "").lower(), decision.article_id


def _pair(decision: CompanyDecision) -> frozenset[str | None]:
    """Return the two companies of a merge or a split."""
    return frozenset({decision.company_id, decision.other_id})


def owners_of(decisions: Iterable[CompanyDecision], company_id: str) -> list[str]:
    """Return the companies that `company_id` is part of by merges, the last one whole."""
    merged = {d.other_id: d.company_id for d in decisions if d.kind is DecisionKind.MERGE}
    owners: list[str] = []
    while company_id in merged:
        company_id = merged[company_id]
        owners.append(company_id)
    return owners


def add_decision(home: Path, decision: CompanyDecision) -> Path:
    """Enter a decision as the last row of the workspace's table, and return the table.

    Raises:
        SettingsError: The table cannot be written.
    """
    path = table_of(home)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        held = path.read_text(encoding="utf-8") if path.is_file() else _line(COLUMNS)
        ended = held if held.endswith("\n") else f"{held}\n"
        _replace(path, ended + _line(_cells(decision)))
    except OSError as error:
        raise SettingsError(f"{path} cannot be written: {error.strerror}") from error
    return path


def remove_decision(home: Path, decision: str) -> Path:
    """Take a decision's row out of the workspace's table, and return the table.

    Raises:
        SettingsError: The workspace has no such row, or the table cannot be written.
    """
    path = table_of(home)
    try:
        held = path.read_text(encoding="utf-8").splitlines(keepends=True)
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}") from error
    kept = [line for line in held if not line.startswith(f"{decision},")]
    if len(kept) == len(held):
        raise SettingsError(
            f"{path} has no row {decision}; `foretell company decisions` lists them all"
        )
    _replace(path, "".join(kept))
    return path


def _cells(decision: CompanyDecision) -> list[str]:
    cells = decision.model_dump(mode="json")
    cells["wordlike"] = "yes" if decision.wordlike else "no"
    return ["" if cells[name] is None else " ".join(str(cells[name]).split()) for name in COLUMNS]


def _line(cells: Sequence[str]) -> str:
    line = StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _replace(path: Path, text: str) -> None:
    """Give the file another text at once: whoever reads it sees the one or the other."""
    fresh = path.with_name(f"{path.name}.next")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)
