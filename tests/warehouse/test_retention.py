"""Old backups go, and nothing else."""

from pathlib import Path

from warehouse.opening import backups_of
from warehouse.receipts import receipt_of
from warehouse.retention import forget_old
from warehouse.store import Store


def test_the_newest_backups_are_kept(tmp_path: Path) -> None:
    """With their receipts; a backup of another name or kind is nobody's to take away."""
    store = Store(tmp_path)
    folder = backups_of(store.published)
    folder.mkdir(parents=True)
    names = [f"foretell-2026010{day}T030000.duckdb" for day in range(1, 6)]
    for name in [*names, "before-0009_search.duckdb", "mine.duckdb"]:
        (folder / name).touch()
        receipt_of(folder / name).touch()
    gone = forget_old(store, 2)
    assert sorted(path.name for path in gone) == names[:3]
    left = {path.name for path in folder.glob("*.duckdb")}
    assert left == {*names[3:], "before-0009_search.duckdb", "mine.duckdb"}
    assert len(list(folder.glob("*.receipt.json"))) == 4
