"""The benchmarks run, on little; what they measure is asserted nowhere."""

import gzip
import json
import sys
from pathlib import Path

import pytest

from tests.benchmarks.commands import cost_of, make_workspace
from tests.benchmarks.history import append, entry
from tests.benchmarks.loading import load_seconds
from tests.benchmarks.speed import growth_by_length, stage_shares, words_per_second
from tests.benchmarks.texts import (
    given_articles,
    grown,
    made_articles,
    make_article,
    seed_article,
    words_of,
)
from tests.fakes import FakeProcessor
from tests.model_fixtures import load_extractor


def test_made_texts() -> None:
    """Equal seeds give equal texts, others give others, and all have the words asked for."""
    assert make_article(1) == make_article(1) != make_article(2)
    assert words_of(made_articles(2)) >= 900
    assert len(grown(["A sentence."], 3)) == 3_000
    assert grown(["One.", "Two."], 1, start=1).startswith("Two.\n\nOne.\n\nTwo.")


def test_seed_article_has_its_sidecar() -> None:
    """The seed article is measured with its sidecar."""
    assert b"language" in (seed_article().sidecar or b"")


def test_given_texts(tmp_path: Path) -> None:
    """A file of articles is read up to the limit, with the days that it names."""
    rows = [
        {"id": n, "text": f"Text {n}.", "published_on": day}
        for n, day in ((1, "2024-01-31"), (2, None), (3, None))
    ]
    path = tmp_path / "texts.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    read = given_articles(path, 2)
    assert [(each.content, each.sidecar) for each in read] == [
        (b"Text 1.", b"published_on = 2024-01-31\n"),
        (b"Text 2.", None),
    ]


def test_speed_and_growth() -> None:
    """Speeds and growth are positive."""
    sources = made_articles(4)
    speeds = words_per_second(FakeProcessor(), lambda texts: [sorted(t) for t in texts], sources)
    growth = growth_by_length(FakeProcessor(), [make_article(1)], (1, 2))
    assert min(*speeds, *(each.seconds for each in growth.values())) > 0
    assert list(growth) == [1, 2]
    assert 0 < growth[1].megabytes <= growth[2].megabytes


@pytest.mark.model
def test_stages_are_the_whole() -> None:
    """Every stage takes some of the time, and together they take all of it."""
    shares = stage_shares(load_extractor(), made_articles(1))
    assert min(shares.values()) > 0
    assert sum(shares.values()) == pytest.approx(1)


def test_cost_of_a_command(tmp_path: Path) -> None:
    """A command's time and memory are seen, its children's memory too."""
    home = make_workspace(tmp_path / "home", {"a.txt": b"Text."})
    child = "import time; block = bytearray(60_000_000); time.sleep(0.3)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    cost = cost_of((sys.executable, "-c", parent), home)
    assert cost.seconds > 0.3
    assert cost.megabytes > 60


def test_loading_takes_time(tmp_path: Path) -> None:
    """Figures are loaded and published."""
    assert load_seconds(tmp_path, 10) > 0
    assert (tmp_path / "warehouse" / "foretell.duckdb").is_file()


def test_history_keeps_every_run(tmp_path: Path) -> None:
    """A run is one more line, with what it ran on."""
    path = tmp_path / "history.jsonl"
    for speed in (1.0, 2.0):
        append(entry({"speed": speed}, texts="made", words=5), path)
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert [line["figures"]["speed"] for line in lines] == [1.0, 2.0]
    assert lines[0]["cores"] > 0
