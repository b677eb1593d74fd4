"""Charts of a page: drawn when it is made, as part of it, in colours for light and dark."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from schemas import Figure

MOST_CHARTS = 4
MOST_PERIODS = 16
WIDTH, HEIGHT = 400, 220

STATUSES = {
    "actual": ("#2da44e", "circle"),
    "estimate": ("#388bfd", "square"),
    "forecast": ("#bf8700", "diamond"),
    "target": ("#e16f24", "triangle-up"),
}
"""Colour and shape of each status; the colours stand out on white as on the dark ground."""

SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))

# 'role="graphics-symbol"', 'aria-label="…"': the chart as a whole has its words.
_ROLES = re.compile(r' (?:role|aria-[a-z]{1,30}|xmlns(?::[a-z]{1,9})?)="[^"]{0,2000}"')


@dataclass(frozen=True, slots=True)
class Point:
    """One amount of a chart.

    Attributes:
        series: What is drawn together: a metric, of whom.
        unit: Its unit; only amounts of one unit and kind share a chart.
        kind: level, change, share or multiple.
        period: Label of the time it is about.
        start: First day of that time, by which the labels are put in order.
        end: Its last day.
        value: The amount; less than 0 for a fall.
        high: Upper end of a range; None where there is none.
        status: actual, estimate, forecast or target.
    """

    series: str
    unit: str
    kind: str
    period: str
    start: date
    end: date
    value: Decimal
    high: Decimal | None
    status: str


def point_of(figure: Figure) -> Point | None:
    """Return the point of a figure; None where its metric or its time is not known."""
    if not (figure.metric and figure.period and figure.period_start and figure.period_end):
        return None
    company = figure.company if isinstance(figure.company, str) else "; ".join(figure.company or ())
    falls = figure.kind.value == "change" and figure.direction and figure.direction.value == "down"
    return Point(
        f"{company}: {figure.metric}" if company else figure.metric,
        figure.unit,
        figure.kind.value,
        figure.period,
        figure.period_start,
        figure.period_end,
        -figure.value if falls else figure.value,
        None if falls else figure.value_high,
        figure.status.value,
    )


def charts_of(points: Iterable[Point]) -> list[Mapping[str, Any]]:
    """Return a chart of each series with amounts for several times, the fullest first.

    Each has a `caption`, a `label` that says in words what is drawn, and the `drawing`.
    """
    series: dict[tuple[str, str, str], list[Point]] = {}
    for point in points:
        series.setdefault((point.series, point.unit, point.kind), []).append(point)
    full = [group for group in series.values() if len({each.period for each in group}) > 1]
    full.sort(key=lambda group: (-len(group), group[0].series, group[0].unit, group[0].kind))
    return [_chart(group) for group in full[:MOST_CHARTS]]


def _chart(points: Sequence[Point]) -> Mapping[str, Any]:
    """Return the chart of one series."""
    first = points[0]
    scale, unit = _scale(points)
    kind = "" if first.kind == "level" else f" ({first.kind})"
    periods = _periods(points)
    shown = [each for each in points if each.period in periods]
    caption = f"{first.series}{kind}, {unit}"
    words = ", ".join(f"{each.period} {each.status} {_told(each, scale)}" for each in shown[:40])
    return {
        "caption": caption,
        "label": f"Chart of {caption}: {words}",
        "drawing": _drawing(shown, periods, scale, unit),
    }


def _periods(points: Sequence[Point]) -> list[str]:
    """Return the labels of the times in order; of many the latest."""
    days = {each.period: (each.start, each.end) for each in points}
    return sorted(days, key=lambda label: days[label])[-MOST_PERIODS:]


def _scale(points: Sequence[Point]) -> tuple[int, str]:
    """Return what amounts are divided by, and the unit in words."""
    most = max(abs(each.high or each.value) for each in points)
    unit = points[0].unit.replace("_", " ")
    for scale, word in SCALES:
        if most >= scale:
            return scale, f"{word} {unit}"
    return 1, unit


def _told(point: Point, scale: int) -> str:
    low = f"{point.value / scale:,.6g}"
    return low if point.high is None else f"{low} to {point.high / scale:,.6g}"


def _drawing(points: Sequence[Point], periods: Sequence[str], scale: int, unit: str) -> Markup:
    """Return the chart as SVG, to stand in the page."""
    # Imported when they are used: altair takes half a second to load, and most pages have none.
    import altair as alt
    import vl_convert

    rows = [
        {
            "period": each.period,
            "low": float(each.value / scale),
            "high": float((each.high or each.value) / scale),
            "status": each.status,
        }
        for each in points
    ]
    told = [status for status in STATUSES if any(row["status"] == status for row in rows)]
    marks = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("period:O", sort=list(periods), title=None, axis=alt.Axis(labelAngle=-40)),
        y=alt.Y("low:Q", title=unit, scale=alt.Scale(zero=False, nice=True, padding=12)),
        color=alt.Color(
            "status:N",
            scale=alt.Scale(domain=told, range=[STATUSES[each][0] for each in told]),
            legend=alt.Legend(title=None, orient="top", symbolOpacity=1),
        ),
        shape=alt.Shape(
            "status:N", scale=alt.Scale(domain=told, range=[STATUSES[each][1] for each in told])
        ),
    )
    drawn = (
        alt.layer(
            marks.mark_rule(strokeWidth=5, opacity=0.5).encode(y2="high:Q"),
            marks.mark_point(filled=True, size=90, opacity=1),
        )
        .properties(width=WIDTH, height=HEIGHT)
        .configure(background="transparent", font="system-ui, sans-serif")
        .configure_axis(
            labelColor="currentColor", titleColor="currentColor", domainColor="currentColor",
            tickColor="currentColor", gridColor="currentColor", gridOpacity=0.15,
            labelFontSize=14, titleFontSize=14,
        )
        .configure_legend(labelColor="currentColor", labelFontSize=14)
        .configure_view(stroke=None)
    )  # fmt: skip
    svg = vl_convert.vegalite_to_svg(drawn.to_dict())
    # The words in it are escaped by the writer of the SVG.
    return Markup(_ROLES.sub("", svg[svg.index("<svg") :]))  # noqa: S704
