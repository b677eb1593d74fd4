"""A Dask cluster of separate processes on this machine, whose parts can be killed."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parents[2]


class Cluster:
    """A scheduler and workers, each a process of one thread.

    Attributes:
        address: Where the scheduler listens.
        workers: The workers' processes.
    """

    def __init__(self, count: int, log: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self._port}"
        self._log = log
        self._count = count
        self.scheduler = self._start_scheduler()
        self.workers = [self._start_worker() for _ in range(count)]

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all parts."""
        _end(self.parts)

    @property
    def parts(self) -> list["subprocess.Popen[bytes]"]:
        """Return the processes of all parts."""
        return [self.scheduler, *self.workers]

    def kill(self, part: str) -> None:
        """Kill a part: `worker`, `workers`, `scheduler`; or the `cluster`, which stays away."""
        if part == "worker":
            self.kill_worker(0)
        elif part == "workers":
            _end(self.workers)
            self.mend()
        elif part == "scheduler":
            self.kill_scheduler()
        else:
            _end(self.parts)

    def kill_scheduler(self) -> None:
        """Kill the scheduler, and start another in its place; its workers go with it."""
        _end(self.parts)
        self.restart()

    def restart(self) -> None:
        """Start whatever has gone."""
        if self.scheduler.poll() is not None:
            self.scheduler = self._start_scheduler()
        self.mend()

    def kill_worker(self, number: int) -> None:
        """Kill a worker, and start another in its place."""
        _end([self.workers[number]])
        self.mend()

    def mend(self) -> None:
        """Start a worker for each that has gone, as what watches over them would."""
        self.workers = [
            each if each.poll() is None else self._start_worker() for each in self.workers
        ]

    def _start_scheduler(self) -> "subprocess.Popen[bytes]":
        return self._start(
            "dask_scheduler", "--host", "127.0.0.1", "--port", str(self._port), "--no-dashboard"
        )

    def _start_worker(self) -> "subprocess.Popen[bytes]":
        return self._start(
            "dask_worker",
            self.address,
            *("--nthreads", "1", "--no-nanny", "--no-dashboard", "--death-timeout", "120"),
        )

    def _start(self, module: str, *words: str) -> "subprocess.Popen[bytes]":
        """Start a part, its words in the log."""
        threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{module}", *words],
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT), **threads},
                stdout=log,
                stderr=log,
            )


def _end(parts: list["subprocess.Popen[bytes]"]) -> None:
    """Kill processes."""
    for each in parts:
        each.kill()
        each.wait()
