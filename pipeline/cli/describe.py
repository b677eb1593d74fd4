"""`foretell describe`: what the warehouse holds, and what each column means."""

from typing import Annotated

import typer

from pipeline.cli.output import Format, FormatOption, print_rows
from pipeline.cli.session import examples, reading

EXAMPLES = examples(
    ("foretell describe", "every view, and what one row of it is"),
    ("foretell describe forecasts", "its columns and what they mean"),
)


def describe(
    context: typer.Context,
    view: Annotated[str | None, typer.Argument(help="A view; without it, the list.")] = None,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """List the views, or the columns of one."""
    with reading(context) as reader:
        if view is None:
            views = [(each.name, each.comment) for each in reader.views()]
            print_rows(("view", "meaning"), views, format)
        else:
            found = reader.describe(view).columns
            columns = [(each.name, each.type, each.comment) for each in found]
            print_rows(("column", "type", "meaning"), columns, format)
