"""What a process may still do that reads other people's files: next to nothing.

Called by the child alone, before the first byte of a document reaches it. The system limits
memory, time and the size of files; Python's audit hook refuses to open what is no part of
Python or of Foretell, and to talk, start or change anything. The parsers in C are told not to
fetch (`no_network`, no external entities); this is the second wall.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from pipeline.limits import limit_resources

MEMORY_BYTES = 1_200_000_000
"""Address space of the child, of which its libraries take about 300 MB."""

OPEN_FILES = 64

FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "os.kill",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "os.putenv",
    "shutil.",
    "tempfile.",
    "urllib.",
    "http.",
    "smtplib.",
    "ftplib.",
    "webbrowser.",
    "sqlite3.",
    "pty.",
)
"""Audit events, or what they begin with, of talking, starting and changing.

Source: the audit events table of the Python documentation.
"""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def confine(code: Path) -> None:
    """Limit this process, for good, to reading what it is handed.

    Args:
        code: The folder of Foretell's own code, which stays readable.
    """
    limit_resources(memory_bytes=MEMORY_BYTES, open_files=OPEN_FILES)
    roots = {sys.prefix, sys.base_prefix, sys.exec_prefix, str(code), *_import_roots()}
    allowed = tuple(f"{os.path.realpath(root)}{os.sep}" for root in roots)
    allowed += ("/usr/share/zoneinfo/",)

    def judge(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            _judge_opening(arguments, allowed)
        elif event.startswith(FORBIDDEN):
            raise PermissionError(f"a reader may not do this: {event}")

    sys.addaudithook(judge)


def _import_roots() -> Iterable[str]:
    """Return the folders that modules are imported from."""
    return (path for path in sys.path if os.path.isdir(path))  # noqa: PTH112 - texts all along


def _judge_opening(arguments: tuple[object, ...], allowed: tuple[str, ...]) -> None:
    """Refuse to open a file for writing, or one that is no part of Python or Foretell.

    Raises:
        PermissionError: It is refused.
    """
    path, mode, flags = arguments
    if isinstance(path, int):  # a stream that is open already
        return
    writing = isinstance(flags, int) and flags & _WRITING
    if writing or (isinstance(mode, str) and set(mode) & set("wax+")):
        raise PermissionError(f"a reader may not write {path!r}")
    name = os.path.realpath(os.fsdecode(path)) if isinstance(path, str | bytes) else ""
    if not name.startswith(allowed):
        raise PermissionError(f"a reader may not open {path!r}")
