"""`foretell diff`: what a run, or a change of the extractor, did to the rows."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.output import Format, FormatOption, print_rows
from pipeline.cli.session import examples, say, settings_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from warehouse.lake.snapshots import Snapshot

EXAMPLES = examples(
    ("foretell diff", "what the last run changed"),
    ("foretell diff before.duckdb warehouse/foretell.duckdb", "a copy of yours, and now"),
    ("foretell diff 20261123T04 20261123T05", "by the runs whose files are kept"),
)

COLUMNS = ("record", "change", "field", "records", "examples")
Side = Annotated[
    str | None, typer.Argument(help="A published file, or the beginning of a kept run's id.")
]


def diff(
    context: typer.Context,
    before: Side = None,
    after: Side = None,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Show what a run did to the rows, field by field.

    Kept are the file of now and that of the run before; of others keep a copy yourself. A lake
    keeps every run for a month.
    """
    from schemas import UsageError
    from warehouse.difference import difference, kept_files
    from warehouse.stores import published_of

    kept = kept_files(published_of(settings_of(context)))
    if before is None and len(kept) < 2:
        raise UsageError(
            "there is no run before the last to compare with; the next that loads something has "
            "one, or name two files"
        )
    sides = list(kept.values())
    one = sides[-2] if before is None else _file(before, kept)
    two = sides[-1] if after is None else _file(after, kept)
    say(f"from {one} to {two}")
    rows = [
        [each.record, each.change, each.field, each.records, list(each.examples)]
        for each in difference(one, two)
    ]
    print_rows(COLUMNS, rows, format)


def _file(named: str, kept: "Mapping[str, Path | Snapshot]") -> "Path | Snapshot":
    """Return the file, or the snapshot of a lake, that is named by its path or its run."""
    from schemas import UsageError

    if Path(named).is_file():
        return Path(named)
    runs = [run for run in kept if run.startswith(named)]
    if len(runs) == 1:
        return kept[runs[0]]
    known = ", ".join(kept) or "none"
    raise UsageError(f"{named!r} is no file, and no run whose file is kept; kept: {known}")
