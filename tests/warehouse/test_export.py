"""Views as files: all rows, all digits, no formula, and what the columns mean."""

import csv
import json
import sqlite3
from contextlib import closing
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from schemas import UnknownName, UsageError, WarehouseMissing
from tests.warehouse.factories import TEXT, extraction, other_article
from tests.warehouse.ingesting import ingest
from warehouse import export_sheet
from warehouse.describe import VIEWS, column_comment
from warehouse.export import export, export_all
from warehouse.names import ExportForm
from warehouse.reader import Reader
from warehouse.store import Store

FORMULAS = ("=1+1", "+1", "-1+2", "@SUM(A1)", "\tx", "\rx")


@pytest.fixture(scope="module")
def risky(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return a store with articles whose titles a spreadsheet might run."""
    store = Store(tmp_path_factory.mktemp("risky"))
    made = []
    for number, title in enumerate(FORMULAS):
        one = extraction(f"{number}.txt", f"{number} {TEXT}")
        article = one.article.model_copy(update={"title": title})
        facts = one.facts.model_copy(update={"title": title})
        made.append(one.model_copy(update={"article": article, "facts": facts}))
    ingest(store, *made)
    return store


def test_csv(published: Store, reader: Reader, tmp_path: Path) -> None:
    """Every row and digit is there, with the dictionary beside."""
    done = export(published.published, "figures", ExportForm.CSV, tmp_path / "f.csv")
    with done.path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert (done.rows, len(rows)) == (4, 4)
    assert {row["value"] for row in rows} == {"1200", "4500000000"}
    assert [row["figure_id"] for row in rows] == [
        figure_id for (figure_id,) in reader.sql("SELECT figure_id FROM figures").rows
    ]
    assert done.dictionary
    with done.dictionary.open(encoding="utf-8", newline="") as file:
        meanings = {row["column"]: row["meaning"] for row in csv.DictReader(file)}
    assert list(meanings) == list(rows[0])
    assert meanings["quote"] == column_comment("figures", "quote")


def test_jsonl(published: Store, tmp_path: Path) -> None:
    """One object a line, lists as lists, nothing as null."""
    done = export(published.published, "figures", ExportForm.JSONL, tmp_path / "f.jsonl")
    rows = [json.loads(line) for line in done.path.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == done.rows == 4
    assert {tuple(row["companies"]) for row in rows} == {("Northwind",), ("Northwind", "Fathom")}
    assert rows[0]["region"] is None


def test_parquet(published: Store, reader: Reader, tmp_path: Path) -> None:
    """Columns keep their types, and each says what it means."""
    done = export(published.published, "figures", ExportForm.PARQUET, tmp_path / "f.parquet")
    table = pq.read_table(done.path)
    assert table.num_rows == done.rows == 4
    assert table.schema.field("value").type.precision == 38
    comment = table.schema.field("quote").metadata[b"comment"].decode()
    assert comment == column_comment("figures", "quote")
    assert table.column("value").to_pylist() == [
        value for (value,) in reader.sql("SELECT value FROM figures").rows
    ]


def test_sqlite(published: Store, tmp_path: Path) -> None:
    """A table of the view's name, and one that says what its columns mean."""
    done = export(published.published, "figures", ExportForm.SQLITE, tmp_path / "f.sqlite")
    with closing(sqlite3.connect(done.path)) as con:
        rows = con.execute("SELECT value, companies, period_start FROM figures").fetchall()
        meanings = dict(con.execute("SELECT name, meaning FROM data_dictionary").fetchall())
    assert (1200, '["Northwind"]', "2023-01-01") in rows
    assert meanings["figures"] == VIEWS["figures"].row
    assert meanings["quote"] == column_comment("figures", "quote")
    assert done.dictionary is None


def test_xlsx(published: Store, tmp_path: Path) -> None:
    """Numbers are numbers, days are days, and the second sheet is the dictionary."""
    done = export(published.published, "figures", ExportForm.XLSX, tmp_path / "f.xlsx")
    book = openpyxl.load_workbook(done.path)
    assert book.sheetnames == ["figures", "data dictionary"]
    names, *rows = book["figures"].iter_rows(values_only=True)
    row = dict(zip(names, rows[0], strict=True))
    assert (row["value"], row["period_start"]) == (1200, datetime(2023, 1, 1))
    assert (row["is_repeat"], row["region"], len(rows)) == (False, None, 4)
    meanings = {line[0]: line[2] for line in book["data dictionary"].iter_rows(values_only=True)}
    assert meanings["quote"] == column_comment("figures", "quote")


def test_csv_cells_are_no_formulas(risky: Store, tmp_path: Path) -> None:
    """What a spreadsheet would run stands after an apostrophe."""
    done = export(risky.published, "articles", ExportForm.CSV, tmp_path / "a.csv")
    with done.path.open(encoding="utf-8", newline="") as file:
        titles = {row["title"] for row in csv.DictReader(file)}
    assert titles == {f"'{title}" for title in FORMULAS}


def test_sheet_cells_are_no_formulas(risky: Store, tmp_path: Path) -> None:
    """What a spreadsheet would run is text that stays text when it is edited."""
    done = export(risky.published, "articles", ExportForm.XLSX, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(done.path)["articles"]
    place = [cell.value for cell in sheet[1]].index("title")
    cells = [row[place] for row in sheet.iter_rows(min_row=2)]
    assert {(cell.data_type, cell.quotePrefix) for cell in cells} == {("s", True)}
    told = {str(cell.value).replace("_x000D_", "\r") for cell in cells}
    assert told == set(FORMULAS)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("123456789012345"), True),
        (Decimal("1234567890123456"), False),
        (Decimal("1e29"), True),
        (float("nan"), False),
    ],
)
def test_numbers_that_excel_keeps(value: Decimal, expected: bool) -> None:
    """A number of more than 15 digits is written as text."""
    assert export_sheet._is_exact(value) is expected


