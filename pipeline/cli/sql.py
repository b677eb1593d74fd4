"""`foretell sql`: questions to the warehouse, which can only read, in a process of their own."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.ask import print_questions
from pipeline.cli.output import Format, FormatOption, print_rows
from pipeline.cli.session import examples, settings_of

EXAMPLES = examples(
    ('foretell sql "FROM forecasts"', "every forecast"),
    ('foretell sql "FROM figures WHERE metric = ?" -p revenue', "a value apart from the SQL"),
    ('foretell sql -f csv "SELECT quote, value, unit FROM figures" > figures.csv', "a file"),
    ("foretell sql --file question.sql", "a longer question"),
    ("foretell sql --list", "the ready questions, for `foretell ask`"),
    ("foretell describe", "which views there are"),
)


def sql(
    context: typer.Context,
    query: Annotated[str | None, typer.Argument(help="One SQL statement that reads.")] = None,
    file: Annotated[
        Path | None, typer.Option("--file", help="Read the statement from a file; - for stdin.")
    ] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option("--parameter", "-p", help="What the next ? in the statement stands for."),
    ] = None,
    listed: Annotated[
        bool, typer.Option("--list", help="List the ready questions and ask nothing.")
    ] = False,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Ask the warehouse in SQL.

    The SQL is DuckDB's. Only reading is possible: files, settings and the network are out of
    reach, and a question stops after ten seconds.
    """
    if listed:
        print_questions(format)
        return
    statement = _statement(query, file)
    from warehouse.confined import Confined
    from warehouse.stores import published_of

    with Confined(published_of(settings_of(context))) as confined:
        answer = confined.sql(statement, parameter or ())
    print_rows(answer.columns, answer.rows, format)


def _statement(query: str | None, file: Path | None) -> str:
    """Return the statement given as argument or in a file; one of them must be."""
    from schemas import UsageError

    if (query is None) == (file is None):
        raise UsageError('give one SQL statement, as in `foretell sql "FROM figures"`, or --file')
    if file is None:
        return str(query)
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: cannot be read ({error}); check the path") from error
