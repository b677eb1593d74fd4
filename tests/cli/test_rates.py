"""`foretell rates`: loaded, listed, missed, and counting at once."""

import json
from pathlib import Path

import pytest

from pipeline.rates import load_rates
from tests.cli.conftest import Foretell

HEADER = "currency,date,usd_per_unit,source\n"


def test_load_and_list(loaded: Foretell, workspace: Path) -> None:
    """What is loaded is in the workspace's file, in the view, and replaced when it is reloaded."""
    Path("more.csv").write_text(f"{HEADER}EUR,2023-12-29,1.105,us\nEUR,2023-12-28,1.11,us\n")
    result = loaded("rates", "load", "more.csv")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "2 new, 0 changed, 0 as they were" in result.stderr
    Path("more.csv").write_text("Date,USD,JPY\n2023-12-29,1.25,160\n")
    assert "1 new, 1 changed" in loaded("rates", "load", "more.csv", "--source", "me").stderr
    rows = json.loads(loaded("rates", "list", "-f", "json").stdout)
    assert [(row["currency"], row["days"], row["source"]) for row in rows] == [
        ("EUR", 2, "me"),
        ("JPY", 1, "me"),
    ]
    assert len(load_rates(workspace).rates()) == 3


def test_edited_by_hand(loaded: Foretell, workspace: Path) -> None:
    """A line that is taken out of the file counts no more after `apply`."""
    Path("more.csv").write_text(f"{HEADER}EUR,2023-12-29,1.105,us\nJPY,2023-12-29,0.007,us\n")
    loaded("rates", "load", "more.csv")
    table = workspace / "seeds" / "rates.csv"
    table.write_text("".join(table.read_text().splitlines(keepends=True)[:-1]))
    assert loaded("rates", "apply").exit_code == 0
    rows = json.loads(loaded("rates", "list", "-f", "json").stdout)
    assert [row["currency"] for row in rows] == ["EUR"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{HEADER}EUR,2023-12-29,about one,us\n", "line 2: 'about one' is no rate"),
        (f"{HEADER}EUR,2123-12-29,1.1,us\n", "2123-12-29 is still to come"),
        ("a,b\n1,2\n", "no table of rates"),
    ],
)
def test_a_wrong_file_loads_nothing(
    loaded: Foretell, workspace: Path, text: str, message: str
) -> None:
    """A wrong line ends in one message and exit code 2, also beside a file that is right."""
    Path("right.csv").write_text(f"{HEADER}EUR,2023-12-29,1.105,us\n")
    Path("wrong.csv").write_text(text)
    result = loaded("rates", "load", "right.csv", "wrong.csv")
    assert result.exit_code == 2
    assert message in result.stderr
    assert load_rates(workspace).digest == ""


def test_before_there_is_a_warehouse(foretell: Foretell, workspace: Path) -> None:
    """Rates are kept for the first run."""
    Path("more.csv").write_text(f"{HEADER}EUR,2023-12-29,1.105,us\n")
    result = foretell("rates", "load", "more.csv")
    assert result.exit_code == 0
    assert "they count from the first `foretell ingest` on" in result.stderr
    assert load_rates(workspace).rates()


def test_missing(loaded: Foretell) -> None:
    """Without figures in other currencies nothing is missing."""
    result = loaded("rates", "missing", "-f", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
