"""A PostgreSQL server of one's own in a folder, for the catalog of a lake.

Tests start it through `server`; by hand, for as long as Ctrl-C is not pressed:

    python tests/warehouse/lake/postgres.py FOLDER

It needs Debian's package `postgresql`, no right to a port, and no network: it listens on a
socket in the folder alone. PostgreSQL refuses to run as root, so that root runs it as the user
`postgres`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "foretell"
BINARIES = ("/usr/local/bin", "/usr/bin", "/usr/lib/postgresql/*/bin")
# Nothing here has to outlive a power cut, so nothing waits for the disk.
OPTIONS = "-c listen_addresses='' -c fsync=off -c max_connections=50 -k {folder}"


def found() -> Path | None:
    """Return the folder of PostgreSQL's programs; None where it is not installed."""
    for pattern in BINARIES:
        for folder in sorted(Path("/").glob(pattern.lstrip("/")), reverse=True):
            if all((folder / name).is_file() for name in ("initdb", "pg_ctl", "postgres")):
                return folder
    return None


def why_not() -> str:
    """Return why no server can be started; empty where one can."""
    if found() is None:
        return "PostgreSQL is not installed: apt-get install postgresql"
    if os.geteuid() == 0 and not (shutil.which("runuser") and _has_user("postgres")):
        return "PostgreSQL refuses to run as root, and there is no user postgres or no runuser"
    return ""


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Run a server for the block and yield what `warehouse.catalog` is set to.

    Args:
        folder: An empty one; its path must be short, as paths of sockets are.
    """
    binaries = found()
    if binaries is None:
        raise FileNotFoundError(why_not())
    rows = folder / "data"
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    _run(binaries / "initdb", "-D", rows, "-U", USER, "-A", "trust", "--no-sync", "-E", "UTF8")
    options = OPTIONS.format(folder=folder)
    _run(binaries / "pg_ctl", "-D", rows, "-w", "-l", folder / "log", "-o", options, "start")
    try:
        yield f"postgres:host={folder} dbname=postgres user={USER}"
    finally:
        _run(binaries / "pg_ctl", "-D", rows, "-w", "-m", "immediate", "stop")


@contextmanager
def postgres() -> Iterator[str]:
    """Run a server in a folder that is removed after the block, as `server` does."""
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))  # paths of sockets must be short
    try:
        with server(folder) as catalog:
            yield catalog
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(*command: object) -> None:
    """Run one of PostgreSQL's programs; as the user postgres where we are root."""
    prefix = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    subprocess.run(
        [*prefix, *map(str, command)],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        cwd="/",
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
    )


def _has_user(name: str) -> bool:
    """Tell whether the system knows a user."""
    lines = Path("/etc/passwd").read_text(encoding="utf-8").splitlines()
    return any(line.startswith(f"{name}:") for line in lines)


def main() -> None:
    """Run a server in the folder that is named, and say how to reach it."""
    if reason := why_not():
        sys.exit(reason)
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="pg"))
    folder.mkdir(parents=True, exist_ok=True)
    with server(folder.resolve()) as catalog:
        sys.stdout.write(f'warehouse.catalog = "{catalog}"\nCtrl-C ends it\n')
        sys.stdout.flush()
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
