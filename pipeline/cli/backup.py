"""`foretell backup` and `foretell restore`: a copy of the warehouse that can be proven whole."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.session import examples, say, settings_of

if TYPE_CHECKING:
    from warehouse.backup import Backup

EXAMPLES = examples(
    ("foretell backup", "into warehouse/backups, named by the time"),
    ("foretell backup --to /mnt/safe", "into another folder; or name a file"),
    ("foretell restore warehouse/backups/foretell-20260301T070000.duckdb", "bring it back"),
)
RESTORE_EXAMPLES = examples(
    ("foretell restore warehouse/backups/foretell-20260301T070000.duckdb", "a backup"),
    ("foretell restore warehouse/foretell.duckdb", "what readers have: the last published run"),
)


def backup(
    context: typer.Context,
    to: Annotated[
        Path | None, typer.Option(help="The file to make, or a folder; else warehouse/backups.")
    ] = None,
) -> None:
    """Copy the warehouse as the last run left it.

    Prints where the copy is.

    It is one file, also of a lake.

    A receipt beside it has its size, its hash, and the rows of each table with theirs.
    Articles, fetched pages, corrections and decisions are files of the workspace: keep copies
    of seeds/ and warehouse/fetched as well.
    """
    from warehouse.backup import back_up
    from warehouse.stores import store_of

    settings = settings_of(context)
    made = back_up(store_of(settings), to, wait_seconds=settings.wait_seconds)
    typer.echo(made.file)
    say(_told(made))


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A backup, or a published file.")],
) -> None:
    """Make a backup the warehouse again.

    Runs and readers have it from then on.

    It is compared with its receipt first, and nothing is changed where it is damaged. The
    warehouse that was there is kept as warehouse/work/replaced.duckdb; of a lake as an earlier
    state, until `foretell maintain` lets it go.
    """
    from warehouse.backup import restore as bring_back
    from warehouse.stores import store_of

    settings = settings_of(context)
    say(_told(bring_back(store_of(settings), file, wait_seconds=settings.wait_seconds)))


def _told(backup: "Backup") -> str:
    """Return what a backup holds, in words."""
    return (
        f"{backup.articles:,} articles, {backup.figures:,} figures, "
        f"{backup.size / 1_000_000:,.1f} MB"
    )
