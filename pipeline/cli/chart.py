"""`foretell chart`: one metric's forecasts by forecaster against what was, as a picture."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.forecasts import metric_keys_of
from pipeline.cli.output import counted
from pipeline.cli.session import examples, reading, say, settings_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.cli.drawing import Look
    from pipeline.cli.plotting import Claims

chart = typer.Typer(
    name="chart",
    help="Draw one metric's forecasts as PNG, SVG or HTML.",
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog=examples(
        ('foretell chart fan --metric "server sales" -o servers.png', "forecasts against actuals"),
        ('foretell chart revisions --metric "server sales" -o servers.html', "how they changed"),
    ),
)

ENDINGS = (".png", ".svg", ".html")

Metric = Annotated[str, typer.Option(help='What is forecast: "server sales" means its revenue.')]
Out = Annotated[Path, typer.Option("--output", "-o", help="FILE.png, FILE.svg or FILE.html.")]
Company = Annotated[str | None, typer.Option(help="Whose figure it is; - for a market.")]
Region = Annotated[str | None, typer.Option(help="Where; global is where none is said, too.")]
Unit = Annotated[str | None, typer.Option(help="One of several units: USD, percent.")]
Target = Annotated[str | None, typer.Option(help="For one time only: 2028, FY2027.")]
Width = Annotated[int, typer.Option(min=200, max=4000, help="Of the drawing, in pixels.")]
Height = Annotated[int, typer.Option(min=120, max=4000, help="Of the drawing, in pixels.")]
Dark = Annotated[bool, typer.Option("--dark", help="Light on dark.")]


@chart.command(
    epilog=examples(('foretell chart fan --metric "server sales" -o servers.svg', "a drawing"))
)
def fan(
    context: typer.Context,
    metric: Metric,
    output: Out,
    company: Company = None,
    region: Region = None,
    unit: Unit = None,
    target: Target = None,
    width: Width = 640,
    height: Height = 360,
    dark: Dark = False,
) -> None:
    """Draw what each forecaster last said of each time, with the actual amounts."""
    from pipeline.cli.drawing import Look, fan_of

    asked = (metric, company, region, unit, target)
    _draw(context, asked, output, fan_of, Look(width, height, dark))


@chart.command(
    epilog=examples(
        ('foretell chart revisions --metric "server sales" --target 2028 -o one.png', "one year")
    )
)
def revisions(
    context: typer.Context,
    metric: Metric,
    output: Out,
    company: Company = None,
    region: Region = None,
    unit: Unit = None,
    target: Target = None,
    width: Width = 640,
    height: Height = 360,
    dark: Dark = False,
) -> None:
    """Draw how each forecaster's word for each time changed, with what came of it."""
    from pipeline.cli.drawing import Look, revisions_of

    asked = (metric, company, region, unit, target)
    _draw(context, asked, output, revisions_of, Look(width, height, dark))


def _draw(
    context: typer.Context,
    asked: tuple[str, str | None, str | None, str | None, str | None],
    output: Path,
    drawing_of: "Callable[[Claims, Look], dict[str, object]]",
    look: "Look",
) -> None:
    """Draw the claims that were asked for into the file."""
    from pipeline.cli.plotting import plotted
    from schemas import UsageError

    if output.suffix.lower() not in ENDINGS:
        raise UsageError(f"{output}: a chart is written as {', '.join(ENDINGS)}; name such a file")
    if not output.parent.is_dir():
        raise UsageError(f"{output.parent} is no folder; make it, or name another")
    metric, *rest = asked
    with reading(context) as reader:
        claims = plotted(reader, metric, metric_keys_of(metric, settings_of(context).home), *rest)
    from pipeline.cli.drawing import write

    write(drawing_of(claims, look), output)
    for note in claims.notes:
        say(note)
    made = counted(len(claims.forecasts), "forecast")
    by = counted(len({claim.forecaster for claim in claims.forecasts}), "forecaster")
    say(f"{output}: {made} by {by}, {counted(len(claims.actuals), 'actual')}")
