"""The parent's side of the child process that reads documents made by others.

One child reads many documents, so that its start is paid for once. It is limited in memory and
time, it is killed when it stalls, and another takes its place when it dies.
"""

import os
import signal
import subprocess
import sys
import threading
import time
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from pipeline.readers.frames import read_frame, write_frame
from schemas import RejectionReason, SourceError

CODE = Path(__file__).resolve().parents[2]

COMMAND = (sys.executable, "-P", "-m", "pipeline.readers.worker")
"""How the child is started; -P keeps the current folder out of what it imports."""

ENVIRONMENT = {
    "PYTHONPATH": str(CODE),
    "PYTHONNOUSERSITE": "1",
    "PYTHONHASHSEED": "0",
    "HOME": "/",
    "LC_ALL": "C.UTF-8",
}
"""All that the child knows of ours."""

DEATHS = 3
"""A document that ends its reading process so often is parked."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one document may take: seconds of work, and of waiting for a busy machine."""

    work_seconds: int = 6
    wait_seconds: float = 16


class Child:
    """One running child process."""

    def __init__(self, command: tuple[str, ...]) -> None:
        """Start it; of our environment it sees nothing that could hold a password."""
        self._process = subprocess.Popen(  # noqa: S603 - our own command, no word of an input
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env=ENVIRONMENT,
            start_new_session=True,
        )
        self.process_id = self._process.pid
        self.pipes = _pipe(self._process.stdin), _pipe(self._process.stdout)
        self.end = weakref.finalize(self, _end, self._process, os.getpid())

    def kill(self) -> None:
        """End it at once; whoever waits for its answer gets none."""
        self._process.kill()

    def death(self) -> str:
        """Return how a child that gives no answer ended: a signal's name or an exit code."""
        code = self._process.wait()
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"


class Guard:
    """Asks the child; starts it at the first question, and again when it is gone."""

    def __init__(
        self, patience: Patience | None = None, command: tuple[str, ...] = COMMAND
    ) -> None:
        """Start nothing yet."""
        self._patience = patience or Patience()
        self._command = command
        self._child: Child | None = None
        self._death = ""
        self._owner = os.getpid()
        self._lock = threading.Lock()

    def ask(self, task: str, media_type: str, content: bytes) -> tuple[dict[str, Any], bytes]:
        """Return the child's answer about one document.

        Raises:
            SourceError: The child refuses it, it takes too long, or it ended three children.
        """
        with self._lock:
            started = time.monotonic()
            for attempt in range(1, DEATHS + 1):
                spent = time.monotonic() - started
                header = {
                    "task": task,
                    "media_type": media_type,
                    "attempt": attempt,
                    "seconds": max(1, int(self._patience.work_seconds - spent)),
                }
                answer = self._try(header, content, self._patience.wait_seconds - spent)
                if answer is not None:
                    return _accepted(*answer)
            death = self._death
        raise SourceError(
            RejectionReason.PARKED,
            f"it ended {DEATHS} reading processes ({death}), so it is set aside; print or save "
            "it anew, and it is read again",
        )

    def close(self) -> None:
        """End the child where one runs."""
        child, self._child = self._child, None
        if child is not None:
            child.end()

    def _try(
        self, header: dict[str, Any], content: bytes, seconds: float
    ) -> tuple[dict[str, Any], bytes] | None:
        """Return the answer of the child; None where it died.

        Raises:
            SourceError: It took too long.
        """
        child = self._running()
        overdue = threading.Event()
        timer = threading.Timer(max(seconds, 0.1), _stop, (child, overdue))
        timer.daemon = True
        timer.start()
        try:
            answer = _exchange(child, header, content)
        finally:
            timer.cancel()
        if answer is None or answer[0].get("retires"):
            self._child = None
        if answer is None:
            self._death = child.death()
            child.end()
            if overdue.is_set() or self._death == signal.SIGXCPU.name:
                raise SourceError(
                    RejectionReason.TOO_COSTLY,
                    "reading it takes longer than any article needs; divide it, or save it anew",
                )
        return answer

    def _running(self) -> Child:
        """Return the child that runs, or a new one; a forked process has none of its own."""
        if self._child is None or self._owner != os.getpid():
            self._owner = os.getpid()
            self._child = Child(self._command)
        return self._child


def _stop(child: Child, overdue: threading.Event) -> None:
    """End a child that takes too long, and say so."""
    overdue.set()
    child.kill()


def _exchange(
    child: Child, header: dict[str, Any], content: bytes
) -> tuple[dict[str, Any], bytes] | None:
    """Return the answer to one frame; None where the child is gone or makes no sense."""
    requests, answers = child.pipes
    try:
        write_frame(requests, header, content)
        return read_frame(answers)
    except (OSError, ValueError):
        child.kill()
        return None


def _accepted(header: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
    """Return an answer that is none of refusal.

    Raises:
        SourceError: The child refused the document.
    """
    if "refused" in header:
        raise SourceError(RejectionReason(header["refused"]), header["detail"])
    return header, body


def _pipe(stream: Any) -> BinaryIO:
    """Return a pipe of the child, which we asked for."""
    pipe: BinaryIO = stream
    return pipe


def _end(process: "subprocess.Popen[bytes]", owner: int) -> None:
    """End a child and let go of its pipes; a fork of its owner leaves it alone."""
    if owner != os.getpid():
        return
    process.kill()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            try:
                stream.close()
            except OSError:  # what it had not taken yet is of no use to anybody
                continue
    process.wait()
