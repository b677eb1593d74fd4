"""Analysts' SQL in a process of its own: limited in memory, killed when its time is over."""

import secrets
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from math import ceil
from pathlib import Path
from types import MappingProxyType
from typing import Any

from schemas import QueryError, UnknownName, WarehouseError, WarehouseMissing
from warehouse.answers import line, message
from warehouse.names import LAKE_SUFFIX
from warehouse.table import Table

CODE = Path(__file__).resolve().parents[1]

ENVIRONMENT = {
    "PYTHONPATH": str(CODE),
    "PYTHONNOUSERSITE": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "HOME": "/",
    "LC_ALL": "C.UTF-8",
}
"""All that the child knows of ours."""

ANSWER_BYTES = 256_000_000
"""An answer that is longer is for `foretell export`."""

_ERRORS: Mapping[str, type[WarehouseError]] = MappingProxyType(
    {error.__name__: error for error in (QueryError, UnknownName, WarehouseError, WarehouseMissing)}
)


class Confined:
    """Answers SQL about one published file; a context manager, which ends the child.

    The child is started at once, so that it loads DuckDB while the caller does other things;
    where it was killed, the next question starts another.
    """

    def __init__(self, published: Path, *, seconds: float = 10) -> None:
        """Start the child.

        Args:
            published: The file to read.
            seconds: Wall time of a question, from its asking to the last row of its answer.
        """
        self._published = published
        self._seconds = seconds
        self._child = self._start()

    def __enter__(self) -> "Confined":
        """Return this."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the child."""
        self._end()

    def sql(self, query: str, parameters: Sequence[object] = ()) -> Table:
        """Return the answer to one reading statement; `?` in it stands for a parameter.

        Raises:
            QueryError: The statement is wrong, would do more than read, or takes too much time
                or memory.
            WarehouseMissing: Nothing was published yet.
            WarehouseError: The published file cannot be opened.
        """
        if self._child.poll() is not None:
            self._end()
            self._child = self._start()
        overdue = threading.Event()
        timer = threading.Timer(self._seconds, self._stop, (overdue,))
        timer.daemon = True
        timer.start()
        try:
            return self._exchange(query, parameters)
        except (OSError, ValueError, KeyError) as error:
            raise QueryError(self._ending(overdue.is_set())) from error
        finally:
            timer.cancel()

    def _exchange(self, query: str, parameters: Sequence[object]) -> Table:
        """Send a question and return its answer.

        Raises:
            ValueError: The child is gone, or what came is no answer.
        """
        tag = secrets.token_hex(8)
        request = {
            "query": query,
            "parameters": list(parameters),
            "seconds": ceil(self._seconds) + 1,
        }
        requests: Any = self._child.stdin
        requests.write(tag.encode() + b"\n" + line(request, tag))
        requests.flush()
        left = ANSWER_BYTES
        head, left = self._line(tag, left)
        rows: list[tuple[Any, ...]] = []
        while True:
            batch, left = self._line(tag, left)
            if isinstance(batch, dict):
                break
            rows += map(tuple, batch)
        return Table(tuple(head["columns"]), tuple(head["types"]), rows)

    def _line(self, tag: str, left: int) -> tuple[Any, int]:
        """Return the next line of an answer, and how many bytes more there may be.

        Raises:
            WarehouseError: It tells one.
            ValueError: There is none.
        """
        answers: Any = self._child.stdout
        text = answers.readline(left)
        if len(text) >= left:
            self._kill()
            raise QueryError(
                f"the answer is longer than {ANSWER_BYTES // 1_000_000} MB; ask for fewer rows or "
                "columns, or use `foretell export`"
            )
        told = message(text, tag)
        if isinstance(told, dict) and "error" in told:
            raise _ERRORS.get(told["error"], WarehouseError)(told["told"])
        return told, left - len(text)

    def _ending(self, overdue: bool) -> str:
        """Return why there is no answer."""
        if overdue:
            self._kill()
            return f"stopped after {self._seconds:g} seconds; ask for fewer rows"
        try:
            code = self._child.wait(timeout=1)
        except subprocess.TimeoutExpired:
            code = self._kill()
        how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return f"the query ended the process that ran it ({how}); ask for less"

    def _kill(self) -> int:
        """End the child, so that the next question starts another; return its exit code."""
        self._child.kill()
        return self._child.wait()

    def _stop(self, overdue: threading.Event) -> None:
        """End a child that takes too long, and say so."""
        overdue.set()
        self._child.kill()

    def _start(self) -> "subprocess.Popen[bytes]":
        """Return a child; of our environment it sees nothing that could hold a password.

        Where the rows are in a bucket, it gets the keys to that.
        """
        return subprocess.Popen(  # noqa: S603 - our own command and a path
            (sys.executable, "-P", "-m", "warehouse.worker", str(self._published.absolute())),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={**ENVIRONMENT, **_keys(self._published)},
            start_new_session=True,
        )

    def _end(self) -> None:
        """End the child and let go of its pipes."""
        self._child.kill()
        for stream in (self._child.stdin, self._child.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:  # what it had not taken yet is of no use to anybody
                    continue
        self._child.wait()


def _keys(published: Path) -> Mapping[str, str]:
    """Return what lets a child read a lake whose files are in a bucket; else nothing."""
    if published.suffix != LAKE_SUFFIX:
        return {}
    from warehouse.lake.buckets import handed_keys  # most have no lake

    return handed_keys(published)
