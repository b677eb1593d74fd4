"""A file copied byte for byte, by a process of its own.

Of its own, because a process that closes a file loses all its locks on it (POSIX), and DuckDB's
lock on the writer's file is one. Where the file system can, the two files share their blocks, so
that nothing is copied at all (FICLONE: btrfs, xfs); else the kernel copies, else this does.
Run as `python duplicate.py SOURCE TARGET`; it imports nothing of ours, so that it starts at once.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FICLONE = 0x40049409
"""Source: ioctl_ficlone(2)."""
_AT_ONCE = 1 << 30
_COPIED = "copied\n"


@contextmanager
def duplicated(source: Path, target: Path) -> Iterator[None]:
    """Make `target` a copy of `source`, for the block to use; after it, it outlives a power cut.

    What the disk still has to write of the copy it writes during the block. Nobody may write to
    `source` until the block begins.

    Raises:
        OSError: It cannot be read, or there is no room; `target` may be there in part.
    """
    command = (sys.executable, "-I", "-S", __file__, str(source), str(target))
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True) as child:  # noqa: S603
        is_copied = next(iter(child.stdout or ()), "") == _COPIED
        if is_copied:
            yield
        told = list(child.stderr or ()) or ["the process that copies was ended"]
    if child.returncode or not is_copied:
        raise OSError(f"{source} could not be copied: {told[-1].strip()}")


def _copy(source: int, target: int) -> None:
    """Copy one open file to another, the quickest way that the file system knows."""
    if _is_cloned(source, target):
        return
    try:
        while os.copy_file_range(source, target, _AT_ONCE):
            continue
    except (AttributeError, OSError):  # another system, or two file systems
        os.lseek(source, 0, os.SEEK_SET)
        os.lseek(target, 0, os.SEEK_SET)
        with open(source, "rb", closefd=False) as one, open(target, "wb", closefd=False) as other:
            shutil.copyfileobj(one, other, 1 << 20)


def _is_cloned(source: int, target: int) -> bool:
    """Let the two share their blocks; return whether the file system can."""
    try:
        fcntl.ioctl(target, _FICLONE, source)
    except OSError:
        return False
    return True


def _main() -> None:
    """Copy what the command line names."""
    source = os.open(sys.argv[1], os.O_RDONLY)
    target = os.open(sys.argv[2], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    _copy(source, target)
    sys.stdout.write(_COPIED)
    sys.stdout.flush()
    os.fsync(target)


if __name__ == "__main__":
    _main()
