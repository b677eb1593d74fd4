"""Prefect as our users meet it: quiet, offline, and with time to start."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

QUIET = {
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "pipeline",
    # Our loggers also speak where no flow runs: around it, and in the steps of `foretell add`.
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    "PREFECT_CLI_COLORS": "false",
}
"""Settings that hold unless the environment says otherwise."""


def prepare() -> None:
    """Set Prefect's environment; must come before Prefect is imported, which reads it once."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)


NO_ANSWER = ("Timed out while attempting to connect", "Failed to reach API")
"""How the errors begin by which Prefect says that there is no server; they have no class."""

_WAIT = "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS"
_ADVICE = (
    "what was loaded before stays, and the next run goes on from there; `foretell add` and "
    "`foretell run --once` do the same without Prefect"
)


@contextmanager
def telling_silence() -> Iterator[None]:
    """Run flows in this block; a server that does not answer is told in one line.

    Raises:
        ForetellError: There is none, or it does not answer any more.
    """
    try:
        yield
    except Exception as error:
        if not is_silence(error):
            raise
        from schemas import ForetellError

        raise ForetellError(f"{_silent()}; {_ADVICE} ({error})") from error


def is_silence(error: Exception) -> bool:
    """Tell whether an error says that a server does not answer."""
    if type(error).__module__.partition(".")[0] == "httpx":  # by which Prefect asks its server
        return True
    return isinstance(error, RuntimeError) and str(error).startswith(NO_ANSWER)


def _silent() -> str:
    """Return which server is silent, and what to do about it."""
    if os.environ.get("PREFECT_API_URL"):
        return (
            "the Prefect server that PREFECT_API_URL names does not answer: start it, or unset it"
        )
    return (
        f"Prefect's temporary server did not answer in {os.environ.get(_WAIT)} s: try again, set "
        f"{_WAIT} higher, or let PREFECT_API_URL name a server that runs"
    )
