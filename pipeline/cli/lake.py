"""`foretell migrate-warehouse` and `foretell maintain`: a lake made, left, and kept small."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.output import Format, FormatOption, print_rows
from pipeline.cli.session import examples, say, settings_of

if TYPE_CHECKING:
    from pipeline.settings import Settings
    from warehouse.lake.moving import Moved

EXAMPLES = examples(
    ("foretell migrate-warehouse ducklake", "the DuckDB file into the lake of the settings"),
    ("foretell migrate-warehouse duckdb", "and back, into a file"),
)
MAINTAIN_EXAMPLES = examples(
    ("foretell maintain", "merge small files, let states over 30 days old go"),
    ("foretell maintain --keep-days 7", "keep states for `foretell diff` a week"),
)


class Kind(StrEnum):
    """The kinds of warehouse."""

    DUCKDB = "duckdb"
    DUCKLAKE = "ducklake"


def migrate_warehouse(
    context: typer.Context,
    to: Annotated[Kind, typer.Argument(help="The kind to move to.")],
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Move all rows to a warehouse of the other kind.

    They are compared there, row by row.

    The lake is the one that the settings warehouse.catalog and warehouse.storage name. What is
    moved stays as it is; nothing uses the copy until the setting warehouse.kind names it.
    """
    moved = _move(settings_of(context), to)
    print_rows(("table", "rows_and_hash"), [list(pair) for pair in moved.hashes.items()], format)
    say(f'all rows are the same; set warehouse.kind = "{to.value}" in foretell.toml to use them')


def maintain(
    context: typer.Context,
    keep_days: Annotated[
        int, typer.Option(min=1, help="Days that states are kept for `foretell diff`.")
    ] = 30,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Keep a lake small and fast.

    A warehouse in one file needs no such thing.

    Readers and other writers may go on meanwhile. Files that readers may have open go a day
    later.
    """
    from schemas import UsageError
    from warehouse.lake.address import address_of
    from warehouse.lake.maintenance import maintain as maintain_lake

    settings = settings_of(context)
    if settings.warehouse.kind != "ducklake":
        raise UsageError("warehouse.kind is duckdb: one file, which needs no maintenance")
    done = maintain_lake(address_of(settings), kept_days=keep_days)
    names = ("states_expired", "files_before", "files_after", "files_removed")
    print_rows(names, [[getattr(done, name) for name in names]], format)


def _move(settings: "Settings", to: Kind) -> "Moved":
    """Move the warehouse of a workspace, while nobody else of it writes."""
    from warehouse.lake.address import address_of
    from warehouse.lake.moving import into_lake, out_of_lake
    from warehouse.lock import hold
    from warehouse.store import Store

    store, address = Store(settings.home), address_of(settings)
    work = store.working.parent
    work.mkdir(parents=True, exist_ok=True)
    with hold(work / "writer.lock", "migrate-warehouse", settings.wait_seconds):
        if to is Kind.DUCKLAKE:
            return into_lake(store.working, address, store.published)
        return out_of_lake(address, store.working, store.published)
