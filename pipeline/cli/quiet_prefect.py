"""Prefect as our users meet it: quiet, offline, and with time to start."""

import os

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
