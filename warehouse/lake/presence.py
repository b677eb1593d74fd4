"""Which runs of this host are under way: each holds a file that the system frees when it ends.

With several writers, that a run says running does not tell that it runs. A process that was
killed lets go of its file; the next writer finds it free, and marks the run crashed.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from filelock import FileLock, Timeout


class Presence:
    """One writer among those of a folder; made by `present`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._token = ""
        self._held: FileLock | None = None
        self._gone: dict[str, FileLock] = {}
        self._is_left = False

    @property
    def stage_folder(self) -> Path:
        """Where this writer stages rows."""
        return self._file(self._token, "stage")

    def note(self, run_id: str) -> None:
        """Say which run this is, before it is entered anywhere."""
        self._file(self._token, "run").write_text(run_id, encoding="utf-8")

    def gone(self) -> tuple[str, ...]:
        """Return the runs of writers that were killed; they stay ours to tell of."""
        for path in sorted(self._folder.glob("*.lock")):
            token = path.stem
            if token == self._token or token in self._gone:
                continue
            if lock := self._take(token):  # else it runs
                self._gone[token] = lock
        notes = (self._file(token, "run") for token in self._gone)
        return tuple(note.read_text(encoding="utf-8") for note in notes if note.is_file())

    def forget_gone(self) -> None:
        """Take away what killed writers have left, when the warehouse knows that they are gone."""
        for token, lock in self._gone.items():
            self._remove(token)
            lock.release()
        self._gone.clear()
        for late in self._folder.glob("*.stage"):
            # A worker of a cluster may stage its last rows when its driver is gone.
            if not late.with_suffix(".lock").exists():
                shutil.rmtree(late, ignore_errors=True)

    def stay_behind(self) -> None:
        """Leave as a killed writer would: the next one finds the run, and marks it crashed."""
        self._is_left = True

    def __enter__(self) -> "Presence":
        """Be present."""
        self._folder.mkdir(parents=True, exist_ok=True)
        # Another writer may take a new file for one of a killed writer, before we hold it.
        while self._held is None:
            self._token = token_hex(4)
            self._held = self._take(self._token)
        return self

    def __exit__(self, *_: object) -> None:
        """Be gone, in good order."""
        for lock in self._gone.values():
            lock.release()
        if not self._is_left:
            self._remove(self._token)
        if self._held is not None:
            self._held.release()

    def _take(self, token: str) -> FileLock | None:
        """Return the lock of a writer, held; None where somebody holds it."""
        lock = FileLock(self._file(token, "lock"), thread_local=False)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return None
        return lock

    def _remove(self, token: str) -> None:
        """Remove the files of a writer."""
        shutil.rmtree(self._file(token, "stage"), ignore_errors=True)
        for kind in ("run", "lock"):
            self._file(token, kind).unlink(missing_ok=True)

    def _file(self, token: str, kind: str) -> Path:
        """Return a file of a writer."""
        return self._folder / f"{token}.{kind}"


@contextmanager
def present(folder: Path) -> Iterator[Presence]:
    """Be one of the writers of a folder for the block.

    Raises:
        OSError: The folder cannot be written.
    """
    with Presence(folder) as presence:
        yield presence
