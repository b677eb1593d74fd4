"""`foretell ingest`: the same as `add`, as a Prefect run that is watched and reported."""

import logging
import os
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, cast

import typer

from pipeline.cli.output import Format, FormatOption, counted
from pipeline.cli.quiet_prefect import prepare, telling_silence
from pipeline.cli.session import examples, say, settings_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.plan import Plan
    from pipeline.settings import Settings
    from schemas import Run


class EngineName(StrEnum):
    """The engines by name."""

    LOCAL = "local"
    DASK = "dask"


EXAMPLES = examples(
    ("foretell ingest", "what seeds/sources.toml names, each source when it is due"),
    ("foretell ingest --source inbox", "one of them, now"),
    ("foretell ingest articles/", "a folder"),
    ("foretell ingest --engine dask --scheduler tcp://10.0.0.5:8786", "on a cluster"),
    ("foretell add article.txt", "the same for one file, without Prefect, in seconds"),
)


def ingest(
    context: typer.Context,
    paths: Annotated[list[str] | None, typer.Argument(help="Files and folders.")] = None,
    source: Annotated[
        list[str] | None, typer.Option(help="A source of seeds/sources.toml to read now.")
    ] = None,
    engine: Annotated[
        EngineName | None,
        typer.Option(help="Where to extract: by workers of this machine, or of a Dask scheduler."),
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="The Dask scheduler's address: tcp://HOST:8786.")
    ] = None,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Ingest articles as a Prefect flow.

    Without PATHS, what seeds/sources.toml names: folders, feeds, pages and sitemaps. Only
    what is new or changed is extracted and loaded. Without a Prefect server a temporary
    one is started for the run, which takes 10 to 20 seconds; PREFECT_API_URL names one that
    is there.
    """
    _let_count(engine=engine, scheduler=scheduler)
    settings = settings_of(context)
    # Prefect prints the lines, and keeps them with the run.
    logging.getLogger("pipeline").setLevel(settings.log_level)
    plan = _plan(paths or [], settings, source or [])
    mark_crashed(settings)
    uris = [place.source_uri for place in plan.places]
    names = [channel.name for channel in (*plan.folders, *plan.web)]
    told = f" and {counted(len(names), 'source')}" if names else ""
    say(f"starting the Prefect flow for {counted(len(uris), 'input')}{told}")
    run = _run_flow(paths or [], settings, source or [])
    from pipeline.cli.outcome import tell

    tell(run, uris, settings, format, channels=names)


def mark_crashed(settings: "Settings") -> None:
    """Mark a run that was killed, before Prefect starts, which takes a while."""
    from warehouse.stores import store_of

    store_of(settings).mark_crashed()


def _let_count(**flags: str | None) -> None:
    """Let flags count for the flow, too, which reads the settings by itself."""
    for name, value in flags.items():
        if value is not None:
            os.environ[f"FORETELL_{name.upper()}"] = str(value)


def _plan(paths: "Sequence[str]", settings: "Settings", named: "Sequence[str]") -> "Plan":
    """Return what is to be read; a wrong word is told before anything is started."""
    from pipeline.plan import make_plan
    from pipeline.sources import STDIN
    from schemas import UsageError

    if STDIN in paths:
        raise UsageError("a flow cannot read what is piped in; use `foretell add -`")
    plan = make_plan(paths, settings, named)
    if plan.pages:
        # Prefect keeps the words of a flow in clear, and an address may hold what is secret.
        raise UsageError("one page is read with `foretell add URL`; see docs/sources.md for more")
    return plan


def _run_flow(paths: "Sequence[str]", settings: "Settings", named: "Sequence[str]") -> "Run":
    """Run the flow in this process and return its run.

    Raises:
        ForetellError: Prefect's server does not answer.
    """
    prepare()
    from pipeline.flows import ingest_articles

    with telling_silence():
        # The flow ends in a state of its own choice; calling it gives what the state holds.
        return cast(
            "Run",
            ingest_articles(paths=list(paths), home=str(settings.home), sources=list(named)),
        )
