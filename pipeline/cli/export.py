"""`foretell export`: views as files for other programs."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.output import counted
from pipeline.cli.session import examples, say, settings_of
from warehouse.names import PARQUET_FOLDER, ExportForm, form_of

EXAMPLES = examples(
    ("foretell export figures", "figures.csv in this folder"),
    ("foretell export forecasts -o forecasts.xlsx", "a workbook with a dictionary"),
    ("foretell export figures --to sqlite", "figures.sqlite"),
    ("foretell export --all", "every view as Parquet in warehouse/parquet, from now on"),
)


def export(
    context: typer.Context,
    view: Annotated[str | None, typer.Argument(help="A view, such as figures.")] = None,
    to: Annotated[
        ExportForm | None,
        typer.Option(
            "--to", help="The form of the file; else the ending of -o tells it, else csv."
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file, or the folder of --all.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every view, as Parquet.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over a file.")] = False,
) -> None:
    """Write a view to a file that other programs read.

    What begins like a formula is only text in CSV and workbooks. What the columns mean is a
    sheet of a workbook, a table of an SQLite file, and a file beside the others.
    """
    from schemas import UsageError
    from warehouse.export import export as write
    from warehouse.export import export_all
    from warehouse.stores import published_of

    published = published_of(settings_of(context))
    if everything == (view is not None):
        raise UsageError("name a view, as in `foretell export figures`, or --all")
    if view is None:
        written = export_all(published, output or published.with_name(PARQUET_FOLDER))
    else:
        form = to or (form_of(output) if output else ExportForm.CSV)
        path = output or Path(f"{view}.{form.value}")
        if path.exists() and not force:
            raise UsageError(f"{path}: is there already; choose another -o, or --force")
        written = (write(published, view, form, path),)
    for each in written:
        beside = f", its dictionary in {each.dictionary.name}" if each.dictionary else ""
        say(f"{each.path}: {counted(each.rows, 'row')}{beside}")
