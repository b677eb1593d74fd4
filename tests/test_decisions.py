"""What researchers decide about companies: kept as rows, and never against each other."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.decisions import (
    COLUMNS,
    add_decision,
    conflict_of,
    decision_id,
    load_decisions,
    remove_decision,
    table_of,
)
from pipeline.gazetteer import load_gazetteer
from pipeline.settings import Settings, extractor_version
from schemas import CompanyDecision, DecisionKind, SettingsError

MERGE, SPLIT, ALIAS = DecisionKind.MERGE, DecisionKind.SPLIT, DecisionKind.ALIAS


def made(
    kind: DecisionKind,
    company: str,
    other: str | None = None,
    *,
    name: str | None = None,
    article: str | None = None,
) -> CompanyDecision:
    """Return a decision about companies whose ids are "co_" and their names."""
    return CompanyDecision(
        decision=decision_id(kind, f"co_{company}", name, article, other and f"co_{other}"),
        kind=kind,
        company_id=f"co_{company}",
        company=company,
        name=name,
        article_id=article,
        other_id=other and f"co_{other}",
        other=other,
        wordlike=False,
        decided_by="ann",
        decided_on=date(2029, 6, 15),
        why='one "firm", two names',
    )


# decided before, decided now, what is said against it (None: nothing)
CONFLICTS = [
    ([], made(MERGE, "A", "A"), "is that company already"),
    ([], made(SPLIT, "A", "A", name="a"), "is that company already"),
    ([made(MERGE, "A", "B")], made(MERGE, "A", "B"), "decided already"),
    ([made(MERGE, "A", "B")], made(MERGE, "B", "A"), "is itself part of"),
    ([made(MERGE, "A", "B"), made(MERGE, "B", "C")], made(MERGE, "C", "A"), "itself part of"),
    ([made(MERGE, "A", "B")], made(MERGE, "C", "B"), "B is part of A"),
    ([made(MERGE, "A", "B")], made(SPLIT, "A", "B", name="b"), "were merged"),
    ([made(SPLIT, "A", "B", name="b")], made(MERGE, "A", "B"), "were divided"),
    ([made(ALIAS, "A", name="x")], made(ALIAS, "B", name="X"), "is a name of A"),
    ([made(SPLIT, "A", "B", name="x")], made(SPLIT, "A", "C", name="X"), "are of B"),
    ([made(MERGE, "A", "B")], made(MERGE, "A", "C"), None),
    ([made(MERGE, "A", "B")], made(MERGE, "C", "A"), None),
    ([made(ALIAS, "A", name="x")], made(ALIAS, "B", name="x", article="1"), None),
    ([made(SPLIT, "A", "B", name="x")], made(SPLIT, "C", "B", name="x"), None),
]


@pytest.mark.parametrize(
    ("before", "new", "said"), CONFLICTS, ids=[f"{len(c[0])} {c[1].decision}" for c in CONFLICTS]
)
def test_contradictions(
    before: list[CompanyDecision], new: CompanyDecision, said: str | None
) -> None:
    """What was decided the other way is told, whatever else stands beside it."""
    found = conflict_of(before, new)
    assert found is None if said is None else said in str(found)


def test_decisions_are_rows(workspace: Path) -> None:
    """What is added is read back, in order; taking a row out leaves the others as they were."""
    decisions = (made(MERGE, "A", "B"), made(ALIAS, "C", name="The, C"), made(MERGE, "C", "D"))
    for each in decisions:
        path = add_decision(workspace, each)
    before = path.read_text(encoding="utf-8")
    assert load_decisions(workspace)[-3:] == decisions
    remove_decision(workspace, decisions[1].decision)
    assert load_decisions(workspace)[-2:] == (decisions[0], decisions[2])
    assert set(before.splitlines()) > set(path.read_text(encoding="utf-8").splitlines())


def test_an_unknown_decision_cannot_be_taken_out(workspace: Path) -> None:
    """The message says where to look."""
    add_decision(workspace, made(MERGE, "A", "B"))
    with pytest.raises(SettingsError, match="foretell company decisions"):
        remove_decision(workspace, "merge_0000000000000000")


BROKEN = [
    ("merge_0123456789abcdef,merge,co_1,A,,,,,no,ann,2029-06-15,", "other_id, other is empty"),
    ("alias_0123456789abcdef,alias,co_1,A,,,,,no,ann,2029-06-15,", "name is empty"),
    ("alias_0123456789abcdef,alias,co_1,A,a,,,,no,ann,yesterday,", "wrong or missing: decided_on"),
    ("alias_0123456789abcdef,guess,co_1,A,a,,,,no,ann,2029-06-15,", "wrong or missing: kind"),
    ("1,alias,co_1,A,a,,,,no,ann,2029-06-15,", "wrong or missing: decision"),
]


@pytest.mark.parametrize(("row", "said"), BROKEN, ids=[row[1] for row in BROKEN])
def test_broken_rows_are_refused(workspace: Path, row: str, said: str) -> None:
    """A row that was spoilt by hand is named, with what is wrong."""
    path = table_of(workspace)
    path.parent.mkdir()
    path.write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=said):
        load_decisions(workspace)


def test_rows_that_contradict_are_refused(workspace: Path) -> None:
    """A circle of merges made by hand stops the run before anything is read."""
    add_decision(workspace, made(MERGE, "A", "B"))
    add_decision(workspace, made(MERGE, "B", "A"))
    with pytest.raises(SettingsError, match="take one of the two rows out"):
        load_decisions(workspace)


def test_a_name_is_read_with_the_next_article(workspace: Path) -> None:
    """An alias is known to the gazetteer, in place of whoever had the name."""
    add_decision(workspace, made(ALIAS, "Quarl Kiln", name="Merck"))
    known = load_gazetteer(workspace).named("Merck")
    assert known is not None
    assert [one.company_id for one in known.companies] == ["co_Quarl Kiln"]


def test_only_names_read_articles_anew(workspace: Path) -> None:
    """A merge changes what the warehouse shows, an alias what is extracted."""
    settings = Settings(home=workspace)
    plain = extractor_version(settings)
    add_decision(workspace, made(MERGE, "A", "B"))
    merged = extractor_version(settings)
    add_decision(workspace, made(ALIAS, "A", name="x"))
    assert extractor_version(settings) != merged
    remove_decision(workspace, made(ALIAS, "A", name="x").decision)
    assert extractor_version(settings) == merged
    assert merged != plain  # there is a table now, though it says nothing
