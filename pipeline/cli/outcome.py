"""What a run came to, told at its end: which articles stand, which inputs do not, and why."""

from typing import TYPE_CHECKING

import typer

from pipeline.cli.output import Format, console, print_rows
from pipeline.cli.session import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.cli.output import Row
    from pipeline.settings import Settings
    from schemas import Run
    from warehouse.reader import Reader

SOME_REJECTED = 3
MOST_REJECTIONS = 20

MOST_SHOWN = 50
"""Of more inputs a table shows only what the run has loaded, and of that no more."""

_SHOWN = """
SELECT articles.article_id, articles.source_uri, articles.title, articles.published_on,
    articles.figure_count AS figures, articles.forecast_count AS forecasts,
    articles.mention_count AS mentions, articles.rejected_number_count AS numbers_left_out
FROM sources JOIN articles USING (article_id)
"""

ARTICLES = f"""{_SHOWN}
WHERE sources.source_uri IN (SELECT unnest(?::VARCHAR[]))
ORDER BY articles.source_uri
"""

LOADED = f"""{_SHOWN}
WHERE articles.run_id = ?
ORDER BY articles.source_uri LIMIT {MOST_SHOWN}
"""

REJECTIONS = """
SELECT source_uri, reason, detail FROM rejections
WHERE source_uri IN (SELECT unnest(?::VARCHAR[])) ORDER BY source_uri
"""


NAMED = "SELECT DISTINCT source_uri FROM entries WHERE run_id = ? ORDER BY source_uri"

FAILED = """
SELECT channel, detail, next_at FROM channels
WHERE state = 'failed' AND list_contains(?, channel) ORDER BY channel
"""


def tell(
    run: "Run",
    uris: "Sequence[str]",
    settings: "Settings",
    format: Format,  # noqa: A002
    *,
    in_full: bool = False,
    channels: "Sequence[str]" = (),
) -> None:
    """Show what the inputs hold now, and leave with 3 where some are rejected or sources fail.

    Args:
        run: What to tell first, in one line.
        uris: The inputs, as the warehouse names them.
        settings: Whose workspace to look into.
        format: What the articles are printed as.
        in_full: Show a single article with its tables; else each is one row.
        channels: The sources that were looked after; what they named counts as inputs.
    """
    from warehouse.stores import store_of

    say(
        f"{run.articles_loaded} loaded, {run.articles_unchanged} unchanged, "
        f"{run.articles_rejected} rejected of {run.articles_seen}"
    )
    with store_of(settings).reader() as reader:
        named = reader.sql(NAMED, [run.run_id]).rows if channels else []
        seen = [*uris, *(str(uri) for (uri,) in named)]
        if len(seen) > MOST_SHOWN and format is Format.TABLE:
            _show_loaded(reader, run)
        else:
            show_articles(reader, seen, format, in_full=in_full)
        rejected = reader.sql(REJECTIONS, [seen]).rows
        failed = reader.sql(FAILED, [list(channels)]).rows
    tell_rejections(rejected)
    for name, detail, next_at in failed:
        say(f"error: source {name}: {detail}; next try after {next_at:%Y-%m-%d %H:%M} UTC")
    if rejected or failed:
        raise typer.Exit(SOME_REJECTED)


def _show_loaded(reader: "Reader", run: "Run") -> None:
    """Print the first articles that a run has loaded."""
    articles = reader.sql(LOADED, [run.run_id])
    if articles.rows:
        print_rows(articles.columns, articles.rows, Format.TABLE)
    if run.articles_loaded > len(articles.rows):
        say(f'the first {len(articles.rows)}; all: foretell sql "FROM articles"')


def tell_rejections(rejected: "Sequence[Row]") -> None:
    """Tell each rejected input, what is wrong with it, and what to do; no more than 20."""
    for source_uri, reason, detail in rejected[:MOST_REJECTIONS]:
        say(f"error: {source_uri}: {reason}: {detail}")
    if len(rejected) > MOST_REJECTIONS:
        say(f'and {len(rejected) - MOST_REJECTIONS} more: foretell sql "FROM rejections"')


def show_articles(
    reader: "Reader",
    uris: "Sequence[str]",
    format: Format,  # noqa: A002
    *,
    in_full: bool,
) -> None:
    """Print the articles that the inputs hold, as rows or a single one in full."""
    articles = reader.sql(ARTICLES, [list(uris)])
    if in_full and format is Format.TABLE and len(articles.rows) == 1:
        from pipeline.cli.summary import print_summary

        print_summary(reader.article(articles.rows[0][0]).facts, console())
    elif articles.rows or format is not Format.TABLE:
        print_rows(articles.columns, articles.rows, format)
