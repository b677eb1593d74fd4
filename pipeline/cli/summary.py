"""What was found in one article, as tables that a person reads at a glance."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.cli.output import counted, format_decimal, shown
from schemas import ArticleFacts, Bound, Direction, Figure, Forecast

ARROWS = {Direction.UP: "↑ ", Direction.DOWN: "↓ "}
BOUNDS = {Bound.APPROXIMATE: "about ", Bound.ABOVE: "above ", Bound.BELOW: "below "}
SIGNS = {"percent": "%", "ratio": "×"}
SCALES = (
    (Decimal(10**12), "trillion"),
    (Decimal(10**9), "billion"),
    (Decimal(10**6), "million"),
)
LONGEST_STATEMENT = 90


def print_summary(facts: ArticleFacts, console: Console) -> None:
    """Print an article's forecasts, figures, companies, and the numbers left out."""
    console.print(heading(facts))
    for part in parts(facts):
        console.print(part)


def heading(facts: ArticleFacts) -> Text:
    """Return what the article is and how much was found in it."""
    counts = (
        counted(len(facts.figures), "figure"),
        counted(len(facts.forecasts), "forecast"),
        counted(len(facts.companies), "mention of a company", "mentions of companies"),
        counted(len(facts.rejected), "number left out", "numbers left out"),
    )
    published = facts.published_on or "on a day that is not known"
    text = Text.assemble((shown(facts.title or facts.source_uri), "bold"))
    text.append(f"\n{facts.article_id} · {shown(facts.source_uri)}", style="dim")
    text.append(f"\npublished {published} · ", style="dim")
    text.append(" · ".join(counts), style="dim")
    return text


def parts(facts: ArticleFacts) -> Iterator[RenderableType]:
    """Yield one table or line for each kind of record that the article has."""
    if facts.forecasts:
        yield forecast_table(facts)
    if facts.figures:
        yield figure_table(facts)
    if facts.companies:
        names = Counter(mention.name for mention in facts.companies)
        yield _counts("Companies", names)
    if facts.rejected:
        reasons = Counter(number.reason.value for number in facts.rejected)
        yield _counts("Numbers left out", reasons)


def forecast_table(facts: ArticleFacts) -> Table:
    """Return who forecasts what, for when, with which figures."""
    by_id = {figure.figure_id: figure for figure in facts.figures}
    table = Table(title="Forecasts", title_justify="left")
    for name in ("who", "for when", "figures", "in the text's words"):
        table.add_column(name)
    for forecast in facts.forecasts:
        figures = ", ".join(reading(by_id[each]) for each in forecast.figure_ids if each in by_id)
        table.add_row(
            *map(
                Text,
                (
                    shown(forecast.forecaster) or "the writer",
                    shown(forecast.target_period),
                    figures,
                    _shortened(forecast),
                ),
            )
        )
    return table


def figure_table(facts: ArticleFacts) -> Table:
    """Return each figure with its meaning, in reading order."""
    table = Table(title="Figures", title_justify="left")
    for name in ("value", "what", "whose", "when", "status", "who says", "id"):
        table.add_column(name, overflow="fold")
    for figure in facts.figures:
        what = " ".join(filter(None, (shown(figure.metric), _changing(figure))))
        table.add_row(
            *map(
                Text,
                (
                    reading(figure),
                    what,
                    shown(figure.company) or shown(figure.region),
                    shown(figure.period),
                    figure.status.value,
                    shown(figure.attributed_to),
                    figure.figure_id,
                ),
            )
        )
    return table


def reading(figure: Figure) -> str:
    """Return a figure's value as a person says it: "about 11.99 million unit", "↑ 85.1%"."""
    value = _number(figure.value)
    if figure.value_high is not None:
        value = f"{value}–{_number(figure.value_high)}"
    unit = figure.item if figure.unit == "count" and figure.item else figure.unit
    sign = SIGNS.get(figure.unit) or f" {unit}"
    arrow = ARROWS[figure.direction] if figure.direction else ""
    return f"{arrow}{BOUNDS.get(figure.bound, '')}{value}{shown(sign)}"


def _number(value: Decimal) -> str:
    """Return a number with the largest scale word that keeps it above one, exactly."""
    for size, word in SCALES:
        if abs(value) >= size:
            return f"{format_decimal(value / size)} {word}"
    return format_decimal(value)


def _changing(figure: Figure) -> str:
    """Return what a figure is, where it is no plain level: "(change, yoy)"."""
    kind = "" if figure.kind.value == "level" else figure.kind.value
    words = ", ".join(filter(None, (kind, figure.basis and figure.basis.value)))
    return f"({words})" if words else ""


def _shortened(forecast: Forecast) -> str:
    """Return a forecast's words, cut where they fill more than a line or two."""
    words = shown(forecast.statement)
    return words if len(words) <= LONGEST_STATEMENT else f"{words[:LONGEST_STATEMENT].rstrip()}…"


def _counts(title: str, counts: Counter[str]) -> Text:
    """Return one line of names with how often each occurs, the most frequent first."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    names = (f"{shown(name)} ×{count}" if count > 1 else shown(name) for name, count in ordered)
    return Text.assemble((f"{title}: ", "bold"), ", ".join(names))
