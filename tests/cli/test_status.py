"""`status`, `logs` and `run --once`: what an operator asks."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.settings import Settings
from pipeline.standing import standing_of
from tests.cli.conftest import Foretell
from tests.fakes import ARTICLE
from warehouse.lock import hold

SOURCES = """
[[folder]]
name = "inbox"
path = "seeds/articles"
every = "1d"

[[feed]]
name = "press"
url = "https://127.0.0.1/feed"
"""


def test_a_run_for_cron(foretell: Foretell, articles: Path) -> None:
    """Its row, its log and its rejections are there; the second time there is nothing new."""
    (articles / "a.txt").write_text(ARTICLE)
    (articles / "b.txt").write_text("")
    result = foretell("run", "--once", "-f", "json")
    assert result.exit_code == 3
    assert [each["figures"] for each in json.loads(result.stdout)] == [2]
    assert "b.txt: empty" in result.stderr
    (articles / "b.txt").unlink()
    assert foretell("run", "--once").exit_code == 0
    found = foretell("sql", "-f", "json", "SELECT command, state FROM runs ORDER BY run_id")
    assert json.loads(found.stdout)[0] == {"command": "run", "state": "partial"}


def test_a_run_must_be_told_to_end(foretell: Foretell) -> None:
    """Whoever means a schedule is told of it."""
    result = foretell("run")
    assert result.exit_code == 2
    assert "foretell serve" in result.stderr


def test_a_failing_run_is_told_of(
    foretell: Foretell, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what it says itself."""
    (articles / "a.txt").write_text(ARTICLE)
    sent: list[object] = []
    monkeypatch.setattr("pipeline.notifying.send", lambda notices, _: sent.extend(notices))
    work = articles.parent.parent / "warehouse" / "work"
    work.mkdir()
    with hold(work / "writer.lock", "ingest", 0):
        assert foretell("run", "--once").exit_code == 4
    assert "is being written by" in str(sent[0])


def test_status_without_a_warehouse(foretell: Foretell) -> None:
    """What to do is said; it is no error."""
    result = foretell("status", "-f", "json")
    assert result.exit_code == 0
    told = {each["topic"]: each for each in json.loads(result.stdout)}
    assert "foretell ingest" in told["warehouse"]["detail"]


def test_status_of_a_workspace(foretell: Foretell, articles: Path, workspace: Path) -> None:
    """The last run, what is due, what fails, and what takes up the disk."""
    (workspace / "seeds" / "sources.toml").write_text(SOURCES)
    (articles / "a.txt").write_text(ARTICLE)
    assert foretell("run", "--once").exit_code == 3  # there is no such feed
    result = foretell("status", "-f", "json")
    told = {(each["topic"], each["subject"]): each["detail"] for each in json.loads(result.stdout)}
    topics = {topic: detail for (topic, _), detail in told.items()}
    assert "run, partial" in topics["last run"]
    assert "1 loaded" in topics["last run"]
    assert ("next", "inbox") in told
    assert topics["rows"].startswith("1 articles, 2 figures")
    assert topics["writer"] == "nobody writes"
    assert {"published", "logs"} <= {subject for topic, subject in told if topic == "size"}
    later = datetime(2100, 1, 1, tzinfo=UTC)
    due = [each for each in standing_of(Settings(home=workspace), later) if each.topic == "due"]
    assert [each.subject for each in due] == ["inbox", "press"]
    stale = [each for each in standing_of(Settings(home=workspace), later) if each.topic == "stale"]
    assert [each.subject for each in stale] == ["press"]


def test_status_says_who_writes(loaded: Foretell, workspace: Path) -> None:
    """With the command and since when."""
    with hold(workspace / "warehouse" / "work" / "writer.lock", "ingest", 0):
        result = loaded("status", "-f", "json")
    (writer,) = [each for each in json.loads(result.stdout) if each["topic"] == "writer"]
    assert "(ingest, since" in writer["detail"]


def test_status_takes_no_trace_of_a_killed_run_away(loaded: Foretell, workspace: Path) -> None:
    """The next run has to find it."""
    note = workspace / "warehouse" / "work" / "writer.json"
    note.write_text("{}")
    result = loaded("status", "-f", "json")
    (writer,) = [each for each in json.loads(result.stdout) if each["topic"] == "writer"]
    assert writer["subject"] == "killed"
    assert note.is_file()


def test_logs_of_a_run(foretell: Foretell, articles: Path) -> None:
    """The last one, or one by the beginning of its id; as kept, or to be read."""
    (articles / "a.txt").write_text(ARTICLE)
    (articles / "b.txt").write_text("")
    foretell("run", "--once")
    table = foretell("logs")
    assert table.exit_code == 0
    assert "seeds/articles/a.txt" in table.stdout
    kept = [json.loads(line) for line in foretell("logs", "-f", "jsonl").stdout.splitlines()]
    run_id = kept[0]["run_id"]
    assert run_id
    assert foretell("logs", run_id[:20], "-f", "jsonl").stdout == "".join(
        json.dumps(line, ensure_ascii=False) + "\n" for line in kept
    )
    assert json.loads(foretell("logs", "--errors", "-f", "json").stdout) == []


@pytest.mark.parametrize("words", [("logs",), ("logs", "1999")])
def test_no_log_is_told(foretell: Foretell, words: tuple[str, ...]) -> None:
    """As a name that is not known."""
    result = foretell(*words)
    assert result.exit_code == 2
    assert "no log of a run" in result.stderr
