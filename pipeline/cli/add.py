"""`foretell add`: articles into the warehouse, at once and without Prefect."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.output import Format, FormatOption
from pipeline.cli.session import examples, settings_of, start_log

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.settings import Settings
    from schemas import Rejection

EXAMPLES = examples(
    ("foretell add article.txt", "one file"),
    ("foretell add articles/ more.md", "a folder with all below it, and a file"),
    ("foretell add https://example.org/news/1", "a page of the web"),
    ("cat article.txt | foretell add -", "what is piped in"),
    ("foretell add --dry-run article.txt", "show what would be found, and write nothing"),
)


def add(
    context: typer.Context,
    paths: Annotated[
        list[str], typer.Argument(help="Files, folders, addresses, or - for what is piped in.")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Show what is found; write nothing.")
    ] = False,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Add articles and show what was found.

    Only what is new or changed is extracted and loaded. Whoever reads the warehouse sees
    the new rows when the command has ended. The same article added twice changes nothing.
    """
    settings = settings_of(context)
    start_log(settings)
    if dry_run:
        _show_unwritten(paths, settings)
    else:
        _add(paths, settings, format)


def _add(paths: "Sequence[str]", settings: "Settings", format: Format) -> None:  # noqa: A002
    """Load the articles and tell what they hold."""
    from pipeline.cli.outcome import tell
    from pipeline.cli.progress import Passing
    from pipeline.ingest import ingest
    from pipeline.journal import followed
    from pipeline.plan import make_plan
    from pipeline.standby import Standby
    from warehouse.stores import store_of

    plan = make_plan(paths, settings)  # before the model is loaded: a wrong path is told at once
    total = len(plan.places) + len(plan.pages)
    extractor = Standby(settings)
    if total <= settings.batch_size and not store_of(settings).exists():
        extractor.begin()  # all of it is new: the model is loaded while the warehouse is made
    with Passing(total) as passing, followed(settings.home) as steps:
        run = ingest(
            paths,
            settings,
            extractor,
            command="add",
            stdin=sys.stdin.buffer,
            listener=passing,
            steps=steps,
        )
    tell(run, passing.source_uris, settings, format, in_full=True)


def _show_unwritten(paths: "Sequence[str]", settings: "Settings") -> None:
    """Show what would be found."""
    from pipeline.cli.extract import SOME_REJECTED, FactsFormat, accepted, outcomes, print_facts

    rejected: list[Rejection] = []
    print_facts(accepted(outcomes(paths, settings), rejected), FactsFormat.TABLE)
    if rejected:
        raise typer.Exit(SOME_REJECTED)
