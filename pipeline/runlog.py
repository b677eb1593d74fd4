"""The log of a run in lines of JSON: `warehouse/logs/RUN.jsonl`.

Each line has the time, the run and its stage; a line about an article has its name, its id and
what came of it.
"""

import json
import logging
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

LOGS = "warehouse/logs"
"""The folder of the logs, from the workspace."""

KEPT = 500
"""Runs whose logs are kept; older ones are taken away."""

ENDING = ".jsonl"

# What it says of each article has a line of its own here, with the article's id.
_TOLD_OTHERWISE = "pipeline.ingest"


class RunLog(logging.Handler):
    """Writes the log of one run, for the block.

    Lines from before the run has its id wait for it; where it gets none, there is no log.

    Attributes:
        stage: The stage that the run is in.
    """

    def __init__(self, home: Path) -> None:
        super().__init__()
        self.stage: str | None = None
        self._folder = home / LOGS
        self._waiting: list[dict[str, object]] = []
        self._file: TextIO | None = None
        self._run_id: str | None = None
        self._text = logging.Formatter()

    def __enter__(self) -> Self:
        """Listen to what the pipeline tells its log."""
        logging.getLogger("pipeline").addHandler(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Tell how the run failed, if it did, and close the log."""
        logging.getLogger("pipeline").removeHandler(self)
        if kind is not None and error is not None:
            told = self._text.formatException((kind, error, trace))
            self.write(f"{kind.__name__}: {error}", level="ERROR", traceback=told)
        if self._file is not None:
            self._file.close()
            self._file = None

    def emit(self, record: logging.LogRecord) -> None:
        """Enter a line of the pipeline's log."""
        if record.name == _TOLD_OTHERWISE and record.levelno < logging.WARNING:
            return
        trace = self._text.formatException(record.exc_info) if record.exc_info else record.exc_text
        self.write(record.getMessage(), level=record.levelname, logger=record.name, traceback=trace)

    def begin(self, run_id: str) -> None:
        """Open the log of a run, with what was told so far; the second time does nothing."""
        if self._run_id is not None:
            return
        self._run_id = run_id
        self._folder.mkdir(parents=True, exist_ok=True)
        for old in list(logs(self._folder))[KEPT - 1 :]:
            old.unlink(missing_ok=True)
        path = self._folder / f"{run_id}{ENDING}"
        self._file = path.open("a", encoding="utf-8")
        for line in self._waiting:
            self._put({**line, "run_id": run_id})
        self._waiting.clear()

    def write(self, message: str, *, level: str = "INFO", **fields: object) -> None:
        """Enter a line; what is None is left out."""
        line: dict[str, object] = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "level": level,
            "run_id": self._run_id,
            "stage": self.stage,
            "message": message,
            **fields,
        }
        line = {name: value for name, value in line.items() if value is not None}
        if self._file is None:
            self._waiting.append(line)
        else:
            self._put(line)

    def _put(self, line: Mapping[str, object]) -> None:
        """Write a line at once, so that it is there also where the run is killed next."""
        if self._file is not None:
            self._file.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")
            self._file.flush()


def logs(folder: Path) -> Iterator[Path]:
    """Yield the logs in a folder, the newest run first."""
    yield from sorted(folder.glob(f"*{ENDING}"), reverse=True)


def read_log(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines of a log; the last one is left out where the run was killed within it."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            try:
                yield json.loads(line)
            except ValueError:
                return
