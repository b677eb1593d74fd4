"""A run as its operator follows it: stages counted, lines of JSON, also where it fails."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from pipeline.ingest import PLAIN, Steps, ingest
from pipeline.journal import STAGES, followed
from pipeline.runlog import KEPT, LOGS, RunLog, logs, read_log
from pipeline.settings import Settings
from schemas import Run
from tests.fakes import ARTICLE, FakeProcessor
from warehouse.store import Store


def follow(settings: Settings, steps: Steps = PLAIN) -> Run:
    """Run an ingestion that is followed."""
    with followed(settings.home, steps) as watched:
        return ingest([], settings, FakeProcessor(), command="run", steps=watched)


def lines(settings: Settings) -> list[dict[str, Any]]:
    """Return the log of the last run."""
    return list(read_log(next(logs(settings.home / LOGS))))


def test_every_stage_is_counted(settings: Settings, articles: Path) -> None:
    """Articles, words and rejects of each; publication is seen with the next run."""
    (articles / "a.txt").write_text(ARTICLE)
    (articles / "b.txt").write_text("")
    first = follow(settings)
    query = "SELECT stage, articles, words, rejects FROM run_stages WHERE run_id = ? ORDER BY 1"
    with Store(settings.home).reader() as reader:
        found = reader.sql(query, [first.run_id]).rows
    words = len(ARTICLE.split())
    assert found == [
        ("discover", 2, None, None),
        ("extract", 2, words, 1),
        ("fetch", 0, None, 0),
        ("load", 1, None, 1),
        ("read", 2, None, None),
        ("stage", 2, None, None),
    ]
    (articles / "b.txt").write_text("Now there is something. " + ARTICLE)
    follow(settings)
    with Store(settings.home).reader() as reader:
        of_first = reader.sql(query, [first.run_id]).rows
        negative = reader.sql("SELECT count(*) FROM run_stages WHERE seconds < 0").rows
    assert sorted(STAGES) == [stage for stage, *_ in of_first]
    assert negative == [(0,)]


def test_every_article_has_a_line(settings: Settings, articles: Path) -> None:
    """With the run, its name, its id and what came of it; one of an unchanged one too."""
    (articles / "a.txt").write_text(ARTICLE)
    (articles / "b.txt").write_text("")
    run = follow(settings)
    told = {each["source_uri"]: each for each in lines(settings) if "source_uri" in each}
    assert {each["run_id"] for each in lines(settings)} == {run.run_id}
    assert told["seeds/articles/a.txt"]["message"].startswith("2 figures, 1 forecasts")
    assert len(told["seeds/articles/a.txt"]["article_id"]) == 16
    assert told["seeds/articles/b.txt"]["message"] == "rejected (empty)"
    assert "article_id" not in told["seeds/articles/b.txt"]
    assert lines(settings)[-1]["state"] == "partial"


def test_a_run_that_fails_says_why(settings: Settings, articles: Path) -> None:
    """The last line has the error with its traceback, and stands in the log of the run."""
    (articles / "a.txt").write_text(ARTICLE)

    def fail(*_: object) -> None:
        raise RuntimeError("no room")

    with pytest.raises(RuntimeError):
        follow(settings, Steps(load=fail))
    last = lines(settings)[-1]
    assert (last["level"], last["message"]) == ("ERROR", "RuntimeError: no room")
    assert "in fail" in last["traceback"]


def test_what_the_pipeline_logs_is_in_the_log(tmp_path: Path) -> None:
    """Also what was told before the run had its id, and with the traceback."""
    log = logging.getLogger("pipeline.somewhere")
    log.parent.setLevel(logging.INFO)  # type: ignore[union-attr]
    with RunLog(tmp_path) as run:
        log.info("early %s", 1)
        run.begin("r1")
        try:
            int("wrong")
        except ValueError:
            log.exception("caught")
    log.info("late")
    early, caught = read_log(tmp_path / LOGS / "r1.jsonl")
    assert (early["run_id"], early["message"]) == ("r1", "early 1")
    assert (caught["level"], caught["logger"]) == ("ERROR", "pipeline.somewhere")
    assert "ValueError: invalid literal" in caught["traceback"]
    assert not logging.getLogger("pipeline").handlers


def test_a_run_without_an_id_leaves_no_log(tmp_path: Path) -> None:
    """There is no run to look for."""
    with RunLog(tmp_path) as run:
        run.write("found nothing")
    assert list(logs(tmp_path / LOGS)) == []


def test_a_line_cut_off_is_left_out(tmp_path: Path) -> None:
    """A killed run may have written half a line."""
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps({"message": "whole"}) + '\n{"mess')
    assert [line["message"] for line in read_log(path)] == ["whole"]


def test_old_logs_are_taken_away(tmp_path: Path) -> None:
    """The newest are kept, the new one among them."""
    folder = tmp_path / LOGS
    folder.mkdir(parents=True)
    for number in range(KEPT + 5):
        (folder / f"{number:06}.jsonl").touch()
    with RunLog(tmp_path) as run:
        run.begin("999999")
    kept = [path.stem for path in logs(folder)]
    assert (len(kept), kept[0], kept[-1]) == (KEPT, "999999", "000006")
