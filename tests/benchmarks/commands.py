"""What a researcher waits for: the command as it is called, its time and its memory."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

import psutil

FORETELL = str(Path(sys.executable).with_name("foretell"))
TICK = 0.01
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall seconds of a command, and its most memory in MB with all its children."""

    seconds: float
    megabytes: float


def cost_of(command: Sequence[str], home: Path) -> Cost:
    """Return what a command costs in the workspace `home`.

    Raises:
        CalledProcessError: It failed.
    """
    start = perf_counter()
    with subprocess.Popen(
        command,
        cwd=home,
        env={**os.environ, "FORETELL_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        most = 0
        while running.poll() is None:
            most = max(most, _memory(running.pid))
            sleep(TICK)
        seconds = perf_counter() - start
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)
    return Cost(seconds, most / 1e6)


def _memory(pid: int) -> int:
    """Return the bytes that a process and its children hold; those already gone hold none."""
    try:
        parent = psutil.Process(pid)
        family = [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    return sum(_resident(each) for each in family)


def _resident(each: psutil.Process) -> int:
    try:
        return int(each.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def make_workspace(home: Path, articles: dict[str, bytes]) -> Path:
    """Return `home` as a workspace whose articles are these files."""
    folder = home / "seeds" / "articles"
    folder.mkdir(parents=True)
    (home / "warehouse").mkdir()
    for name, content in articles.items():
        (folder / name).write_bytes(content)
    return home
