"""`foretell explain`: one record, its words in the text, and what decided each field."""

from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.output import Format, FormatOption, console, print_rows
from pipeline.cli.session import examples, reading

if TYPE_CHECKING:
    from rich.text import Text

    from schemas import Span
    from warehouse.lookup import StoredRecord

EXAMPLES = examples(
    ("foretell explain f_87c6a935f27e4904", "by its id, or the beginning of it"),
    ("foretell explain 21abb:890", "what stands at that character of an article"),
)

CONTEXT = 160
"""Characters shown before and after the quote."""

HIDDEN = ("char_start", "char_end", "quote", "sentence", "reasons")


def explain(
    context: typer.Context,
    record: Annotated[str, typer.Argument(help="An id, or ARTICLE:CHARACTER.", metavar="ID")],
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Explain one record.

    Where it stands in its article, and for each field which rule on which words decided it.
    """
    with reading(context) as reader:
        stored = reader.record(record)
        text = reader.article(stored.article.article_id).article.raw_text
    if format is Format.TABLE:
        terminal = console()
        terminal.print(place(stored))
        terminal.print(passage(text, stored.record), "")
    print_rows(("field", "value", "rule", "words"), field_rows(stored), format)


def place(stored: "StoredRecord") -> "Text":
    """Return what the record is and where it stands."""
    from rich.text import Text

    from pipeline.cli.output import shown

    record, article = stored.record, stored.article
    name = shown(article.title or article.source_uri)
    where = f"{article.article_id}, characters {record.char_start} to {record.char_end}"
    return Text.assemble((type(record).__name__, "bold"), f" of {name} ({where})")


def passage(raw_text: str, span: "Span") -> "Text":
    """Return the raw text around a record, the record marked in it."""
    from rich.text import Text

    from pipeline.cli.output import harmless

    start = max(span.char_start - CONTEXT, 0)
    before = raw_text[start : span.char_start]
    after = raw_text[span.char_end : span.char_end + CONTEXT]
    return Text.assemble(
        "…" if start else "",
        harmless(before),
        (harmless(span.quote), "bold reverse"),
        harmless(after),
        "…" if span.char_end + CONTEXT < len(raw_text) else "",
    )


def field_rows(stored: "StoredRecord") -> list[tuple[str, object, str, str]]:
    """Return each field with its value and, where one is kept, the rule and words behind it."""
    record = stored.record
    reasons = {reason.field: reason for reason in getattr(record, "reasons", ())}
    rows: list[tuple[str, object, str, str]] = []
    for name in type(record).model_fields:
        if name not in HIDDEN:
            reason = reasons.get(name)
            rule, words = (reason.rule, reason.words) if reason else ("", "")
            rows.append((name, getattr(record, name), rule, words))
    return rows
