"""One writer at a time: an flock that a killed process cannot leave behind."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from schemas import WarehouseBusy


@contextmanager
def hold(lock: Path, command: str, wait_seconds: float) -> Iterator[None]:
    """Hold `lock` for the block, with who holds it written beside it for others to read.

    Args:
        lock: The lock file; its folder must exist.
        command: What the holder does, shown to whoever finds the warehouse busy.
        wait_seconds: How long to wait for another holder; 0 does not wait.

    Raises:
        WarehouseBusy: Another process, or another part of this one, still holds it.
    """
    flock = FileLock(lock, thread_local=False)
    try:
        flock.acquire(timeout=wait_seconds)
    except Timeout as error:
        raise WarehouseBusy(
            f"{lock.parent.parent} is being written by {_holder(lock)}; try again when it has "
            "ended, or set FORETELL_WAIT_SECONDS to the seconds to wait for it"
        ) from error
    note = _note_path(lock)
    try:
        since = datetime.now(UTC).isoformat(timespec="seconds")
        text = json.dumps({"pid": os.getpid(), "command": command, "since": since})
        note.write_text(text, encoding="utf-8")
        yield
    finally:
        note.unlink(missing_ok=True)
        flock.release()


def holder(lock: Path) -> str | None:
    """Return who holds `lock`; None where nobody does.

    The note that a killed process has left stays, unlike where the lock is held for a block.
    """
    flock = FileLock(lock, thread_local=False)
    try:
        flock.acquire(timeout=0)
    except Timeout:
        return _holder(lock)
    flock.release()
    return None


def is_left(lock: Path) -> bool:
    """Tell whether a killed process has left its note beside `lock`, or somebody writes now."""
    return _note_path(lock).is_file()


def _note_path(lock: Path) -> Path:
    """Return the file beside `lock` that says who holds it."""
    return lock.with_suffix(".json")


def _holder(lock: Path) -> str:
    """Return who holds `lock`, as its note says; the note may be a moment late."""
    try:
        note = json.loads(_note_path(lock).read_text(encoding="utf-8"))
        return f"process {note['pid']} ({note['command']}, since {note['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
