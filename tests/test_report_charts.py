"""Charts of a report: what is drawn together, in which order, and as part of the page."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.report.charts import MOST_CHARTS, MOST_PERIODS, Point, charts_of, point_of
from pipeline.report.page import render
from schemas import Bound, Direction, Kind, Status
from tests.warehouse.factories import figure


def point(year: int, value: str = "5E9", **fields: object) -> Point:
    """Return an amount of a year; `fields` replace what is usual."""
    usual: dict[str, object] = {
        "series": "revenue",
        "unit": "USD",
        "kind": "level",
        "period": str(year),
        "start": date(year, 1, 1),
        "end": date(year, 12, 31),
        "value": Decimal(value),
        "high": None,
        "status": "actual",
    }
    return Point(**{**usual, **fields})  # type: ignore[arg-type]


def test_a_series_is_a_chart() -> None:
    """Amounts of one metric and unit for several times share a drawing, with words for it."""
    points = [
        point(2024, "7E9", status="forecast", high=Decimal("8E9")),
        point(2023),
        point(2023, "12", unit="percent", kind="change"),
    ]
    (chart,) = charts_of(points)
    assert chart["caption"] == "revenue, billion USD"
    assert chart["label"].endswith("2024 forecast 7 to 8, 2023 actual 5")
    drawing = chart["drawing"]
    assert drawing.startswith("<svg")
    assert drawing.index(">2023<") < drawing.index(">2024<")
    assert "billion USD" in drawing
    assert "currentColor" in drawing


def test_a_drawing_asks_for_nothing() -> None:
    """No address, no script and no role of its own is in a drawing."""
    (chart,) = charts_of([point(2023), point(2024)])
    assert not any(part in chart["drawing"] for part in ("http", "<script", "role=", "aria-"))


@pytest.mark.parametrize(
    "points",
    [
        [],
        [point(2023)],
        [point(2023), point(2023, "6E9")],
        [point(2023), point(2024, unit="EUR")],
        [point(2023), point(2024, kind="change")],
        [point(2023), point(2024, series="profit")],
    ],
    ids=["none", "one", "one time", "units", "kinds", "metrics"],
)
def test_what_makes_no_chart(points: list[Point]) -> None:
    """One time, or amounts that cannot be compared, are no chart."""
    assert charts_of(points) == []


def test_not_too_many() -> None:
    """Of many series the fullest are drawn, of many times the latest."""
    points = [point(year, series=f"metric {n}") for n in range(6) for year in range(2000, 2003 + n)]
    charts = charts_of(points)
    assert [chart["caption"][:8] for chart in charts] == [f"metric {n}" for n in (5, 4, 3, 2)]
    assert len(charts) == MOST_CHARTS
    (long,) = charts_of([point(year) for year in range(1980, 2020)])
    assert long["drawing"].count(">20") + long["drawing"].count(">19") == MOST_PERIODS


def test_words_of_an_article_are_shown_never_run() -> None:
    """A unit or a label that looks like a tag is text in the drawing, caption and label."""
    bad = "<script>alert(1)</script>"
    charts = charts_of([point(2023, unit=bad, series=bad), point(2024, unit=bad, series=bad)])
    page = render("selection.html.j2", title="x", about="x", charts=charts, tables=[])
    assert "<script" not in page
    assert "&lt;script" in page


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, Decimal(1200)),
        ({"kind": Kind.CHANGE, "direction": Direction.DOWN}, Decimal(-1200)),
        ({"kind": Kind.CHANGE, "direction": Direction.UP}, Decimal(1200)),
        ({"metric": None}, None),
        ({"period": None}, None),
    ],
    ids=["level", "fall", "rise", "no metric", "no time"],
)
def test_point_of_a_figure(fields: dict[str, object], expected: Decimal | None) -> None:
    """A figure with a metric and a time is a point; a fall lies below zero."""
    usual: dict[str, object] = {
        "metric": "sales",
        "company": ("Acme", "Belden"),
        "period": "2023",
        "period_start": date(2023, 1, 1),
        "period_end": date(2023, 12, 31),
        "status": Status.ACTUAL,
        "bound": Bound.EXACT,
    }
    made = point_of(figure("0" * 16, "1,200 pumps", "1,200 pumps", **{**usual, **fields}))
    assert (made and made.value) == expected
    if made:
        assert made.series == "Acme; Belden: sales"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_charts_in_a_browser(tmp_path: Path, scheme: str, width: int) -> None:
    """A drawing is seen in the colour of the words, fits the page, has a name and asks nothing."""
    api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe")
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("needs a chromium on the PATH")
    charts = charts_of([point(2023), point(2024, status="forecast", high=Decimal("6E9"))])
    text = render("selection.html.j2", title="x", about="x", charts=charts, tables=[])
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    with api.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto((tmp_path / "page.html").as_uri())
        assert axe.Axe().run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.get_by_role("img", name="Chart of revenue, billion USD").is_visible()
        ink = "getComputedStyle(document.{}).{}"
        words = page.evaluate(ink.format("querySelector('svg text')", "fill"))
        assert words == page.evaluate(ink.format("body", "color"))
        assert len(asked) == 1
        browser.close()
