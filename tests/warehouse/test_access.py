"""The warehouse for Python programs: records, frames, and the examples of docs/python.md."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pandas
import polars
import pyarrow as pa
import pytest

from pipeline import open_warehouse
from pipeline.settings import CODE
from schemas import (
    CompanyMention,
    Figure,
    Forecast,
    QueryError,
    RejectedNumber,
    UnknownName,
    UsageError,
    WarehouseMissing,
)
from tests.warehouse.factories import extraction
from warehouse.access import Warehouse
from warehouse.search import Hit
from warehouse.store import Store

PAGE = (CODE.parent / "docs" / "python.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def warehouse(published: Store) -> Iterator[Warehouse]:
    """Return the published articles as a program opens them."""
    with open_warehouse(published.published.parent.parent) as opened:
        yield opened


def test_examples_of_the_page(
    published: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever copies the page from top to bottom meets no error and gets what it says."""
    monkeypatch.setenv("FORETELL_HOME", str(published.published.parent.parent))
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for example in EXAMPLES:
        exec(compile(example, "docs/python.md", "exec"), names)  # noqa: S102 - our own page
    assert len(EXAMPLES) >= 8
    assert names["rows"] == 4
    assert isinstance(names["frame"], polars.DataFrame)
    assert isinstance(names["hit"], Hit)
    assert (tmp_path / "figures.parquet").is_file()


def test_figures_are_the_records_that_went_in(warehouse: Warehouse) -> None:
    """Each record comes back whole, with where it was found."""
    facts = extraction("a/pumps.txt").facts
    found = list(warehouse.figures("source_uri = ?", ["a/pumps.txt"]))
    assert tuple(each.record for each in found) == facts.figures
    assert {(each.article_id, each.title) for each in found} == {(facts.article_id, facts.title)}


@pytest.mark.parametrize(
    ("name", "kind", "count"),
    [
        ("figures", Figure, 4),
        ("forecasts", Forecast, 2),
        ("company_mentions", CompanyMention, 4),
        ("rejected_numbers", RejectedNumber, 2),
    ],
)
def test_each_kind_of_record(warehouse: Warehouse, name: str, kind: type, count: int) -> None:
    """Every view of records can be gone through, in the type of its records."""
    records = [found.record for found in getattr(warehouse, name)()]
    assert [type(record) for record in records] == [kind] * count
    assert list(getattr(warehouse, name)("false")) == []


def test_condition_can_only_be_one(warehouse: Warehouse) -> None:
    """A condition that ends in a comment is one, a second statement is refused."""
    assert len(list(warehouse.figures("unit = 'USD' -- dollars"))) == 2
    for condition in ("true) TO 'x'", "true); DROP VIEW figures; --", "no_such_column = 1"):
        with pytest.raises(QueryError):
            list(warehouse.figures(condition))


def test_answer_in_every_frame(warehouse: Warehouse) -> None:
    """Amounts keep their digits in Arrow, pandas, polars and plain rows."""
    answer = warehouse.sql("SELECT quote, value FROM figures WHERE unit = ? LIMIT 1", ["USD"])
    assert (answer.columns, len(answer)) == (("quote", "value"), 1)
    assert repr(answer) == "<Answer of 1 rows: quote, value>"
    row = {"quote": "$4.5 billion to $5 billion", "value": Decimal(4500000000)}
    assert list(answer) == [row]
    assert isinstance(answer.to_arrow(), pa.Table)
    assert answer.to_pandas().to_dict("records") == [row]
    assert isinstance(answer.to_pandas(), pandas.DataFrame)
    assert answer.to_polars().to_dicts() == [row]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_library_is_missing(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    """Without the library one is told what to install, or to use instead."""
    monkeypatch.setitem(__import__("sys").modules, library, None)
    with pytest.raises(UsageError, match=rf"{library} is not installed; .*to_arrow"):
        getattr(warehouse.sql("SELECT 1"), f"to_{library}")()


def test_ready_questions(warehouse: Warehouse) -> None:
    """A ready question is asked by its name and values; anything else is told."""
    assert "Fathom" in {row["forecaster"] for row in warehouse.ask("forecasts-for-year", "2030")}
    with pytest.raises(UsageError, match="asks about year"):
        warehouse.ask("forecasts-for-year")
    with pytest.raises(UnknownName, match="nearest"):
        warehouse.ask("forecasts-for-yaer", "2030")


def test_unknown_ending(warehouse: Warehouse, tmp_path: Path) -> None:
    """A file of an ending that no form has is refused."""
    with pytest.raises(UsageError, match=r"known: \.csv"):
        warehouse.export("figures", tmp_path / "figures.doc")


def test_no_warehouse(tmp_path: Path) -> None:
    """Opening where nothing was published says what to do."""
    with pytest.raises(WarehouseMissing, match="foretell ingest"):
        open_warehouse(tmp_path)
