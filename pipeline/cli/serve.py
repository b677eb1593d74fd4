"""`foretell serve`: everything that runs by itself, watched in Prefect's pages."""

import os
import signal
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline import intervals
from pipeline.cli.quiet_prefect import prepare
from pipeline.cli.session import examples, say, settings_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.cli.deployments import When, Wish
    from pipeline.settings import Settings

EXAMPLES = examples(
    ("foretell serve", "what prefect.yaml says: ingest, reextract, backup"),
    ("foretell serve --every 15m", "ingest at another interval"),
    ("foretell serve --every 1h inbox/", "a folder, every hour"),
    ('foretell serve --cron "0 6 * * 1-5"', "on working days at six"),
    ("foretell serve --systemd", "unit files that keep it running"),
)

TERMINATED = 143


def serve(
    context: typer.Context,
    paths: Annotated[list[str] | None, typer.Argument(help="Files and folders.")] = None,
    every: Annotated[str | None, typer.Option(help="How often to ingest: 15m, 1h, 1d.")] = None,
    cron: Annotated[str | None, typer.Option(help="When to, as cron writes it.")] = None,
    systemd: Annotated[
        bool, typer.Option("--systemd", help="Print unit files, and start nothing.")
    ] = False,
) -> None:
    """Run on a schedule until Ctrl-C.

    It ingests, extracts again and backs up.

    The schedule is that of prefect.yaml, the workspace's own or Foretell's. Prefect's pages
    on http://127.0.0.1:4200 show the runs. A Prefect server is started unless one answers
    there or at PREFECT_API_URL.
    """
    from schemas import UsageError

    settings = settings_of(context)
    if every is not None and cron is not None:
        raise UsageError("say when once: --every 1h, or --cron; not both")
    interval = parse_interval(every) if every is not None else None
    # What is wrong is told now, not in an hour.
    absent = [path for path in paths or [] if not Path(path).exists()]
    if absent:
        raise UsageError(f"there is no {', '.join(absent)}; name files and folders")
    if systemd:
        _print_units(settings)
        return
    prepare()
    if cron is not None:
        check_cron(cron)
    from pipeline.cli.deployments import Wish

    _serve(settings, Wish([str(Path(path).resolve()) for path in paths or []], interval, cron))


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


def _print_units(settings: "Settings") -> None:
    """Print the unit files of the workspace, each under its name."""
    from pipeline.cli.systemd import units

    for name, text in units(settings.home).items():
        typer.echo(f"# /etc/systemd/system/{name}\n{text}")
    say("keep either foretell.service, or foretell-run.service with its timer (no Prefect)")


def _serve(settings: "Settings", wish: "Wish") -> None:
    """Serve the deployments until it is stopped."""
    from pipeline.cli.deployments import asked, deployment_of, load_planned
    from pipeline.cli.server import server
    from pipeline.notifying import check_addresses

    check_addresses(settings)
    planned = list(asked(load_planned(settings.home), wish))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))  # so that the server ends too
    say("looking for a Prefect server, or starting one")
    with server() as url:
        os.environ["PREFECT_API_URL"] = url
        import prefect

        deployments = [deployment_of(each, settings.home) for each in planned]
        for each in planned:
            say(f"{each.name}: {_when(each.schedules)}")
        say(f"Prefect at {url.removesuffix('/api')}; Ctrl-C stops")
        # One run at a time: a warehouse has one writer.
        prefect.serve(*deployments, print_starting_message=False, limit=1)
    say("stopped")  # Prefect takes the Ctrl-C for itself


def _when(schedules: "Sequence[When]") -> str:
    """Return when a deployment runs, in words."""
    told = [
        f"cron {each.cron} {each.timezone}"
        if each.cron is not None
        else f"every {intervals.written(timedelta(seconds=each.interval or 0))}"
        for each in schedules
    ]
    return ", ".join(told) or "when it is started by hand"
