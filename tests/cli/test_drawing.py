"""What a chart shows, by its specification."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pipeline.cli.drawing import COLOURS, OTHERS, Look, fan_of, revisions_of
from pipeline.cli.plotting import Claim, Claims

LOOK = Look(640, 360, dark=False)


def claim(
    forecaster: str, year: int, billions: int, made: int = 1, kind: str = "forecast"
) -> Claim:
    """Return a claim about a year, made on a day of May 2024."""
    value = Decimal(billions) * 10**9
    return Claim(
        kind, "subject", forecaster, "pump revenue", None, "global", "USD", "level", str(year),
        date(year, 1, 1), date(year, 12, 31), date(2024, 5, made), value, value, value,
    )  # fmt: skip


def claims(*some: Claim) -> Claims:
    """Return the claims of a chart."""
    forecasts = tuple(each for each in some if each.claim == "forecast")
    actuals = tuple(each for each in some if each.claim == "actual")
    return Claims("pumps", forecasts, actuals, ())


def drawn(specification: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows behind the forecasts."""
    data = specification.get("data") or specification["layer"][0]["data"]
    values: list[dict[str, Any]] = specification["datasets"][data["name"]]
    return values


def test_fan_has_the_last_word_of_each() -> None:
    """Of what a forecaster said of a year the last is drawn, in billions."""
    specification = fan_of(claims(claim("A", 2026, 120), claim("A", 2026, 132, 9)), LOOK)
    assert [row["value"] for row in drawn(specification)] == [132.0]
    assert specification["layer"][1]["encoding"]["y"]["title"] == "USD billion"


def test_many_forecasters_share_the_grey() -> None:
    """Those who say least are drawn as others, so that colours can be told apart."""
    some = [claim(f"house {n}", 2026, 100 + n) for n in range(len(COLOURS) + 3)]
    specification = fan_of(claims(*some, claim("house 8", 2027, 90)), LOOK)
    names = {row["forecaster"] for row in drawn(specification)}
    assert len(names) == len(COLOURS) + 1
    assert {OTHERS, "house 8"} <= names


def test_revisions_have_a_panel_for_each_time() -> None:
    """Each target is drawn by itself, with what came of it where that is known."""
    specification = revisions_of(
        claims(
            claim("A", 2026, 120),
            claim("A", 2026, 130, 9),
            claim("B", 2027, 140),
            claim("", 2026, 125, kind="actual"),
        ),
        LOOK,
    )
    titles = [panel["title"] for panel in specification["concat"]]
    assert titles == ["for 2026, USD billion", "for 2027, USD billion"]
    assert [len(panel["layer"]) for panel in specification["concat"]] == [5, 3]


@pytest.mark.parametrize("dark", [False, True])
def test_paper_and_ink_are_apart(dark: bool) -> None:
    """A chart has its own paper, so that it can be read on a page of any colour."""
    look = Look(300, 200, dark)
    specification = fan_of(claims(claim("A", 2026, 120)), look)
    assert specification["config"]["background"] == look.paper
    light, deep = int(look.paper[1:3], 16), int(look.ink[1:3], 16)
    assert abs(light - deep) > 180
