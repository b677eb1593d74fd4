"""`foretell extract`: what stands in articles, printed and not stored."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.output import console
from pipeline.cli.session import examples, say, settings_of, start_log

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.settings import Settings
    from pipeline.sources import Place
    from schemas import ArticleFacts, Extraction, Rejection, Source

SOME_REJECTED = 3

EXAMPLES = examples(
    ("foretell extract article.txt", "one line of JSON"),
    ("foretell extract articles/ > facts.jsonl", "one line an article, in order of the files"),
    ("foretell extract - < article.txt", "what is piped in"),
    ("foretell extract -f table article.txt", "for reading"),
)


class FactsFormat(StrEnum):
    """What the facts of articles are printed as."""

    JSONL = "jsonl"
    JSON = "json"
    TABLE = "table"


def extract(
    context: typer.Context,
    paths: Annotated[list[str], typer.Argument(help="Files, folders, addresses, or - for a pipe.")],
    format: Annotated[  # noqa: A002 - the option's name
        FactsFormat,
        typer.Option("--format", "-f", help="One JSON object a line, one JSON list, or tables."),
    ] = FactsFormat.JSONL,
) -> None:
    """Print facts as JSON; write nothing.

    An input that cannot be used is told on stderr; the others are printed all the same, and
    the exit code is 3.
    """
    settings = settings_of(context)
    start_log(settings)
    rejected: list[Rejection] = []
    print_facts(accepted(outcomes(paths, settings), rejected), format)
    if rejected:
        raise typer.Exit(SOME_REJECTED)


def outcomes(paths: "Sequence[str]", settings: "Settings") -> "Iterator[Extraction | Rejection]":
    """Yield what comes of each input, in order, under the name that was given."""
    from pipeline.quick_spacy import without_commands

    with without_commands():
        from pipeline.process import load_processor
    from pipeline.plan import is_address
    from pipeline.sources import find
    from schemas import Rejection

    files = [path for path in paths if not is_address(path)]
    places = find(files, settings, as_given=True) if files else []
    pages = [path for path in paths if is_address(path)]
    processor = load_processor(settings)
    for found in _inputs(places, pages, settings):
        articles = [found] if isinstance(found, Rejection) else processor.open(found)
        for article in articles:
            yield article if isinstance(article, Rejection) else processor.process(article)


def _inputs(
    places: "Iterable[Place | Rejection]", pages: "Iterable[str]", settings: "Settings"
) -> "Iterator[Source | Rejection]":
    """Yield the bytes of each file, in order, then of each page of the web."""
    from pipeline.collect import fetch_page
    from pipeline.sources import read
    from schemas import Rejection

    for place in places:
        yield (
            place if isinstance(place, Rejection) else read(place, settings, stdin=sys.stdin.buffer)
        )
    yield from (fetch_page(page, settings) for page in pages)


def accepted(
    found: "Iterable[Extraction | Rejection]", rejected: "list[Rejection]"
) -> "Iterator[ArticleFacts]":
    """Yield the facts; tell the rejections, and add them to `rejected`."""
    from schemas import Rejection

    for outcome in found:
        if isinstance(outcome, Rejection):
            rejected.append(outcome)
            say(f"error: {outcome.source_uri}: {outcome.reason}: {outcome.detail}")
        else:
            yield outcome.facts


def print_facts(found: "Iterable[ArticleFacts]", format: FactsFormat) -> None:  # noqa: A002
    """Print the facts of each article as soon as they are there."""
    if format is FactsFormat.TABLE:
        from pipeline.cli.summary import print_summary

        terminal = console()
        for facts in found:
            print_summary(facts, terminal)
    elif format is FactsFormat.JSONL:
        for facts in found:
            typer.echo(facts.model_dump_json())
    else:
        typer.echo("[" + ",\n".join(facts.model_dump_json() for facts in found) + "]")
