"""Figures of tables: each numeric cell with the metric, company and period of its headers."""

from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256

import pytest

from pipeline.extract.tables_grid import is_period_like, is_value
from pipeline.extract.tables_labels import caption_measure
from pipeline.readers.read_article import ReadArticle
from schemas import Extraction, Figure, Kind, Metadata, NumberReason, Source, Status
from tests.extract.table_articles import Case, Expected, article_of
from tests.extract.table_cases import CASES
from tests.model_fixtures import load_extractor

RIGHT = 0.9
"""Part of the cells whose metric, company and period must all be right."""

IDS = [case.name for case in CASES]


@cache
def extracted(case: Case) -> Extraction:
    """Return what the extractor makes of a case's article."""
    composer = article_of(case)
    read = ReadArticle(
        composer.raw_text, Metadata(published_on=date(2025, 6, 16)), (), composer.tables
    )
    content = composer.raw_text.encode()
    source = Source(
        source_uri=f"tables/{case.name}",
        media_type="text/html",
        content=content,
        content_sha256=sha256(content).hexdigest(),
    )
    return load_extractor()._extract(source, read)


def cells(case: Case) -> dict[str, Figure]:
    """Return the figures of a case's table by their words."""
    (table,) = article_of(case).tables
    return {
        figure.quote: figure
        for figure in extracted(case).facts.figures
        if table.char_start <= figure.char_start < table.char_end
    }


def wrong(figure: Figure | None, expected: Expected) -> list[str]:
    """Return the fields of a figure that are not as expected."""
    if figure is None:
        return ["missing"]
    metric, company, period, value, unit = expected
    found = set((figure.metric or "").lower().split())
    return [
        field
        for field, is_right in (
            ("metric", metric is None or set(metric.lower().split()) <= found),
            ("company", figure.company == company),
            ("period", figure.period == period),
            ("value", (figure.value, figure.unit) == (Decimal(value), unit)),
        )
        if not is_right
    ]


@pytest.mark.model
def test_nine_of_ten_cells_are_right_in_every_field() -> None:
    """Over all tables, metric, company, period and value together."""
    answers = {
        (case.name, words): wrong(cells(case).get(words), expected)
        for case in CASES
        for words, expected in case.cells.items()
    }
    mistakes = {place: fields for place, fields in answers.items() if fields}
    assert len(CASES) >= 20
    assert len(mistakes) <= (1 - RIGHT) * len(answers), mistakes


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_figures_of_a_table_are_its_numeric_cells(case: Case) -> None:
    """No cell is left out, no header is taken for a figure, and every quote stands there."""
    extraction = extracted(case)
    raw_text = extraction.article.raw_text
    assert set(cells(case)) == set(case.cells)
    for figure in extraction.facts.figures:
        assert raw_text[figure.char_start : figure.char_end] == figure.quote
    starts = [figure.char_start for figure in extraction.facts.figures]
    assert starts == sorted(set(starts))


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_every_number_of_a_table_is_accounted_for(case: Case) -> None:
    """What is no figure, such as the years of headers, is kept with a reason."""
    extraction = extracted(case)
    spans = [(f.char_start, f.char_end) for f in extraction.facts.figures]
    spans += [(r.char_start, r.char_end) for r in extraction.facts.rejected]
    covered = {place for start, end in spans for place in range(start, end)}
    digits = {i for i, c in enumerate(extraction.article.raw_text) if c.isdigit()}
    assert digits <= covered


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "words", "field", "value"),
    [
        ("growth beside the level", "8.3%", "kind", Kind.CHANGE),
        ("growth beside the level", "-3.1%", "direction", "down"),
        ("growth beside the level", "8.3%", "basis", "yoy"),
        ("growth beside the level", "24.0%", "kind", Kind.SHARE),
        ("forecasts by region", "7.9", "status", Status.FORECAST),
        ("forecasts by region", "7.9", "region", "Europe"),
        ("forecasts by region", "14.0%", "basis", "cagr"),
        ("guidance as ranges", "17–18%", "status", Status.TARGET),
        ("guidance as ranges", "17–18%", "value_high", Decimal(18)),
        ("income statement", "1,200", "status", Status.ACTUAL),
        ("income statement", "1,200", "rule", "table cell"),
        ("income statement", "1,200", "sentence", "Results ($ millions): Revenue · 2023 = 1,200"),
    ],
)
def test_a_cell_says_more(name: str, words: str, field: str, value: object) -> None:
    """Kind, direction, basis, status and region come from the headers too."""
    case = next(case for case in CASES if case.name == name)
    assert getattr(cells(case)[words], field) == value


@pytest.mark.model
def test_years_of_headers_are_no_figures_of_the_prose() -> None:
    """A table leaves nothing but the names of its cells to the running text."""
    case = next(case for case in CASES if case.name == "ranked list")
    extraction = extracted(case)
    reasons = {number.quote: number.reason for number in extraction.facts.rejected}
    assert reasons["2024"] is NumberReason.PERIOD
    assert [mention.quote for mention in extraction.facts.companies] == [
        "Alder Motors Inc",
        "Birch Corp",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,234", True),
        ("(20)", True),
        ("$1.2bn", True),
        ("US$ 5", True),
        ("-3.1%", True),
        ("3–4", True),
        ("$5.0bn to $5.2bn", True),
        ("301 [1]", True),
        ("12.5x", True),
        ("2024", False),
        ("2024E", False),
        ("Q1 2024", False),
        ("1H24", False),
        ("Mar-24", False),
        ("2023-24", False),
        ("2025 guidance", False),
        ("Revenue", False),
        ("n/a", False),
        ("–", False),
        ("Phase 2", False),
    ],
)
def test_a_value_is_told_from_a_header(text: str, expected: bool) -> None:
    """Numbers with their units are values; times and words are not."""
    assert is_value(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2024", True), ("FY24", True), ("31 Dec 2023", True), ("2,024", False), ("Q5", False)],
)
def test_a_time_by_itself(text: str, expected: bool) -> None:
    """Years, quarters and dates as headers write them."""
    assert is_period_like(text) is expected


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Table 1. Server shipments by vendor (million units)", "Server shipments"),
        ("Exhibit 12: Battery market in Europe, 2024", "Battery market"),
        ("Revenue", "Revenue"),
        ("", ""),
    ],
)
def test_a_caption_names_a_measure(caption: str, expected: str) -> None:
    """The number of the table, and what narrows or divides the measure, are no part of it."""
    assert caption_measure(caption) == expected
