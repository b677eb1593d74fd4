"""`foretell explain`: one record, its words in the text, and what decided each field."""

import re
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.output import Format, FormatOption, console, has_colour, print_rows
from pipeline.cli.session import examples, reading

if TYPE_CHECKING:
    from rich.text import Text

    from schemas import Span
    from warehouse.lookup import AnyRecord, StoredArticle, StoredRecord

EXAMPLES = examples(
    ("foretell explain f_87c6a935f27e4904", "by its id, or the beginning of it"),
    ("foretell explain 21abb:890", "what stands at that character of an article"),
)

NOT_SAID = "not said"
"""What a person reads where a field is null."""

HIDDEN = ("char_start", "char_end", "quote", "sentence", "reasons")

CAPTIONS = {
    "Figure": "Figure",
    "Forecast": "Forecast",
    "CompanyMention": "Company mention",
    "RejectedNumber": "Number left out",
}
"""What a person calls each kind of record."""

RULED = {"Forecast": "statement", "CompanyMention": "name"}
"""The field that the one rule of a record has decided; a figure has a rule for each field."""

# Where a sentence ends if no record says so: "in 2023. F", "it grew.” The", a line's end.
BOUNDARY = re.compile(r"[^\WA-Z][%)]?[.!?][\"”’)]{0,2}\s{1,9}(?=[\"“‘(]?[A-Z0-9])|\n")


def explain(
    context: typer.Context,
    record: Annotated[
        str, typer.Argument(help="An id, ARTICLE:CHARACTER, or a permalink.", metavar="ID")
    ],
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Explain one record.

    Where it stands in its article, and for each field which rule on which words decided it.
    """
    with reading(context) as reader:
        stored = reader.record(record)
        article = reader.article(stored.article.article_id)
    rows = field_rows(stored)
    if format is Format.TABLE:
        terminal = console()
        terminal.print(place(stored))
        terminal.print(passage(article, stored.record, coloured=has_colour(terminal)), "", sep="\n")
        rows = [
            (name, NOT_SAID if value is None else value, rule, words)
            for name, value, rule, words in rows
        ]
    print_rows(("field", "value", "rule", "words"), rows, format)


def place(stored: "StoredRecord") -> "Text":
    """Return what the record is, how sure the extractor is of it, and where it stands."""
    from rich.text import Text

    from pipeline.cli.output import shown

    record, article = stored.record, stored.article
    name = shown(article.title or article.source_uri)
    where = f"{article.article_id}, characters {record.char_start} to {record.char_end}"
    sure = getattr(record, "confidence", None)
    end = "" if sure is None else f", confidence {sure:g}"
    return Text.assemble((CAPTIONS[type(record).__name__], "bold"), f" in {name} ({where}){end}")


def passage(stored: "StoredArticle", span: "Span", *, coloured: bool) -> "Text":
    """Return the whole sentence around a record, its quote marked by colour or brackets."""
    from rich.text import Text

    from pipeline.cli.output import harmless

    raw_text = stored.article.raw_text
    start, end = sentence_bounds(stored, span)
    return Text.assemble(
        harmless(raw_text[start : span.char_start]),
        (harmless(span.quote if coloured else f"[{span.quote}]"), "bold reverse"),
        harmless(raw_text[span.char_end : end]),
    )


def sentence_bounds(stored: "StoredArticle", span: "Span") -> tuple[int, int]:
    """Return where the sentence around a record begins and ends in the raw text.

    It is the one that this or another record was read in, where the raw text has it word for
    word; else all between the nearest signs of a sentence's end.
    """
    raw_text, facts = stored.article.raw_text, stored.facts
    known = (getattr(each, "sentence", "") for each in (span, *facts.figures, *facts.forecasts))
    for sentence in dict.fromkeys(filter(None, known)):
        start = raw_text.find(sentence, max(span.char_end - len(sentence), 0))
        if 0 <= start <= span.char_start:
            return start, start + len(sentence)
    starts = (found.end() for found in BOUNDARY.finditer(raw_text, 0, span.char_start))
    following = BOUNDARY.search(raw_text, span.char_end)
    return max(starts, default=0), following.end() if following else len(raw_text)


def field_rows(stored: "StoredRecord") -> list[tuple[str, object, str, str]]:
    """Return each field with its value and, where one is kept, the rule and words behind it."""
    record = stored.record
    reasons = {each.field: (each.rule, each.words) for each in getattr(record, "reasons", ())}
    reasons |= whole_reason(record)
    names = (name for name in type(record).model_fields if name not in HIDDEN)
    return [(name, getattr(record, name), *reasons.get(name, ("", ""))) for name in names]


def whole_reason(record: "AnyRecord") -> dict[str, tuple[str, str]]:
    """Return what decided a record that one rule has found, under the record's main field."""
    from schemas import RejectedNumber

    if isinstance(record, RejectedNumber):
        return {"reason": (f"read as {record.reason.replace('_', ' ')}", record.quote)}
    field = RULED.get(type(record).__name__)
    return {field: (record.rule, "")} if field else {}
