"""What a run came to, told at its end: which articles stand, which inputs do not, and why."""

from typing import TYPE_CHECKING

import typer

from pipeline.cli.output import Format, console, print_rows
from pipeline.cli.session import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.settings import Settings
    from schemas import Run
    from warehouse.reader import Reader

SOME_REJECTED = 3

ARTICLES = """
SELECT articles.article_id, articles.source_uri, articles.title, articles.published_on,
    articles.figure_count AS figures, articles.forecast_count AS forecasts,
    articles.mention_count AS mentions, articles.rejected_number_count AS numbers_left_out
FROM sources JOIN articles USING (article_id)
WHERE list_contains(?, sources.source_uri)
ORDER BY articles.source_uri
"""

REJECTIONS = """
SELECT source_uri, reason, detail FROM rejections
WHERE list_contains(?, source_uri) ORDER BY source_uri
"""


def tell(
    run: "Run",
    uris: "Sequence[str]",
    settings: "Settings",
    format: Format,  # noqa: A002
) -> None:
    """Show what the inputs hold now, and leave with 3 where some of them are rejected."""
    from warehouse.store import Store

    say(
        f"{run.articles_loaded} loaded, {run.articles_unchanged} unchanged, "
        f"{run.articles_rejected} rejected of {run.articles_seen}"
    )
    with Store(settings.home).reader() as reader:
        show_articles(reader, uris, format)
        rejected = reader.sql(REJECTIONS, [list(uris)]).rows
    for source_uri, reason, detail in rejected:
        say(f"error: {source_uri}: {reason}: {detail}")
    if rejected:
        raise typer.Exit(SOME_REJECTED)


def show_articles(reader: "Reader", uris: "Sequence[str]", format: Format) -> None:  # noqa: A002
    """Print the articles that the inputs hold: one in full, several as rows."""
    articles = reader.sql(ARTICLES, [list(uris)])
    if format is Format.TABLE and len(articles.rows) == 1:
        from pipeline.cli.summary import print_summary

        print_summary(reader.article(articles.rows[0][0]).facts, console())
    elif articles.rows or format is not Format.TABLE:
        print_rows(articles.columns, articles.rows, format)