def test_long_cells_and_long_views(
    published: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text too long for a cell is cut and says so; too many rows are refused."""
    assert export_sheet._fitting("x" * 40_000).endswith("x […]")
    assert len(export_sheet._fitting("x" * 40_000)) == export_sheet.LONGEST_CELL
    monkeypatch.setattr("warehouse.export_sheet.MOST_ROWS", 3)
    with pytest.raises(UsageError, match="--to parquet"):
        export(published.published, "figures", ExportForm.XLSX, tmp_path / "f.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_all_views_as_parquet_and_again_at_publication(new_store: Store) -> None:
    """The folder has every view, and a publication renews it once it is there."""
    ingest(new_store, extraction())
    folder = new_store.published.with_name("parquet")
    assert not folder.exists()
    done = export_all(new_store.published, folder)
    assert {each.path.stem for each in done} == set(VIEWS)
    assert pq.read_metadata(folder / "figures.parquet").num_rows == 2
    ingest(new_store, other_article())
    assert pq.read_metadata(folder / "figures.parquet").num_rows == 4


@pytest.mark.parametrize("view", ["figure", "main.figures", 'figures"; DROP VIEW figures'])
def test_unknown_view(published: Store, tmp_path: Path, view: str) -> None:
    """A view that there is not is told, and nothing is written."""
    with pytest.raises(UnknownName):
        export(published.published, view, ExportForm.CSV, tmp_path / "x.csv")
    assert list(tmp_path.iterdir()) == []


def test_no_place_to_write(published: Store, tmp_path: Path) -> None:
    """A folder that is missing is told, as is a warehouse."""
    with pytest.raises(UsageError, match="-o"):
        export(published.published, "figures", ExportForm.CSV, tmp_path / "no" / "x.csv")
    with pytest.raises(UsageError, match="-o"):
        export(published.published, "figures", ExportForm.CSV, tmp_path)
    with pytest.raises(WarehouseMissing):
        export(tmp_path / "none.duckdb", "figures", ExportForm.CSV, tmp_path / "x.csv")
