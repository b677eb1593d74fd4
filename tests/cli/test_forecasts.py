"""`forecasts` and `chart`: what is expected, as rows and as pictures."""

import csv
import io
import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Foretell
from tests.warehouse.claims import said
from tests.warehouse.ingesting import ingest
from warehouse.store import Store

MARCH, MAY, SEPTEMBER = date(2024, 3, 1), date(2024, 5, 1), date(2024, 9, 1)
PUMPS: dict[str, Any] = {"metric": "pump sales", "key": "pump revenue"}

CLAIMS = (
    said("$120 billion", 120 * 10**9, MARCH, by="Fathom", **PUMPS),
    said("$132 billion", 132 * 10**9, SEPTEMBER, by="Fathom", **PUMPS),
    said("$150 billion", 150 * 10**9, MAY, by="Belden", **PUMPS),
    said("$160 billion", 160 * 10**9, MAY, by="Belden", year="2027", **PUMPS),
    said("$125 billion", 125 * 10**9, date(2027, 2, 1), **PUMPS),
    said(
        "€90 billion",
        90 * 10**9,
        MAY,
        by="Fathom",
        unit="EUR",
        metric="kiln sales",
        key="kiln revenue",
    ),
    said("$95 billion", 95 * 10**9, MAY, by="Fathom", metric="kiln sales", key="kiln revenue"),
    said(
        "$5 billion",
        5 * 10**9,
        MAY,
        by="Fathom",
        region="Europe",
        metric="tap sales",
        key="tap revenue",
    ),
    said("$9 billion", 9 * 10**9, MAY, by="Fathom", metric="tap sales", key="tap revenue"),
)


@pytest.fixture(scope="module")
def claimed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the published warehouse of the claims above; made once, to be copied."""
    store = Store(tmp_path_factory.mktemp("claimed"))
    ingest(store, *CLAIMS)
    return store.published


@pytest.fixture
def asked(foretell: Foretell, workspace: Path, claimed: Path) -> Foretell:
    """Return the command in a workspace with the claims above."""
    shutil.copyfile(claimed, Store(workspace).published)
    return foretell


@pytest.mark.parametrize(
    ("words", "amounts"),
    [
        ([], 8),
        (["--metric", "pump sales"], 4),
        (["--metric", "pump revenue", "--target", "2026"], 3),
        (["--metric", "PUMP", "--forecaster", "belden"], 2),
        (["--forecaster", "Fathom", "--since", "2024-05-02"], 1),
        (["--target", "2027"], 1),
    ],
    ids=str,
)
def test_forecasts_that_fit_are_listed(asked: Foretell, words: list[str], amounts: int) -> None:
    """Each option narrows the list; the key of a metric finds its other wordings."""
    result = asked("forecasts", *words, "-f", "jsonl")
    assert (result.exit_code, result.stderr) == (0, "")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(found) == amounts
    assert [each["made_on"] for each in found] == sorted(
        (each["made_on"] for each in found), reverse=True
    )


def test_forecasts_as_csv(asked: Foretell) -> None:
    """A row has who, what, how much and for when."""
    result = asked("forecasts", "--target", "2027", "-f", "csv")
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert (row["forecaster"], row["metric"], row["value"], row["unit"]) == (
        "Belden",
        "pump sales",
        "160000000000",
        "USD",
    )


def test_nothing_that_fits_is_told(asked: Foretell) -> None:
    """Known names that never meet are no error, and programs get an empty list."""
    result = asked("forecasts", "--forecaster", "Fathom", "--target", "2027", "-f", "json")
    assert (result.exit_code, result.stdout) == (0, "[]\n")
    assert result.stderr == "no forecast fits --forecaster Fathom --target 2027; ask for less\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["forecasts", "--forecaster", "Fathum"],
            "no forecast has the forecaster 'Fathum'; nearest: F",
        ),
        (["forecasts", "--metric", "pomp"], "no forecast has the metric 'pomp'"),
        (["forecasts", "--company", "Nobody"], "no forecast has the company 'Nobody'"),
        (["chart", "fan", "--metric", "pump revenu", "-o", "a.png"], "nearest: pump revenue"),
        (["chart", "fan", "--metric", "pump sales", "-o", "a.pdf"], "a.pdf: a chart is written as"),
        (["chart", "fan", "--metric", "pump sales", "-o", "no/a.png"], "no is no folder"),
        (
            ["chart", "fan", "--metric", "kiln sales", "-o", "a.png"],
            "forecasts of 'kiln sales' have units EUR and USD; a chart shows one: choose with "
            "--unit, such as --unit EUR",
        ),
        (
            ["chart", "revisions", "--metric", "tap sales", "-o", "a.png"],
            "have regions europe and global; a chart shows one: choose with --region",
        ),
        (
            ["chart", "fan", "--metric", "tap sales", "--region", "China", "-o", "a.png"],
            "no forecast of 'tap sales' fits --company, --region, --unit and --target",
        ),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, list) else "",
)
def test_what_cannot_be_asked_is_refused(
    asked: Foretell, workspace: Path, words: list[str], message: str
) -> None:
    """A wrong name, file or mixture is wrong use, says what to do, and draws nothing."""
    result = asked(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert not (workspace / "a.png").exists()


@pytest.mark.parametrize(
    ("kind", "name", "start"),
    [("fan", "a.png", b"\x89PNG"), ("revisions", "a.svg", b"<svg")],
    ids=["fan", "revisions"],
)
def test_chart(asked: Foretell, workspace: Path, kind: str, name: str, start: bytes) -> None:
    """A chart is written in the form that its file names, and what it shows is told."""
    result = asked("chart", kind, "--metric", "pump sales", "-o", name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{name}: 4 forecasts by 2 forecasters, 1 actual\n"
    assert (workspace / name).read_bytes().startswith(start)


def test_page_needs_no_network(asked: Foretell, workspace: Path) -> None:
    """The HTML holds all its scripts, and has no menu that leads elsewhere."""
    asked("chart", "fan", "--metric", "pump sales", "-o", "a.html")
    page = (workspace / "a.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert re.findall(r"<script[^>]+src=|<link[^>]+href=|(?:src|href)=.https?:", page) == []
    assert '"actions":false' in page.replace(" ", "")


def test_unit_may_be_chosen(asked: Foretell) -> None:
    """One of two units is drawn where it is named; a range and many sizes are no matter."""
    words = ("chart", "fan", "--metric", "kiln sales", "--unit", "usd", "--width", "300", "--dark")
    result = asked(*words, "-o", "kilns.svg")
    assert result.stderr == "kilns.svg: 1 forecast by 1 forecaster, 0 actuals\n"


def test_both_need_a_warehouse(foretell: Foretell) -> None:
    """Before the first run the next step is told."""
    for words in (["forecasts"], ["chart", "fan", "--metric", "pumps", "-o", "a.png"]):
        result = foretell(*words)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "foretell ingest" in result.stderr
