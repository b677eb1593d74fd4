"""Articles as they are written, read by the real extractor: the views give the right rows."""

from collections.abc import Iterator
from datetime import date

import pytest

from pipeline.process import Processor
from schemas import Extraction
from tests.model_fixtures import load_extractor, source_of
from tests.warehouse.ingesting import ingest
from warehouse.reader import Reader
from warehouse.store import Store

pytestmark = pytest.mark.model

COPIED = (
    "Gartner expects global server sales of $120 billion in 2026. The firm asked two hundred "
    "makers of machines for data centres. Banks and hospitals ordered most of them, it said. "
    "Schools bought fewer machines than the year before, and many offices none at all."
)

ARTICLES = {
    "first": ("2024-03-12", COPIED),
    "copy": ("2024-03-13", f"{COPIED} This story first ran elsewhere."),
    "raised": (
        "2024-09-10",
        "Gartner now forecasts global server revenue of $132 billion in 2026. Larger orders from "
        "banks were the reason.",
    ),
    "rival": ("2024-05-20", "IDC forecasts worldwide server sales of $150 billion in 2026."),
    "range": (
        "2024-06-05",
        "TrendForce expects global server sales of $125 billion to $135 billion in 2026.",
    ),
    "narrower": ("2024-06-03", "TrendForce expects global AI server sales of $90 billion in 2026."),
    "europe": ("2024-06-11", "Gartner expects server sales in Europe of $30 billion in 2026."),
    "euros": ("2024-06-12", "Gartner expects global server sales of €110 billion in 2026."),
    "fiscal": ("2024-06-18", "Gartner expects global server sales of $140 billion in fiscal 2026."),
    "later year": ("2024-06-19", "Gartner expects global server sales of $160 billion in 2027."),
    "denied": (
        "2024-10-01",
        "Gartner does not expect global server sales of $170 billion in 2026.",
    ),
    "expired": ("2024-10-02", "Gartner had expected global server sales of $99 billion in 2026."),
    "outcome": ("2027-02-11", "Global server sales reached $128 billion in 2026, Omdia said."),
    "other outcome": (
        "2027-03-02",
        "Global server revenue was $140 billion in 2026, according to Canalys.",
    ),
    "guidance": (
        "2024-04-25",
        "Microsoft expects revenue of $250 billion to $260 billion in 2025.",
    ),
    "new guidance": (
        "2024-07-25",
        "Microsoft now expects revenue of $262 billion to $268 billion in 2025.",
    ),
    "result": ("2026-01-28", "Microsoft reported revenue of $266 billion in 2025."),
}
"""Day of publication and text of each article."""


def read(processor: Processor, name: str, day: str, text: str) -> Extraction:
    """Return an article as the extractor reads it."""
    source = source_of(text, sidecar=f"published_on = {day}\n".encode(), uri=f"{name}.txt")
    outcome = processor.process(source)
    assert isinstance(outcome, Extraction), outcome
    return outcome


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Return a reader of all the articles, with companies told by the register."""
    from pipeline.register import load_register

    store = Store(tmp_path_factory.mktemp("several"))
    processor = load_extractor()
    articles = [read(processor, name, *article) for name, article in ARTICLES.items()]
    ingest(store, *articles)
    store.enter_register(load_register())
    with store.reader() as reader:
        yield reader


def test_revisions(several: Reader) -> None:
    """Two forecasters changed their minds, and no near miss or copy adds a third."""
    rows = several.sql(
        "SELECT forecaster, old_source_uri, new_source_uri, change_percent, move "
        "FROM forecast_revisions ORDER BY forecaster"
    ).rows
    assert [(*row[:3], float(row[3]), row[4]) for row in rows] == [
        ("Gartner", "first.txt", "raised.txt", 10.0, "raised"),
        ("Microsoft", "guidance.txt", "new guidance.txt", 3.92, "raised"),
    ]


def test_disagreements(several: Reader) -> None:
    """Three forecasters speak of one thing, each with the last word and a range's midpoint."""
    rows = several.sql(
        "SELECT target_period, unit, forecasters, low / 1000000000, median / 1000000000, "
        "high / 1000000000, list_transform(claims, lambda each: each.source_uri) "
        "FROM disagreements"
    ).rows
    assert rows == [("2026", "USD", 3, 130, 132, 150, ["range.txt", "raised.txt", "rival.txt"])]


def test_outcomes(several: Reader) -> None:
    """Each forecast that has an outcome is measured by it."""
    rows = several.sql(
        "SELECT forecast_source_uri, actual_source_uri, error_percent, was_met "
        "FROM forecast_vs_actual ORDER BY 1"
    ).rows
    assert [(*row[:2], float(row[2]), row[3]) for row in rows] == [
        ("first.txt", "outcome.txt", -6.25, False),
        ("guidance.txt", "result.txt", -4.14, False),
        ("new guidance.txt", "result.txt", -0.38, True),
        ("raised.txt", "outcome.txt", 3.13, False),
        ("range.txt", "outcome.txt", 1.56, True),
        ("rival.txt", "outcome.txt", 17.19, False),
    ]


def test_track_records(several: Reader) -> None:
    """Forecasters are ranked by their last words."""
    rows = several.sql(
        "SELECT forecaster, resolved, median_absolute_error, bias, met "
        "FROM forecaster_track_record ORDER BY median_absolute_error"
    ).rows
    assert [(*row[:2], float(row[2]), float(row[3]), row[4]) for row in rows] == [
        ("Microsoft", 1, 0.38, -0.38, 1),
        ("TrendForce", 1, 1.56, 1.56, 1),
        ("Gartner", 1, 3.13, 3.13, 0),
        ("IDC", 1, 17.19, 17.19, 0),
    ]


def test_contradictions(several: Reader) -> None:
    """Two amounts told of one year contradict, and say who tells them."""
    rows = several.sql(
        "SELECT one_source_uri, other_source_uri, one_attributed_to, other_attributed_to, "
        "one_published_on, match_reason FROM contradictions"
    ).rows
    assert [(*row[:5], row[5].split("; ")[0]) for row in rows] == [
        (
            "outcome.txt",
            "other outcome.txt",
            "Omdia",
            "Canalys",
            date(2027, 2, 11),
            "same metric_key",
        )
    ]


@pytest.mark.parametrize(
    ("view", "sides"),
    [
        ("forecast_revisions", ("old", "new")),
        ("forecast_vs_actual", ("forecast", "actual")),
        ("contradictions", ("one", "other")),
    ],
)
def test_both_sides_are_proven(several: Reader, view: str, sides: tuple[str, str]) -> None:
    """Every quote of a match stands where the row says."""
    for side in sides:
        rows = several.sql(
            f"SELECT {side}_quote, substring(raw_text, {side}_char_start + 1, "  # noqa: S608
            f"{side}_char_end - {side}_char_start) FROM {view} "
            f"JOIN articles ON articles.article_id = {side}_article_id"
        ).rows
        assert rows
        assert all(quote == there for quote, there in rows)
