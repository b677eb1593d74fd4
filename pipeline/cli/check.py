"""`foretell check`: do the rows keep the rules that readers rely on?"""

import typer

from pipeline.cli.output import Format, FormatOption, print_rows
from pipeline.cli.session import examples, say, settings_of

CHECKS_FAILED = 5

EXAMPLES = examples(
    ("foretell check", "what is against the checks; exit code 5 where it is an error"),
    ("foretell check --all -f json", "every check, for a program"),
    ('foretell sql "FROM checks WHERE NOT passed"', "how they ended after each run"),
)

COLUMNS = ("check", "level", "found", "description", "examples")


def check(
    context: typer.Context,
    all: bool = typer.Option(False, "--all", help="Those that pass as well."),  # noqa: A002
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Check the rows that readers would get now.

    Errors keep a run's rows from its readers, warnings do not. Every run does the same before
    it publishes.
    """
    from warehouse.stores import store_of

    settings = settings_of(context)
    results = store_of(settings).check(wait_seconds=settings.wait_seconds)
    rows = [
        [made.name, made.level.value, each.found, made.description, list(each.examples)]
        for each in results
        if (made := each.check) and (all or each.found)
    ]
    print_rows(COLUMNS, rows, format)
    errors = sum(each.is_error for each in results)
    warnings = sum(bool(each.found) for each in results) - errors
    say(f"{len(results)} checks: {errors} with errors, {warnings} with warnings")
    if errors:
        raise typer.Exit(CHECKS_FAILED)
