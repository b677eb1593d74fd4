"""What commands cost with all their children: wall and processor seconds, and shared-out memory."""

import os
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import psutil

TICK = 0.5
"""Seconds between two looks."""


@dataclass(frozen=True, slots=True)
class Spending:
    """What commands cost together.

    Attributes:
        seconds: From the start of the first to the end of the last.
        processor_seconds: Of all processes, up to the last look at each.
        megabytes: The most that all held at once; what several share is counted once.
    """

    seconds: float
    processor_seconds: float
    megabytes: float


class Watch:
    """Looks at processes and their children until it is told to stop."""

    def __init__(self, running: Sequence["subprocess.Popen[bytes]"]) -> None:
        self._running = running
        self._spent: dict[tuple[int, float], float] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.most = 0
        self._thread.start()

    def stop(self) -> float:
        """Return the processor seconds of all that was seen."""
        self._over.set()
        self._thread.join()
        return sum(self._spent.values())

    def _watch(self) -> None:
        while not self._over.wait(TICK):
            family = [each for running in self._running for each in _family(running.pid)]
            self.most = max(self.most, sum(map(self._look, family)))

    def _look(self, each: psutil.Process) -> int:
        """Note what a process has spent, and return what it holds."""
        try:
            with each.oneshot():
                times = each.cpu_times()
                self._spent[each.pid, each.create_time()] = times.user + times.system
                return int(each.memory_full_info().pss)
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            return 0


def _family(pid: int) -> list[psutil.Process]:
    try:
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def spending_of(commands: Sequence[Sequence[str]], home: Path, **variables: str) -> Spending:
    """Return what commands cost that run at the same time in the workspace `home`.

    Raises:
        CalledProcessError: One failed; 3 (some inputs were rejected) is no failure.
    """
    environment = {**os.environ, "FORETELL_HOME": str(home), **variables}
    start = perf_counter()
    with (home / "log.txt").open("ab") as log:
        running = [
            subprocess.Popen(command, cwd=home, env=environment, stdout=log, stderr=log)
            for command in commands
        ]
        watch = Watch(running)
        codes = [each.wait() for each in running]
    seconds = perf_counter() - start
    spent = watch.stop()
    for code, command in zip(codes, commands, strict=True):
        if code not in (0, 3):
            raise subprocess.CalledProcessError(code, command)
    return Spending(seconds, spent, watch.most / 1e6)
