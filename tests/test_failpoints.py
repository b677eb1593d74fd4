"""Failpoints do what the variable says, at the passing it says, and nothing without it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.failpoints import FILLING, POINTS, VARIABLE, Injected, failpoint
from pipeline.settings import CODE, unknown_variables


def test_unset_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the variable every point is passed."""
    monkeypatch.delenv(VARIABLE, raising=False)
    for point in POINTS:
        failpoint(point)


def test_raises_at_the_passing_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second passing raises; those before and after do not, nor does another point."""
    monkeypatch.setenv(VARIABLE, "stage=raise@2")
    failpoint("stage")
    failpoint("publish")
    with pytest.raises(Injected, match="raises at stage"):
        failpoint("stage")
    failpoint("stage")


def test_sleeps(monkeypatch: pytest.MonkeyPatch) -> None:
    """It waits for as many seconds as it is told, also where another point comes first."""
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    monkeypatch.setenv(VARIABLE, "clean=raise@99; discover=sleep:0.25")
    failpoint("clean")
    failpoint("discover")
    assert slept == [0.25]


def test_kills() -> None:
    """The process ends by SIGKILL, with nothing tidied up."""
    code = (
        "from pipeline.failpoints import failpoint\n"
        "try:\n    failpoint('commit')\n    failpoint('publish')\nfinally:\n    print('tidied')\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {VARIABLE: "publish=kill"},
        cwd=CODE.parent,
        capture_output=True,
    )
    assert (ended.returncode, ended.stdout) == (-signal.SIGKILL, b"")


@pytest.mark.parametrize(
    "text",
    ["nowhere=kill", "stage", "stage=explode", "stage=sleep", "stage=kill:1", "stage=kill@x"],
)
def test_wrong_orders(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """A point or an action that does not exist is no silent nothing."""
    monkeypatch.setenv(VARIABLE, text)
    with pytest.raises(ValueError, match=r"points: discover|invalid literal"):
        failpoint("stage")


def test_filling_needs_its_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder that is not there is told; what fills a disk is one file, easily taken away."""
    monkeypatch.setenv(VARIABLE, f"stage=fill:{tmp_path}/none")
    with pytest.raises(FileNotFoundError, match=FILLING):
        failpoint("stage")


def test_variable_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is told that it is no setting."""
    monkeypatch.setenv(VARIABLE, "stage=raise@99")
    assert VARIABLE not in unknown_variables()
