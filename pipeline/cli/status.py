"""`foretell status`: how the workspace stands, for whoever looks after it."""

import typer

from pipeline.cli.output import Format, FormatOption, print_rows
from pipeline.cli.session import examples, settings_of

EXAMPLES = examples(
    ("foretell status", "last run, what is due, stale, parked, how large it is"),
    ("foretell status -f json", "the same for a program"),
    ('foretell sql "FROM run_stages"', "what each stage of each run did"),
)


def status(
    context: typer.Context,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Show the last run, what is due, and what waits.

    Also who writes, which sources are stale, what is parked, and sizes.

    A run that was killed is marked crashed when the next one starts.
    """
    from pipeline.standing import standing_of

    rows = [(each.topic, each.subject, each.detail) for each in standing_of(settings_of(context))]
    print_rows(("topic", "subject", "detail"), rows, format)
