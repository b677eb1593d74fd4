"""Charts of claims with Altair, written by vl-convert: neither needs a browser or the network."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert

from pipeline.cli.plotting import WRITER, Claim, Claims

# Colours that people with any colour vision tell apart. Source: Okabe and Ito, Color Universal
# Design, without black, which is for what was; their yellow is too light on white.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
COLOURS_ON_DARK = ("#56B4E9", "#E69F00", "#2BC49A", "#E59AC6", "#F0E442", "#8FA8FF")
OTHERS, OTHERS_COLOUR = "others", "#8a8a8a"
MOST_TARGETS = 6
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


@dataclass(frozen=True, slots=True)
class Look:
    """Width and height of the drawing in pixels, and whether it is light on dark."""

    width: int
    height: int
    dark: bool

    @property
    def colours(self) -> tuple[str, ...]:
        """Return the colours of the forecasters who say most."""
        return COLOURS_ON_DARK if self.dark else COLOURS

    @property
    def ink(self) -> str:
        """Return the colour of words and of what was."""
        return "#e8e8e8" if self.dark else "#222222"

    @property
    def paper(self) -> str:
        """Return the colour behind everything, so that a page of any colour may show it."""
        return "#16191d" if self.dark else "#ffffff"


def fan_of(claims: Claims, look: Look) -> dict[str, Any]:
    """Return the chart of what each forecaster last said of each time."""
    last = {(claim.forecaster, claim.period): claim for claim in claims.forecasts}
    scale, unit = _scale(claims)
    colour = _colour([*last.values()], look)
    names = colour.domain
    said = alt.Chart(_data(last.values(), names, scale)).encode(
        x=alt.X("day:T", title=None, axis=_axis_of_time(claims), scale=alt.Scale(padding=24)),
        color=alt.Color("forecaster:N", scale=colour, legend=_legend(len(names))),
    )
    amount = alt.Y("value:Q", title=unit, scale=alt.Scale(zero=False, nice=True, padding=10))
    layers = [
        said.mark_rule(strokeWidth=5, opacity=0.35).encode(y=alt.Y("low:Q"), y2="high:Q"),
        said.mark_line(strokeWidth=2).encode(y=amount),
        said.mark_point(filled=True, size=70, opacity=1).encode(y=amount, tooltip=_tooltip()),
        *_what_was(claims.actuals, scale, look),
    ]
    drawn = alt.layer(*layers).properties(width=look.width, height=look.height)
    return _finished(drawn, f"{claims.title}: forecasts and what was", look)


def revisions_of(claims: Claims, look: Look) -> dict[str, Any]:
    """Return the chart of how each forecaster's word changed, a panel for each time."""
    counts = Counter(claim.period for claim in claims.forecasts)
    targets = sorted(target for target, _ in counts.most_common(MOST_TARGETS))
    scale, unit = _scale(claims)
    colour = _colour(claims.forecasts, look)
    wide = len(targets) == 1
    size = (look.width, look.height) if wide else (look.width // 2 - 30, look.height * 2 // 3)
    panels = [
        _panel(claims, target, scale, colour, look).properties(
            width=size[0], height=size[1], title=f"for {target}, {unit}"
        )
        for target in targets
    ]
    drawn = alt.concat(*panels, columns=1 if wide else 2).resolve_scale(color="shared")
    return _finished(drawn, f"{claims.title}: how forecasts changed", look)


def _panel(claims: Claims, target: str, scale: int, colour: alt.Scale, look: Look) -> Any:
    """Return the drawing of one target: a step for each statement, a line for what was."""
    some = [claim for claim in claims.forecasts if claim.period == target]
    was = [claim for claim in claims.actuals if claim.period == target][:1]
    said = alt.Chart(_data(some, colour.domain, scale)).encode(
        x=alt.X(
            "made_on:T",
            title="stated on",
            axis=alt.Axis(format="%d %b %Y", labelOverlap=True, tickCount=4),
            scale=alt.Scale(padding=24),
        ),
        color=alt.Color("forecaster:N", scale=colour, legend=_legend(len(colour.domain))),
    )
    amount = alt.Y("value:Q", title=None, scale=alt.Scale(zero=False, nice=True, padding=10))
    layers = [
        said.mark_rule(strokeWidth=5, opacity=0.35).encode(y=alt.Y("low:Q"), y2="high:Q"),
        said.mark_line(strokeWidth=2, interpolate="step-after").encode(y=amount),
        said.mark_point(filled=True, size=70, opacity=1).encode(y=amount, tooltip=_tooltip()),
    ]
    if was:
        line = alt.Chart(_data(was, ["actual"], scale)).encode(y="value:Q")
        layers.append(line.mark_rule(color=look.ink, strokeDash=[6, 4], strokeWidth=1.5))
        text = line.mark_text(
            text="actual", color=look.ink, align="right", baseline="bottom", dy=-3, fontSize=12
        )
        layers.append(text.encode(x=alt.value("width")))
    return alt.layer(*layers)


def _what_was(actuals: Sequence[Claim], scale: int, look: Look) -> list[Any]:
    """Return the layers of the actual amounts; none where there are none."""
    if not actuals:
        return []
    first: dict[str, Claim] = {}
    for claim in actuals:
        first.setdefault(claim.period, claim)
    base = alt.Chart(_data(first.values(), ["actual"], scale)).encode(x="day:T", y="value:Q")
    end = max(first.values(), key=lambda claim: claim.end)
    word = alt.Chart(_data([end], ["actual"], scale)).encode(x="day:T", y="value:Q")
    return [
        base.mark_line(color=look.ink, strokeDash=[6, 4], strokeWidth=2),
        base.mark_point(filled=True, shape="diamond", size=110, color=look.ink, opacity=1).encode(
            tooltip=_tooltip()
        ),
        word.mark_text(
            text="actual", color=look.ink, dy=16, align="center", fontWeight="bold", fontSize=12
        ),
    ]


def _data(claims: Iterable[Claim], names: Any, scale: int) -> alt.InlineData:
    """Return the rows that Altair draws; those without a colour of their own are "others"."""
    values = [
        {
            "forecaster": _name(claim) if _name(claim) in names else OTHERS,
            "period": claim.period,
            "day": (claim.start + (claim.end - claim.start) / 2).isoformat(),
            "made_on": claim.made_on.isoformat(),
            "value": float(claim.value / scale),
            "low": float(claim.low / scale),
            "high": float(claim.high / scale),
        }
        for claim in claims
    ]
    return alt.InlineData(values=values)


def _name(claim: Claim) -> str:
    return claim.forecaster or WRITER


def _colour(claims: Iterable[Claim], look: Look) -> alt.Scale:
    """Return a colour for each forecaster who says most, grey for all others together."""
    counts = Counter(map(_name, claims))
    most = sorted(counts, key=lambda name: (-counts[name], name))
    names = sorted(most[: len(look.colours)])
    colours = list(look.colours[: len(names)])
    if len(most) > len(names):
        names, colours = [*names, OTHERS], [*colours, OTHERS_COLOUR]
    return alt.Scale(domain=names, range=colours)


def _scale(claims: Claims) -> tuple[int, str]:
    """Return what amounts are divided by, and the title of their axis."""
    largest = max(abs(claim.high) for claim in (*claims.forecasts, *claims.actuals))
    for scale, word in SCALES:
        if largest >= scale:
            return scale, f"{claims.unit} {word}"
    return 1, claims.unit


def _axis_of_time(claims: Claims) -> alt.Axis:
    """Return an axis whose ticks are the targets: years alone where no target is shorter."""
    spans = [claim.end - claim.start for claim in claims.forecasts]
    if min(spans).days < 300:
        return alt.Axis(labelOverlap=True)
    days = sorted({claim.start + (claim.end - claim.start) / 2 for claim in _all(claims)})
    return alt.Axis(format="%Y", values=[_moment(day) for day in days], labelOverlap=True)


def _all(claims: Claims) -> tuple[Claim, ...]:
    return (*claims.forecasts, *claims.actuals)


def _moment(day: date) -> Any:
    return alt.DateTime(year=day.year, month=day.month, date=day.day)


def _legend(names: int) -> alt.Legend:
    """Return the names above the drawing, in as many rows as they need."""
    return alt.Legend(title=None, orient="top", columns=min(names, 3), labelLimit=220)


def _tooltip() -> list[str]:
    return ["forecaster:N", "period:N", "value:Q", "low:Q", "high:Q", "made_on:T"]


def _finished(drawn: Any, title: str, look: Look) -> dict[str, Any]:
    """Return the specification of the chart with its title and colours."""
    muted = "#3a3f46" if look.dark else "#dddddd"
    fitted = (
        drawn.properties(title=alt.TitleParams(title, anchor="start", fontSize=15, offset=12))
        .configure(background=look.paper, padding=16)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=look.ink,
            titleColor=look.ink,
            gridColor=muted,
            domainColor=muted,
            tickColor=muted,
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
        )
        .configure_legend(
            labelColor=look.ink, labelFontSize=12, symbolType="circle", symbolOpacity=1
        )
        .configure_title(color=look.ink)
    )
    specification: dict[str, Any] = fitted.to_dict()
    # The page's menu would lead to an editor on the web.
    return {**specification, "usermeta": {"embedOptions": {"actions": False}}}


def write(specification: dict[str, Any], output: Path) -> None:
    """Write the chart in the form that the file's ending names; HTML holds all that it needs."""
    ending = output.suffix.lower()
    if ending == ".png":
        output.write_bytes(vl_convert.vegalite_to_png(specification, scale=2))
    elif ending == ".svg":
        output.write_text(vl_convert.vegalite_to_svg(specification), encoding="utf-8")
    else:
        page = vl_convert.vegalite_to_html(specification, bundle=True)
        output.write_text(page, encoding="utf-8")
