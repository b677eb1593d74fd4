"""A lake whose storage is full: told, nothing half-written, and the next run completes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.failpoints import FILLING, VARIABLE
from pipeline.ingest import ingest
from pipeline.settings import Settings, WarehouseSettings
from schemas import WarehouseError
from tests.benchmarks.drivers import TABLES
from tests.fakes import ARTICLE, FakeProcessor
from tests.faults.disks import small_disk
from warehouse.reader import open_reader
from warehouse.stores import published_of


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Return an empty disk of 96 MB in memory; skip where none may be mounted."""
    with small_disk(tmp_path / "disk") as mounted:
        if mounted is None:
            pytest.skip("only root may mount a disk")
        yield mounted


def rows(settings: Settings) -> dict[str, list[str]]:
    """Return the rows that readers see of each table, but for who wrote them."""
    found: dict[str, list[str]] = {}
    with open_reader(published_of(settings), seconds=300) as reader:
        for name in TABLES:
            but = "EXCLUDE (run_id)" if name == "articles" else ""
            query = f"SELECT * {but} FROM core.{name}"  # noqa: S608 - our own names
            found[name] = sorted(map(repr, reader.sql(query).rows))
    return found


def test_full_storage(
    settings: Settings, articles: Path, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readers keep what they have until there is room, and then see all of it, once.

    It is full before the first rows are loaded, then before they are published.
    """
    wanted = WarehouseSettings(kind="ducklake", storage=str(disk / "lake"))
    lake = settings.model_copy(update={"warehouse": wanted})

    def read(settings: Settings, name: str) -> None:
        (articles / name).write_text(f"{ARTICLE}This is {name}.\n")
        ingest([], settings, FakeProcessor(), command="ingest")

    read(lake, "0.txt")
    for number, point in enumerate(("stage", "before-commit"), start=1):
        before = rows(lake)
        monkeypatch.setenv(VARIABLE, f"{point}=fill:{disk}")
        with pytest.raises(WarehouseError, match="No space left"):
            read(lake, f"{number}.txt")
        monkeypatch.delenv(VARIABLE)
        assert rows(lake) == before
        (disk / FILLING).unlink()
        read(lake, f"{number} again.txt")

    ingest([], settings, FakeProcessor(), command="ingest")  # one file, undisturbed
    assert rows(lake) == rows(settings)
    with open_reader(published_of(lake)) as reader:
        states = reader.sql("SELECT state FROM runs ORDER BY run_id").rows
    assert states == [("completed",), *[("crashed",), ("completed",)] * 2]
