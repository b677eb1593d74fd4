"""Runs that are killed or have no room, in short; `make faults` does it 200 times."""

from pathlib import Path

import pytest

from tests.faults.disks import fill_trials, small_disk
from tests.faults.scenes import Scene, make_scene
from tests.faults.trials import Trial, run_trial


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Return a workspace with a past, and with news to be read."""
    return make_scene("second run", tmp_path_factory.mktemp("faults") / "home", has_past=True)


@pytest.mark.parametrize("order", ["stage=kill@2", "before-commit=kill@2", "before-publish=kill"])
def test_nothing_is_lost_by_kill_9(scene: Scene, tmp_path: Path, order: str) -> None:
    """What was told to be loaded is there, nothing is there twice, and the next run ends it."""
    assert run_trial(Trial(scene, order), tmp_path / "trial", 0) == []


def test_nothing_is_lost_for_want_of_room(scene: Scene, tmp_path: Path) -> None:
    """A full disk ends the run with a message; with room the next one completes."""
    with small_disk(tmp_path / "disk") as disk:
        if disk is None:
            pytest.skip("mounting a small disk is refused here; it takes the rights of root")
        point, wrong = next(fill_trials(scene, disk))
    assert (point, wrong) == ("discover", [])
