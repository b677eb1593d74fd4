"""`foretell ingest`: the same as `add`, as a Prefect run that is watched and reported."""

import logging
from typing import TYPE_CHECKING, Annotated, cast

import typer

from pipeline.cli.output import Format, FormatOption, counted
from pipeline.cli.quiet_prefect import prepare
from pipeline.cli.session import examples, say, settings_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.settings import Settings
    from schemas import Run

EXAMPLES = examples(
    ("foretell ingest", "everything in the workspace's seeds/articles"),
    ("foretell ingest articles/", "a folder"),
    ("foretell add article.txt", "the same for one file, without Prefect, in seconds"),
)


def ingest(
    context: typer.Context,
    paths: Annotated[list[str] | None, typer.Argument(help="Files and folders.")] = None,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Ingest articles as a Prefect flow.

    Only what is new or changed is extracted and loaded. Without a Prefect server a temporary
    one is started for the run, which takes 10 to 20 seconds; PREFECT_API_URL names one that
    is there.
    """
    settings = settings_of(context)
    # Prefect prints the lines, and keeps them with the run.
    logging.getLogger("pipeline").setLevel(settings.log_level)
    uris = _names(paths or [], settings)
    say(f"starting the Prefect flow for {counted(len(uris), 'input')}")
    run = _run_flow(paths or [], settings)
    from pipeline.cli.outcome import tell

    tell(run, uris, settings, format)


def _names(paths: "Sequence[str]", settings: "Settings") -> list[str]:
    """Return the names of the inputs; a wrong path is told before anything is started."""
    from pipeline.sources import STDIN, find
    from schemas import UsageError

    if STDIN in paths:
        raise UsageError("a flow cannot read what is piped in; use `foretell add -`")
    return [place.source_uri for place in find(paths, settings)]


def _run_flow(paths: "Sequence[str]", settings: "Settings") -> "Run":
    """Run the flow in this process and return its run."""
    prepare()
    from pipeline.flows import ingest_articles

    # The flow ends in a state of its own choice; calling it gives what the state holds.
    return cast("Run", ingest_articles(paths=list(paths), home=str(settings.home)))
