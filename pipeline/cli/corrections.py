"""`foretell corrections`: what people said of records, and what came of it."""

from typing import Annotated

import typer

from pipeline.cli.output import Format, FormatOption, print_rows
from pipeline.cli.session import examples, print_query, reading, say, settings_of

CHECKS_FAILED = 5

LIST = """
SELECT correction_id, "action", kind, quote, changes, state, detail, made_by, made_at, why,
    article_id, char_start
FROM corrections
ORDER BY "ordinal"
"""
OPEN = LIST.replace("ORDER BY", "WHERE state IN ('orphaned', 'superseded')\nORDER BY")
ORPHANED = "SELECT count(*) FROM corrections WHERE state = 'orphaned'"

corrections = typer.Typer(
    name="corrections",
    help="What people said of records. Corrections are lines of seeds/corrections.jsonl.",
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog=examples(
        ("foretell corrections list", "all, with what came of each"),
        ("foretell corrections check", "those that do not count any more"),
        ("foretell corrections undo cor_0123456789abcdef", "take one back"),
    ),
)


@corrections.command(name="list", epilog=examples(("foretell corrections list -f json", "all")))
def list_corrections(
    context: typer.Context,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """List the corrections in their order; the later one wins, and the list says so."""
    print_query(context, LIST, format)


@corrections.command(epilog=examples(("foretell corrections check", "exit code 5: orphans")))
def check(
    context: typer.Context,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """List the corrections that do not count: superseded, or orphaned (exit code 5)."""
    with reading(context) as reader:
        found = reader.sql(OPEN)
        ((orphaned,),) = reader.sql(ORPHANED).rows
    print_rows(found.columns, found.rows, format)
    if orphaned:
        say(f"{orphaned} orphaned: correct the record anew where it stands now, then undo these")
        raise typer.Exit(CHECKS_FAILED)


@corrections.command(epilog=examples(("foretell corrections undo cor_0123456789abcdef", "")))
def undo(
    context: typer.Context,
    correction: Annotated[str, typer.Argument(help="Its id; `list` has them.")],
) -> None:
    """Take a correction back: its line goes, and the record is as it was extracted."""
    from pipeline.cli.correcting import bring_up
    from pipeline.corrections import remove_correction

    settings = settings_of(context)
    path = remove_correction(settings.home, correction)
    say(f"{correction} was taken out of {path}")
    bring_up(settings)


@corrections.command(name="apply", epilog=examples(("foretell corrections apply", "after edits")))
def apply_corrections(context: typer.Context) -> None:
    """Let the warehouse go by seeds/corrections.jsonl as it is now."""
    from pipeline.cli.correcting import bring_up

    bring_up(settings_of(context))
