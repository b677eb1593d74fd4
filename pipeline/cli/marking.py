"""An article's text with its records marked: colours for kinds, a legend, repairs shown."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from pipeline.cli.output import harmless
from pipeline.cli.summary import heading
from schemas import ArticleFacts, Span
from warehouse.lookup import StoredArticle

STYLES = {
    "forecast": "underline",
    "company": "bold cyan",
    "figure": "bold green",
    "expected figure": "bold yellow",
    "number left out": "dim",
}
"""How each kind is marked; a later one is drawn over an earlier one."""

EXPECTED = {"forecast", "target"}


def print_marked(stored: StoredArticle, console: Console) -> None:
    """Print an article's heading, the legend, and its text with its records marked."""
    console.print(heading(stored.facts))
    console.print(legend(), "")
    console.print(marked(stored.article.raw_text, stored.facts))


def legend() -> Text:
    """Return each kind's name in its own style."""
    return Text("  ").join(Text(name, style=style) for name, style in STYLES.items())


def marked(raw_text: str, facts: ArticleFacts) -> Text:
    """Return the text with each record in the style of its kind; the text stays as it is."""
    # As long as the raw text, so that the offsets hold.
    text = Text(harmless(raw_text))
    for kind, span in sorted(kinds(facts), key=lambda pair: list(STYLES).index(pair[0])):
        text.stylize(STYLES[kind], span.char_start, span.char_end)
    return text


def kinds(facts: ArticleFacts) -> Iterator[tuple[str, Span]]:
    """Yield every record of an article with the name of its kind."""
    yield from (("forecast", forecast) for forecast in facts.forecasts)
    yield from (("company", company) for company in facts.companies)
    for figure in facts.figures:
        yield ("expected figure" if figure.status.value in EXPECTED else "figure"), figure
    yield from (("number left out", number) for number in facts.rejected)
