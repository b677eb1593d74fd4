"""The child process: takes documents from its parent, one after the other, and answers.

Started by `pipeline.readers.guard`, never imported. It ends when its parent's pipe closes.
"""

import os
import resource
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from pipeline.limits import limit_work
from pipeline.readers.confine import confine
from pipeline.readers.frames import read_frame, write_frame
from pipeline.readers.tasks import perform
from schemas import RejectionReason, SourceError

RETIRING_BYTES = 400_000_000
"""A child that still holds more after a document makes room for a fresh one."""

STATUS = "/proc/self/statm"
"""Where Linux tells a process how many pages it holds."""


def serve(requests: BinaryIO, answers: BinaryIO, status: int | None) -> None:
    """Answer one request after the other until there are no more, or too much memory is held."""
    while (frame := read_frame(requests)) is not None:
        header, content = frame
        limit_work(header["seconds"])
        answer, body = _answer(header, content)
        retires = _held(status) > RETIRING_BYTES
        write_frame(answers, {**answer, "retires": retires}, body)
        if retires:
            return


def _held(status: int | None) -> int:
    """Return the bytes of memory held now; 0 where the system does not tell."""
    if status is None:
        return 0
    return int(os.pread(status, 200, 0).split()[1]) * resource.getpagesize()


def _answer(header: Mapping[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    """Return what comes of one request; whatever a parser throws is an answer too."""
    try:
        return perform(header["task"], header["media_type"], content, header["attempt"])
    except SourceError as error:
        return _refusal(error.reason, error.detail), b""
    except MemoryError:
        detail = "reading it takes more memory than any article needs; split it or print it anew"
        return _refusal(RejectionReason.TOO_COSTLY, detail), b""
    # Parsers let out anything at all; a foreign bug rejects one document.
    except Exception as error:  # noqa: BLE001
        told = f"{type(error).__name__}: {error}"[:300]
        detail = f"it cannot be read as {header['media_type']} ({told}); save it anew"
        return _refusal(RejectionReason.DAMAGED, detail), b""


def _refusal(reason: RejectionReason, detail: str) -> dict[str, Any]:
    """Return the answer that rejects a document."""
    return {"refused": reason.value, "detail": detail}


def main() -> None:
    """Serve the parent over the pipes that stand as standard input and output."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not get among the answers.
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)
    status = os.open(STATUS, os.O_RDONLY) if Path(STATUS).exists() else None
    confine(Path(__file__).resolve().parents[2])
    sys.setrecursionlimit(2_000)
    serve(requests, answers, status)


if __name__ == "__main__":
    main()
