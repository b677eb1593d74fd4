"""A disk that is full at every stage border: told, nothing lost, and the next run completes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.failpoints import FILLING, VARIABLE
from tests.faults.scenes import Scene
from tests.faults.trials import judge_left, judge_next

MEGABYTES = 96
POINTS = ("discover", "stage", "before-commit", "after-commit", "checkpoint")
_RUN = """
import sys
from pathlib import Path
from schemas import ForetellError
from tests.faults.scenes import read_all
try:
    read_all(Path(sys.argv[1]))
except ForetellError as error:
    print(error, file=sys.stderr)
    sys.exit(error.exit_code)
"""


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """Mount a disk in memory of `MEGABYTES` for the block; None where that is refused."""
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={MEGABYTES}m", "none", str(folder)]
    if subprocess.run(["mount", *options], capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill_trials(scene: Scene, disk: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each point with what is wrong after the disk was full there."""
    for point in POINTS:
        home = disk / "home"
        subprocess.run(["cp", "-r", str(scene.home), str(home)], check=True)
        yield point, list(_fill_trial(scene, home, point))
        subprocess.run(["rm", "-r", str(home)], check=True)


def _fill_trial(scene: Scene, home: Path, point: str) -> Iterator[str]:
    """Yield what is wrong after the disk was full at a point, and had room again."""
    ended = subprocess.run(
        [sys.executable, "-c", _RUN, str(home)],
        env=os.environ | {VARIABLE: f"{point}=fill:{home}"},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode == 0:
        yield "the run ended well, though nothing could be written"
    elif "Traceback" in ended.stderr or not _says_why(ended.stderr):
        yield f"the run does not say why it ended: {ended.stderr[-400:]}"
    (home / FILLING).unlink()
    yield from judge_left(scene, home, set())
    yield from judge_next(scene, home, set(), was_killed=False)


def _says_why(told: str) -> bool:
    """Tell whether a message names the disk."""
    return any(words in told for words in ("No space left", "no space", "disk", "Could not write"))
