"""One key for the metrics of many wordings."""

from pathlib import Path

import pytest

from pipeline.extract.metric_keys import load_metric_keys
from schemas import SettingsError

KEYS = load_metric_keys()


@pytest.mark.parametrize(
    ("metric", "unit", "key"),
    [
        ("server sales", "USD", "server revenue"),
        ("server revenue", "USD", "server revenue"),
        ("global sales of servers", "USD", "server revenue"),
        ("revenue from servers", "USD", "server revenue"),
        ("Norvia's revenue", "EUR", "revenue"),
        ("net sales", "percent", "revenue"),
        ("expected sales growth", "percent", "revenue"),
        ("sales of electric vehicles", "count", "electric vehicle unit sales"),
        ("size of the server market", "USD", "server market size"),
        ("economic growth", "percent", "gdp"),
        ("earnings per share", "USD", "earnings per share"),
        ("demand for electricity", "TWh", "electricity demand"),
        ("total capital spending", "USD", "capital expenditure"),
        ("jobless rate", "percent", "unemployment rate"),
    ],
)
def test_key(metric: str, unit: str, key: str) -> None:
    """Wordings of one measure share a key, with the words that narrow it in front."""
    assert KEYS.key_of(metric, unit, without=("Norvia Corp.",)) == key


@pytest.mark.parametrize(
    ("metric", "unit"),
    [
        (None, "USD"),
        ("annual growth rate", "percent"),
        ("sales and profit", "USD"),
        ("workers killed in the plant", "count"),
        ("senior executives who resigned", "count"),
        ("revenue per user and month after taxes paid", "USD"),
        ("shares", "percent"),
        ("", "USD"),
    ],
)
def test_no_key(metric: str | None, unit: str) -> None:
    """Where no measure is sure, there is no key."""
    assert KEYS.key_of(metric, unit) is None


def test_place_is_no_part_of_the_key() -> None:
    """What is kept in a field of its own does not narrow the key."""
    assert KEYS.key_of("pump sales in Europe", "EUR", without=("Europe",)) == "pump revenue"
    assert KEYS.key_of("pump sales in Europe", "EUR") == "europe pump revenue"


def test_workspace_adds_keys(tmp_path: Path) -> None:
    """A workspace's rows win over the repository's of the same words."""
    folder = tmp_path / "seeds" / "lexicon"
    folder.mkdir(parents=True)
    table = "words,key,unit,source\nturnover,staff turnover,percent,own\n"
    (folder / "metric_keys.csv").write_text(table)
    keys = load_metric_keys(tmp_path)
    assert keys.key_of("turnover", "percent") == "staff turnover"
    assert keys.key_of("net sales", "USD") == "revenue"


def test_unknown_unit_is_told(tmp_path: Path) -> None:
    """A row of an unknown unit names its words and what is allowed."""
    folder = tmp_path / "seeds" / "lexicon"
    folder.mkdir(parents=True)
    (folder / "metric_keys.csv").write_text("words,key,unit,source\nturnover,revenue,euro,own\n")
    with pytest.raises(SettingsError, match="turnover: unit 'euro' is none of"):
        load_metric_keys(tmp_path)
