"""`foretell search`: articles and their sentences, by words."""

from typing import Annotated

import typer

from pipeline.cli.output import Format, FormatOption, print_rows
from pipeline.cli.session import examples, settings_of

EXAMPLES = examples(
    ("foretell search server market", "articles with these words, in whatever form"),
    ("foretell search '\"server market\" 2028'", "with these two side by side"),
    ("foretell search -n 3 -f json forecast", "the three best, for a program"),
)

COLUMNS = ("score", "title", "published_on", "sentence", "records", "place", "permalink")


def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(help='What to look for; "side by side".')],
    most: Annotated[int, typer.Option("--most", "-n", min=1, help="Articles at most.")] = 10,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Find articles by their words, best first.

    Each is shown with the sentence that fits.

    Articles with all of the words come first. A place is ARTICLE:CHARACTER, which `foretell
    explain` knows where a record stands; records are the figures and forecasts of the sentence.
    """
    from warehouse.search import search as find
    from warehouse.stores import published_of

    hits = find(published_of(settings_of(context)), " ".join(words), most=most)
    rows = [
        (
            hit.score,
            hit.title,
            hit.published_on,
            hit.sentence,
            hit.records,
            f"{hit.article_id}:{hit.char_start}",
            hit.permalink,
        )
        for hit in hits
    ]
    print_rows(COLUMNS, rows, format)
