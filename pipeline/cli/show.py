"""`foretell show`: an article with its records marked, or as tables."""

from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.output import Format, FormatOption, console, print_rows
from pipeline.cli.session import examples, reading, say

if TYPE_CHECKING:
    from warehouse.lookup import StoredArticle
    from warehouse.reader import Reader

EXAMPLES = examples(
    ("foretell show", "the only article, or the list of all"),
    ("foretell show 000_66ab5dc88dba6ba7", "by its file's name, its path, or its id"),
    ("foretell show 21abb --summary", "forecasts, figures and companies as tables"),
    ("foretell show 21abb -f json", "everything about it, for a program"),
)

ARTICLES = """
SELECT article_id, source_uri, title, published_on, figure_count AS figures,
    forecast_count AS forecasts, mention_count AS mentions
FROM articles ORDER BY published_on DESC NULLS LAST, source_uri
"""


def show(
    context: typer.Context,
    article: Annotated[
        str | None,
        typer.Argument(help="Its id or the beginning of it, its path, file name, or a permalink."),
    ] = None,
    summary: Annotated[
        bool, typer.Option("--summary", "-s", help="Tables of what was found, not the text.")
    ] = False,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Show an article with its records marked.

    In colour in the text, or with --summary as tables.
    Without ARTICLE: the article, where there is only one; else the list of all.
    """
    with reading(context) as reader:
        key = article or _only(reader)
        if key is None:
            found = reader.sql(ARTICLES)
            print_rows(found.columns, found.rows, format)
            say("`foretell show ARTICLE` shows one of them")
        else:
            _print(reader.article(key), summary, format)


def _only(reader: "Reader") -> str | None:
    """Return the id of the only article; None where there are more, or none."""
    ids = reader.sql("SELECT article_id FROM articles LIMIT 2").rows
    return str(ids[0][0]) if len(ids) == 1 else None


def _print(stored: "StoredArticle", summary: bool, format: Format) -> None:  # noqa: A002
    """Print one article as text, as tables, or as its facts in JSON."""
    if format in {Format.JSON, Format.JSONL}:
        typer.echo(stored.facts.model_dump_json(indent=2 if format is Format.JSON else None))
    elif format is not Format.TABLE:
        columns, *rows = figure_rows(stored)
        print_rows([str(name) for name in columns], rows, format)
    elif summary:
        from pipeline.cli.summary import print_summary

        print_summary(stored.facts, console())
    else:
        from pipeline.cli.marking import print_marked

        print_marked(stored, console())


def figure_rows(stored: "StoredArticle") -> list[list[object]]:
    """Return the article's figures as rows, below a row of their columns' names."""
    from schemas import Figure

    names = [name for name in Figure.model_fields if name != "reasons"]
    rows = ([getattr(figure, name) for name in names] for figure in stored.facts.figures)
    return [list(names), *rows]
