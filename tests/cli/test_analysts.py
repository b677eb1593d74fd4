"""`search`, `export` and `sql --list`, as typed at the terminal."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Foretell
from warehouse.ready import ready_queries


def test_search(loaded: Foretell) -> None:
    """Words find the article, with its sentence, records and place, for a program too."""
    (hit,) = json.loads(loaded("search", "-f", "json", "sales").stdout)
    assert hit["title"] == "Pumps"
    assert "sales" in hit["sentence"].lower()
    assert hit["permalink"].startswith("seeds/articles/pumps.txt#char=")
    assert loaded("explain", hit["records"][0]).exit_code == 0
    assert json.loads(loaded("search", "-f", "json", "zeppelin").stdout) == []


def test_search_for_nothing(loaded: Foretell) -> None:
    """Signs alone are no word: a usage error."""
    result = loaded("search", "%")
    assert (result.exit_code, "give a word" in result.stderr) == (2, True)


def test_export(loaded: Foretell, workspace: Path) -> None:
    """A view becomes a file, which is not written over unless asked to."""
    assert loaded("export", "figures").exit_code == 0
    assert (workspace / "figures.csv").read_text().count("\n") == 3
    assert (workspace / "figures.csv.dictionary.csv").is_file()
    again = loaded("export", "figures")
    assert (again.exit_code, "--force" in again.stderr) == (2, True)
    forced = loaded("export", "figures", "--force")
    assert (forced.exit_code, forced.stdout) == (0, "")
    assert "figures.csv: 2 rows" in forced.stderr


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        (["-o", "found.xlsx"], b"PK"),
        (["-o", "found.sqlite"], b"SQLite format 3"),
        (["-o", "found.txt", "--to", "jsonl"], b"{"),
    ],
    ids=["workbook", "sqlite", "told"],
)
def test_the_ending_tells_the_form(
    loaded: Foretell, workspace: Path, options: list[str], kind: bytes
) -> None:
    """Without --to a file is of the form that its ending tells; with it, of that form."""
    assert loaded("export", "figures", *options).exit_code == 0
    assert (workspace / options[1]).read_bytes().startswith(kind)


def test_an_ending_of_no_form_is_refused(loaded: Foretell) -> None:
    """Where neither --to nor the ending tells a form, the forms are named."""
    refused = loaded("export", "figures", "-o", "figures.txt")
    assert refused.exit_code == 2
    assert "known: .csv, .parquet" in refused.stderr


def test_export_of_everything(loaded: Foretell, workspace: Path) -> None:
    """Every view becomes Parquet in the workspace; a view and --all together are refused."""
    assert loaded("export", "--all").exit_code == 0
    assert (workspace / "warehouse" / "parquet" / "forecasts.parquet").is_file()
    assert loaded("export", "figures", "--all").exit_code == 2
    assert loaded("export").exit_code == 2


def test_list_of_questions(loaded: Foretell) -> None:
    """Every ready question is listed with its sentence; nothing is asked."""
    listed = json.loads(loaded("sql", "--list", "-f", "json").stdout)
    assert {row["question"]: row["answers"] for row in listed} == {
        ready.name: ready.title for ready in ready_queries()
    }
    assert len(listed) >= 15


def test_parameters(loaded: Foretell) -> None:
    """What follows -p is a value, never SQL."""
    asked = loaded("sql", "-f", "jsonl", "SELECT ? AS a, ? AS b", "-p", "x'", "-p", "2")
    assert json.loads(asked.stdout) == {"a": "x'", "b": "2"}
