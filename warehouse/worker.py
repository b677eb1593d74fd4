"""The child process that runs analysts' SQL: one question after the other over its pipes.

Started by `warehouse.confined`, never imported. It ends when its parent's pipe closes.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from pipeline.limits import limit_resources, limit_work
from schemas import QueryError, WarehouseError
from warehouse.answers import line, message
from warehouse.quick_duckdb import without_frames
from warehouse.reader import Reader, open_reader

THREADS = 2
"""Threads that DuckDB works with, so many seconds of work a second."""
MEMORY_BYTES = 1_500_000_000
"""Address space: 512 MB of DuckDB's own limit, about 250 MB of libraries, and the answer.

DuckDB's settings forbid files, settings and the network; this is the second wall, for what they
do not reach: functions that take memory beyond `memory_limit`, and work without end.
"""
OPEN_FILES = 32


def serve(requests: BinaryIO, answers: BinaryIO, published: Path) -> None:
    """Answer one question after the other; an error of the warehouse is an answer too."""
    for tag, request in _asked(requests):
        # Opened at the first question: whoever asks is told that there is no warehouse.
        try:
            with open_reader(published) as reader:
                _answer(reader, request, answers, tag)
                for next_tag, following in _asked(requests):
                    _answer(reader, following, answers, next_tag)
        except WarehouseError as error:
            _refuse(answers, error, tag)


def _asked(requests: BinaryIO) -> Iterator[tuple[str, Any]]:
    """Yield each question with its tag."""
    while tag := requests.readline().decode("ascii").strip():
        yield tag, message(requests.readline(), tag)


def _answer(reader: Reader, request: Any, answers: BinaryIO, tag: str) -> None:
    """Write the lines that answer one question: what is answered, batches of rows, the end."""
    limit_work(THREADS * request["seconds"])
    try:
        with reader.stream(request["query"], request["parameters"]) as found:
            answers.write(line({"columns": found.columns, "types": found.types}, tag))
            for batch in found.batches:
                answers.write(line(batch, tag))
            answers.write(line({"done": True}, tag))
    except MemoryError:
        _refuse(answers, QueryError("it takes more memory than a question may; ask for less"), tag)
    except TypeError as error:  # a MAP whose keys are neither text nor numbers
        _refuse(answers, QueryError(f"a value cannot be handed over ({error}); cast it"), tag)
    except WarehouseError as error:
        _refuse(answers, error, tag)
    answers.flush()


def _refuse(answers: BinaryIO, error: WarehouseError, tag: str) -> None:
    """Write an error as the answer."""
    answers.write(line({"error": type(error).__name__, "told": str(error)}, tag))
    answers.flush()


def main() -> None:
    """Serve the parent over the pipes that stand as standard input and output."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not get among the answers.
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)
    limit_resources(memory_bytes=MEMORY_BYTES, open_files=OPEN_FILES)
    with without_frames():
        serve(requests, answers, Path(sys.argv[1]))


if __name__ == "__main__":
    main()
