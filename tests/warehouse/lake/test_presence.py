"""Writers of one folder: each keeps what is its own, and finds who was killed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from filelock import FileLock

from warehouse.lake import presence
from warehouse.lake.presence import Presence, present

ROOT = Path(__file__).resolve().parents[3]
KILLED = """
import os, sys
from pathlib import Path
from warehouse.lake.presence import present
with present(Path(sys.argv[1])) as killed:
    killed.note("killed")
    killed.stage_folder.mkdir()
    os.kill(os.getpid(), 9)
"""


def staged(writer: Presence) -> Path:
    """Return a file that a writer has staged."""
    writer.stage_folder.mkdir()
    file = writer.stage_folder / "rows.parquet"
    file.touch()
    return file


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """Return a folder in which a killed writer has left its run and a staging folder."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run([sys.executable, "-c", KILLED, tmp_path], env=environment)
    assert ended.returncode == -9
    return tmp_path


def test_only_what_the_killed_left_is_removed(killed: Path) -> None:
    """A second writer, and the end of it, leave alone what the first one stages."""
    (left,) = killed.glob("*.stage")
    late = killed / "00000000.stage"  # a cluster's worker wrote it when its driver was gone
    late.mkdir()
    with present(killed) as first:
        first.note("first")
        file = staged(first)
        with present(killed) as second:
            assert staged(second) != file
            assert second.gone() == ("killed",)
            assert first.gone() == ()  # it is the second's to tell of
            second.forget_gone()
        assert not left.exists()
        assert not late.exists()
        assert file.is_file()
        assert first.gone() == ()
    assert list(killed.iterdir()) == []


def test_what_was_not_told_is_found_again(killed: Path) -> None:
    """A killed writer stays known until the warehouse knows that it is gone."""
    with present(killed) as first:
        assert first.gone() == ("killed",)
    with present(killed) as second:
        assert second.gone() == ("killed",)


def test_a_name_that_another_holds_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer that comes as another looks through the folder takes another name."""
    names: Iterator[str] = iter(("aaaaaaaa", "bbbbbbbb"))
    monkeypatch.setattr(presence, "token_hex", lambda _bytes: next(names))
    with ExitStack() as held:
        held.enter_context(FileLock(tmp_path / "aaaaaaaa.lock"))
        with present(tmp_path) as writer:
            assert writer.stage_folder.name == "bbbbbbbb.stage"
