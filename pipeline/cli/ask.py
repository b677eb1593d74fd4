"""`foretell ask`: the questions that come with Foretell."""

from typing import Annotated

import typer

from pipeline.cli.output import Format, FormatOption, print_rows
from pipeline.cli.session import examples, reading

EXAMPLES = examples(
    ("foretell ask", "the questions there are"),
    ("foretell ask forecasts-for-year 2028", "who forecasts what for a year"),
    ("foretell ask figures-by-company Gartner -f csv", "as a file"),
)

UNFIT = ("Conversion Error", "Out of Range Error")
"""What DuckDB's messages begin with where a value is not what a question is about."""


def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(help="Its name; without it, the list.")] = None,
    values: Annotated[list[str] | None, typer.Argument(help="What it asks about.")] = None,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Ask one of the ready questions."""
    if question is None:
        print_questions(format)
        return
    from schemas import QueryError, UsageError
    from warehouse.ready import ready_query

    ready = ready_query(question)
    wanted = ", ".join(f"{name} (such as {example})" for name, example in ready.parameters)
    if len(values or []) != len(ready.parameters):
        raise UsageError(f"{question} asks about {wanted or 'nothing more'}; give just that")
    with reading(context) as reader:
        try:
            answer = reader.sql(ready.sql, values or [])
        except QueryError as error:
            if not str(error).startswith(UNFIT):
                raise
            given = " ".join(values or [])
            raise UsageError(f"{question} asks about {wanted}, and {given!r} is none") from error
    print_rows(answer.columns, answer.rows, format)


def print_questions(format: Format) -> None:  # noqa: A002 - the option's name
    """Print the questions with what each answers and asks about."""
    from warehouse.ready import ready_queries

    rows = [
        (ready.name, ready.title, " ".join(name for name, _ in ready.parameters))
        for ready in ready_queries()
    ]
    print_rows(("question", "answers", "asks about"), rows, format)
