"""The Prefect server that a schedule needs: the one that is there, or one of our own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import urlopen

from schemas import ForetellError

HOST, PORT = "127.0.0.1", 4200
OURS = f"http://{HOST}:{PORT}/api"
STARTUP_SECONDS = 120
STOP_SECONDS = 20


def server_url() -> str:
    """Return where the Prefect server is, or would be: PREFECT_API_URL, else this machine's."""
    return os.environ.get("PREFECT_API_URL") or OURS


def answers(url: str, *, seconds: float = 1) -> bool:
    """Tell whether a Prefect server is healthy at `url`, waiting no longer than `seconds`."""
    if not url.startswith(("http://", "https://")):
        return False
    try:
        with urlopen(f"{url.rstrip('/')}/health", timeout=seconds) as reply:  # noqa: S310 - checked
            return bool(reply.read().strip() == b"true")
    except (URLError, OSError, ValueError):
        return False


@contextmanager
def server() -> Iterator[str]:
    """Yield the address of a server that answers; ours is stopped at the block's end.

    Raises:
        ForetellError: PREFECT_API_URL names a server that does not answer, or ours does not
            start.
    """
    url = server_url()
    if answers(url):
        yield url
    elif url != OURS:
        raise ForetellError(f"no Prefect server answers at {url}; correct PREFECT_API_URL")
    else:
        with _started() as process:
            _wait(process)
            yield url


@contextmanager
def _started() -> Iterator[subprocess.Popen[bytes]]:
    """Run a server of our own for the block, reachable from this machine alone."""
    command = [sys.executable, "-m", "prefect", "server", "start"]
    where = ["--host", HOST, "--port", str(PORT)]
    # Its own session: Ctrl-C is ours, and the server outlives us by the time we need it.
    process = subprocess.Popen(  # noqa: S603 - no word of the command comes from outside
        [*command, *where], stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(process: subprocess.Popen[bytes]) -> None:
    """Return as soon as our server answers.

    Raises:
        ForetellError: It has ended, or says nothing for two minutes.
    """
    deadline = time.monotonic() + STARTUP_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if answers(OURS):
            return
        time.sleep(0.5)
    raise ForetellError(
        f"the Prefect server did not start at {OURS}; run `prefect server start` to see why"
    )
