"""`foretell correct` and `foretell reject`: what a person says of a record, and that it counts."""

from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.session import examples, say, settings_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas import CorrectionAction, RecordKind

EXAMPLES = examples(
    ("foretell correct f_87c6a935f27e4904 metric=revenue period=2024-Q3", "fields of a record"),
    ('foretell correct 21abb:890 company="Acme; Belden" region=null', "what stands there"),
    ("foretell correct f_87c6a935f27e4904 --right", "it is right as it is"),
    ('foretell correct 21abb --add figure --quote "12%" value=12 unit=percent', "it was missed"),
    ("foretell correct f_87c6a935f27e4904 --fields", "which fields, and what they take"),
)
REJECT_EXAMPLES = examples(
    ("foretell reject f_87c6a935f27e4904 --why 'a page number'", "it is no figure"),
    ("foretell reject 21abb:890", "what stands at that character of an article"),
)

Record = Annotated[
    str, typer.Argument(help="An id, or ARTICLE:CHARACTER; with --add an ARTICLE.", metavar="ID")
]
By = Annotated[str | None, typer.Option("--by", help="Who says so; else your login.")]
Why = Annotated[str | None, typer.Option("--why", help="For what reason.")]
NULLS = ("null", "none", "")
"""What stands for null behind FIELD=."""


def correct(
    context: typer.Context,
    record: Record,
    changes: Annotated[
        list[str] | None, typer.Argument(help="What is right.", metavar="FIELD=VALUE")
    ] = None,
    right: Annotated[bool, typer.Option("--right", help="It is right as it is.")] = False,
    fields: Annotated[bool, typer.Option("--fields", help="List the fields it has.")] = False,
    add: Annotated[
        str | None, typer.Option("--add", help="It was missed: figure, forecast or company.")
    ] = None,
    quote: Annotated[
        str | None, typer.Option("--quote", help="With --add: its words in the article.")
    ] = None,
    by: By = None,
    why: Why = None,
) -> None:
    """Say what is right of a record, or add one.

    It is appended to seeds/corrections.jsonl, counts at once, and outlives every new reading.
    FIELD=null empties a field; several companies are parted by ";".
    """
    from schemas import CorrectionAction, UsageError

    if add is not None:
        _add(context, record, _kind(add), quote, changes or (), by, why)
        return
    if fields:
        _print_fields(context, record)
        return
    if right == bool(changes):
        raise UsageError(
            "say what is right, FIELD=VALUE (--fields lists the fields), or --right where all is"
        )
    action = CorrectionAction.CONFIRM if right else CorrectionAction.CORRECT
    _say_of(context, record, action, changes or (), by, why)


def reject(context: typer.Context, record: Record, by: By = None, why: Why = None) -> None:
    """Say that a record is none.

    A rejected figure is a number left out, and no forecast names it any more.
    """
    from schemas import CorrectionAction

    _say_of(context, record, CorrectionAction.REJECT, (), by, why)


def _say_of(
    context: typer.Context,
    record: str,
    action: "CorrectionAction",
    changes: "Sequence[str]",
    by: str | None,
    why: str | None,
) -> None:
    """Enter what is said of a record that there is."""
    from pipeline.cli.correcting import enter, of_record

    settings = settings_of(context)
    enter(settings, of_record(settings, record, action, parsed(changes), by=by, why=why))


def _add(
    context: typer.Context,
    place: str,
    kind: "RecordKind",
    quote: str | None,
    changes: "Sequence[str]",
    by: str | None,
    why: str | None,
) -> None:
    """Enter a record that was missed."""
    from pipeline.cli.correcting import enter, of_words
    from schemas import UsageError

    if not quote:
        raise UsageError('write its words with --quote "…", as they are in the article')
    settings = settings_of(context)
    enter(settings, of_words(settings, place, kind, quote, parsed(changes), by=by, why=why))


def _kind(name: str) -> "RecordKind":
    """Return the kind of record of that name."""
    from schemas import RecordKind, UsageError

    try:
        return RecordKind(name)
    except ValueError:
        raise UsageError(f"--add {name}: known are {', '.join(RecordKind)}") from None


def _print_fields(context: typer.Context, record: str) -> None:
    """Print the fields of a record that can be corrected, with what they are and may be."""
    from pipeline.cli.correcting import field_rows
    from pipeline.cli.output import Format, print_rows

    rows = field_rows(settings_of(context), record)
    print_rows(("field", "value", "may be"), rows, Format.TABLE)


def parsed(changes: "Sequence[str]") -> dict[str, str | None]:
    """Return the fields of "FIELD=VALUE" words; None for null.

    Raises:
        UsageError: A word has no "=".
    """
    from schemas import UsageError

    found: dict[str, str | None] = {}
    for change in changes:
        name, sign, value = change.partition("=")
        if not sign:
            say('a value with blanks needs quotes: metric="server revenue"')
            raise UsageError(f"{change!r} is not FIELD=VALUE")
        found[name.strip()] = None if value.strip().lower() in NULLS else value.strip()
    return found
