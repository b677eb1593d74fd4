"""`foretell serve`: the ingestion on a schedule, watched in Prefect's pages."""

import os
import re
import signal
import sys
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from pipeline import intervals
from pipeline.cli.quiet_prefect import prepare
from pipeline.cli.session import examples, say, settings_of

EXAMPLES = examples(
    ("foretell serve --every 15m", "what seeds/sources.toml names, each source when it is due"),
    ("foretell serve --every 1h inbox/", "a folder, every hour"),
    ('foretell serve --cron "0 6 * * 1-5"', "on working days at six"),
)

TERMINATED = 143


def serve(
    context: typer.Context,
    paths: Annotated[list[str] | None, typer.Argument(help="Files and folders.")] = None,
    every: Annotated[str | None, typer.Option(help="How often: 15m, 1h, 1d.")] = None,
    cron: Annotated[str | None, typer.Option(help="When, as cron writes it.")] = None,
) -> None:
    """Ingest on a schedule until Ctrl-C.

    Prefect's pages on http://127.0.0.1:4200 show the runs. A Prefect server is started
    unless one answers there or at PREFECT_API_URL.
    """
    from schemas import UsageError

    settings = settings_of(context)
    if (every is None) == (cron is None):
        raise UsageError("say when: --every 1h, or --cron; one of them")
    interval = parse_interval(every) if every is not None else None
    # What is wrong is told now, not in an hour.
    absent = [path for path in paths or [] if not Path(path).exists()]
    if absent:
        raise UsageError(f"there is no {', '.join(absent)}; name files and folders")
    prepare()
    if cron is not None:
        check_cron(cron)
    _serve([str(Path(path).resolve()) for path in paths or []], settings.home, interval, cron)


def parse_interval(text: str) -> timedelta:
    """Return the time between two runs: "15m", "1h", "1d".

    Raises:
        UsageError: It is written otherwise.
    """
    from schemas import UsageError

    found = intervals.interval(text)
    if found is None:
        raise UsageError(f"--every {text}: write a number and m, h or d, such as 15m, 1h or 1d")
    return found


def check_cron(text: str) -> None:
    """Make sure that Prefect can read a schedule in cron's words: "0 6 * * 1-5".

    Raises:
        UsageError: It cannot.
    """
    from prefect.client.schemas.schedules import CronSchedule

    from schemas import UsageError

    try:
        CronSchedule(cron=text)
    except ValueError as error:
        raise UsageError(
            f"--cron {text!r}: no schedule; write minute, hour, day, month and weekday, "
            'such as "0 6 * * 1-5" for working days at six'
        ) from error


def deployment_name(home: Path) -> str:
    """Return the name of a workspace's schedule: "scheduled press-3f9a".

    It is another for each workspace, so that two do not take each other's schedule.
    """
    place = home.resolve()
    folder = re.sub(r"[^\w.-]", "-", place.name)  # Prefect refuses "/" and "%" in names
    return f"scheduled {folder or 'root'}-{sha256(bytes(place)).hexdigest()[:4]}"


def _serve(paths: list[str], home: Path, interval: timedelta | None, cron: str | None) -> None:
    """Serve the flow until it is stopped."""
    from pipeline.cli.server import server

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))  # so that the server ends too
    say("looking for a Prefect server, or starting one")
    with server() as url:
        os.environ["PREFECT_API_URL"] = url
        from pipeline.flows import ingest_articles

        say(f"Prefect at {url.removesuffix('/api')}; Ctrl-C stops")
        ingest_articles.serve(
            name=deployment_name(home),
            interval=interval,
            cron=cron,
            parameters={"paths": paths, "home": str(home), "command": "serve"},
        )
    say("stopped")  # Prefect takes the Ctrl-C for itself
