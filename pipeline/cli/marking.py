"""An article's text with its records marked, by colours or by signs, and a legend."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from pipeline.cli.output import harmless, has_colour
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

SIGNS = {
    "forecast": ("«", "»"),
    "company": ("<", ">"),
    "figure": ("[", "]"),
    "expected figure": ("[[", "]]"),
    "number left out": ("{", "}"),
}
"""What stands around each kind where there is no colour: in a file, a pipe, with NO_COLOR."""

EXPECTED = {"forecast", "target"}


def print_marked(stored: StoredArticle, console: Console) -> None:
    """Print an article's heading, the legend, and its text with its records marked."""
    console.print(heading(stored.facts))
    raw_text, facts = stored.article.raw_text, stored.facts
    if has_colour(console):
        console.print(legend(), "", sep="\n")
        console.print(marked(raw_text, facts))
    else:
        console.print(Text("  ".join(name.join(SIGNS[name]) for name in SIGNS)), "", sep="\n")
        console.print(Text(signed(raw_text, facts)))


def legend() -> Text:
    """Return each kind's name in its own style."""
    return Text("  ").join(Text(name, style=style) for name, style in STYLES.items())


def signed(raw_text: str, facts: ArticleFacts) -> str:
    """Return the text with each record between the signs of its kind; inner ones are inside."""
    signs: list[tuple[int, int, int, str]] = []
    for kind, span in kinds(facts):
        opening, closing = SIGNS[kind]
        # At one character what ends comes first; the longer opens first and closes last.
        signs.append((span.char_start, 1, -span.char_end, opening))
        signs.append((span.char_end, 0, -span.char_start, closing))
    parts, done = [], 0
    for offset, _, _, sign in sorted(signs):
        parts += [raw_text[done:offset], sign]
        done = offset
    return harmless("".join((*parts, raw_text[done:])))


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
