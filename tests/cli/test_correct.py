"""`foretell correct`, `reject`, `corrections`, `score`, `check` and `diff`."""

import json
from pathlib import Path

import pytest

from pipeline.corrections import days_of, load_corrections, table_of, with_days
from pipeline.ingest import ingest
from pipeline.settings import Settings
from schemas import SettingsError
from tests.cli.conftest import Foretell
from tests.fakes import FakeProcessor
from warehouse.store import Store


def seen(workspace: Path, query: str) -> list[tuple[object, ...]]:
    """Return what readers of the workspace's warehouse see."""
    with Store(workspace).reader() as reader:
        return reader.sql(query).rows


def figure_id(workspace: Path, quote: str = "12%") -> str:
    """Return the id of the figure with a quote."""
    found = dict(seen(workspace, "SELECT quote, figure_id FROM figures"))
    return str(found[quote])


def test_correct_and_undo(loaded: Foretell, workspace: Path) -> None:
    """A correction counts at once, outlives a new reading, and goes when it is undone."""
    asked = figure_id(workspace)
    result = loaded("correct", asked, "metric=pump sales", "period=2023-Q4", "--by", "ann")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "metric: sales → pump sales" in result.stderr
    query = "SELECT metric, CAST(period_end AS VARCHAR), reviewed FROM figures WHERE quote = '12%'"
    expected = [("pump sales", "2023-12-31", "corrected")]
    assert seen(workspace, query) == expected
    ingest([], Settings(home=workspace), FakeProcessor("1+test"), command="add")
    assert seen(workspace, query) == expected
    (row,) = json.loads(loaded("corrections", "list", "-f", "json").stdout)
    assert (row["state"], row["made_by"]) == ("applied", "ann")
    assert loaded("corrections", "undo", row["correction_id"]).exit_code == 0
    assert seen(workspace, query) == [("sales", None, None)]


def test_contradiction_and_orphan(loaded: Foretell, workspace: Path) -> None:
    """The last of two wins and the list says so; an orphan is listed with exit code 5."""
    asked = figure_id(workspace)
    loaded("correct", asked, "region=Peru")
    loaded("correct", asked, "region=Chile")
    assert seen(workspace, "SELECT region FROM figures WHERE quote = '12%'") == [("Chile",)]
    (row,) = json.loads(loaded("corrections", "check", "-f", "json").stdout)
    assert (row["state"], row["detail"][:24]) == ("superseded", "region: superseded by co")
    table = table_of(workspace)
    table.write_text(table.read_text().replace('"quote":"12%"', '"quote":"99%"'))
    assert loaded("corrections", "apply").exit_code == 0
    result = loaded("corrections", "check", "-f", "json")
    assert result.exit_code == 5
    assert [row["state"] for row in json.loads(result.stdout)] == ["orphaned", "orphaned"]


def test_reject_add_confirm_and_score(loaded: Foretell, workspace: Path) -> None:
    """What is rejected, added and confirmed is scored by field."""
    assert loaded("reject", figure_id(workspace, "30%")).exit_code == 0
    assert loaded("correct", figure_id(workspace), "--right").exit_code == 0
    words = ("--add", "figure", "--quote", "2023", "value=2023", "unit=count")
    assert loaded("correct", "pumps", *words).exit_code == 0
    query = "SELECT quote, reviewed FROM figures ORDER BY char_start"
    assert seen(workspace, query) == [("12%", "confirmed"), ("2023", "added")]
    score = {row["field"]: row for row in json.loads(loaded("score", "-f", "json").stdout)}
    assert score["the record itself"]["precision"] == 0.5
    assert score["found at all"]["right"] == 0


# words after `correct`, what the error says
WRONG = [
    (("status=maybe",), "'actual', 'estimate', 'forecast' or 'target'"),
    (("metrik=x",), "nearest: metric"),
    (("metric",), "is not FIELD=VALUE"),
    ((), "say what is right"),
    (("metric=x", "--right"), "say what is right"),
    (("--add", "figure"), "--quote"),
    (("--add", "number", "--quote", "12%"), "figure, forecast, company"),
]


@pytest.mark.parametrize(("words", "message"), WRONG, ids=[" ".join(w[0]) or "none" for w in WRONG])
def test_wrong_words(
    loaded: Foretell, workspace: Path, words: tuple[str, ...], message: str
) -> None:
    """What cannot be is refused with what can, and nothing is entered."""
    result = loaded("correct", figure_id(workspace), *words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not table_of(workspace).exists()


@pytest.mark.parametrize(
    ("quote", "message"),
    [("thirteen", "is not in article"), ("%", "is 2 times in the article; say which")],
)
def test_words_to_add_stand_once(loaded: Foretell, quote: str, message: str) -> None:
    """What is added stands at one place of the article."""
    words = ("--add", "figure", "--quote", quote, "value=1", "unit=count")
    result = loaded("correct", "pumps", *words)
    assert result.exit_code == 2
    assert message in result.stderr


def test_fields(loaded: Foretell, workspace: Path) -> None:
    """The fields of a record are listed with what they may be."""
    shown = loaded("correct", figure_id(workspace), "--fields").stdout
    assert "actual, estimate, forecast, target" in shown


def test_wrong_lines(workspace: Path) -> None:
    """A line of the file that cannot be read is told with its number."""
    table_of(workspace).write_text("{}\n")
    with pytest.raises(SettingsError, match="line 1: wrong or missing: char_start"):
        load_corrections(workspace)
    table_of(workspace).write_text("not JSON\n")
    with pytest.raises(SettingsError, match="line 1: no JSON"):
        load_corrections(workspace)


# label, its first and last day; None for one that is none
LABELS = [
    ("2024", ("2024-01-01", "2024-12-31")),
    ("FY2024", ("2024-01-01", "2024-12-31")),
    ("2024-Q3", ("2024-07-01", "2024-09-30")),
    ("2024-H2", ("2024-07-01", "2024-12-31")),
    ("2024-02", ("2024-02-01", "2024-02-29")),
    ("2024-07-15", ("2024-07-15", "2024-07-15")),
    ("2024/2030", ("2024-01-01", "2030-12-31")),
    ("2030/2024", None),
    ("2024-13", None),
    ("2024-02-30", None),
    ("next season", None),
    ("", None),
]


@pytest.mark.parametrize(("label", "days"), LABELS, ids=[label or "none" for label, _ in LABELS])
def test_days_of_labels(label: str, days: tuple[str, str] | None) -> None:
    """A label gives its first and last day."""
    found = days_of(label)
    assert (found and tuple(day.isoformat() for day in found)) == days


def test_given_days_count() -> None:
    """Days that are given are not replaced by those of the label."""
    given = {"period": "2024", "period_start": "2024-02-01"}
    assert with_days(given) == given
    assert with_days({"period": None}) == {"period": None, "period_start": None, "period_end": None}


def test_check_and_diff(loaded: Foretell, workspace: Path) -> None:
    """The checks pass; what a run changed is told by field."""
    result = loaded("check", "--all", "-f", "json")
    assert result.exit_code == 0
    assert {row["level"] for row in json.loads(result.stdout)} == {"error", "warning"}
    assert loaded("diff").exit_code == 2
    (workspace / "seeds" / "articles" / "more.txt").write_text("Sales of kilns rose 7%.\n")
    ingest([], Settings(home=workspace), FakeProcessor(), command="add")
    rows = json.loads(loaded("diff", "-f", "json").stdout)
    assert {(row["record"], row["change"], row["records"]) for row in rows} == {
        ("figures", "added", 1)
    }
    assert "kept:" in loaded("diff", "1999", "2000").stderr
