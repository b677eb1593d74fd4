"""What differs between two files: whole records, and their fields."""

import shutil
from pathlib import Path

import pytest

from schemas import WarehouseError
from tests.warehouse.factories import extraction, other_article
from tests.warehouse.ingesting import ingest
from warehouse.difference import difference, kept_files
from warehouse.publish import previous_of
from warehouse.store import Store


def test_runs_are_compared(new_store: Store, tmp_path: Path) -> None:
    """Added, removed and changed records are counted by field, each with examples."""
    first = ingest(new_store, extraction())
    copy = Path(shutil.copyfile(new_store.published, tmp_path / "copy.duckdb"))
    pumps, sales = extraction().facts.figures
    again = extraction(
        figures=(pumps.model_copy(update={"metric": "pumps", "region": "Peru"}),),
        version="2",
    )
    second = ingest(new_store, again, version="2")
    assert kept_files(new_store.published) == {
        first.run_id: previous_of(new_store.published),
        second.run_id: new_store.published,
    }
    for before in (copy, previous_of(new_store.published)):
        found = {(c.record, c.change, c.field): c for c in difference(before, new_store.published)}
        assert found["figures", "removed", None].records == 1
        assert sales.quote in found["figures", "removed", None].examples[0]
        assert "pumps sold → pumps" in found["figures", "changed", "metric"].examples[0]
        assert "null → Peru" in found["figures", "changed", "region"].examples[0]
        assert found["forecasts", "removed", None].records == 1
        assert ("figures", "changed", "unit") not in found
    back = difference(new_store.published, copy)
    assert {c.change for c in back if c.record == "forecasts"} == {"added"}


def test_equal_files_differ_in_nothing(published: Store) -> None:
    """A file has nothing over itself."""
    assert difference(published.published, published.published) == ()


def test_no_warehouse(tmp_path: Path) -> None:
    """A file that is no warehouse is told, with what to do."""
    wrong = tmp_path / "notes.txt"
    wrong.write_text("no warehouse")
    with pytest.raises(WarehouseError, match="name two published files"):
        difference(wrong, wrong)


def test_more_articles(new_store: Store) -> None:
    """The records of an article that is new count as added."""
    ingest(new_store, extraction())
    ingest(new_store, other_article())
    found = difference(previous_of(new_store.published), new_store.published)
    assert {(c.change, c.records) for c in found if c.record == "figures"} == {("added", 2)}
