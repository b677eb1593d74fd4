"""The real Prefect flow, once, and the report of a run."""

import time
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.cli.quiet_prefect import QUIET
from pipeline.ingest import Steps
from pipeline.settings import Settings, load_settings
from schemas import Run, RunState
from tests.benchmarks.clusters import Cluster
from tests.benchmarks.drivers import there, wait_for
from tests.engines.deadly import make_deadly
from tests.fakes import ARTICLE, FakeProcessor
from tests.warehouse.lake.postgres import postgres, why_not
from warehouse.store import Store
from warehouse.stores import store_of


@pytest.fixture(scope="module")
def prefect_server() -> Iterator[None]:
    """Give Prefect a server of its own with an empty database; it takes 10 s to start."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in QUIET.items():
            patch.setenv(name, value)
        from prefect.testing.utilities import prefect_test_harness

        with prefect_test_harness(server_startup_timeout=120):
            yield


SOURCES = """
[[folder]]
name = "inbox"
path = "seeds/articles"

[[feed]]
name = "press"
url = "https://127.0.0.1/feed"
credentials = { kind = "bearer", token = "PRESS_TOKEN" }
"""


def database() -> bytes:
    """Return all that Prefect keeps, with what is on its way into the file."""
    from prefect.settings import get_current_settings

    url = get_current_settings().server.database.connection_url
    assert url is not None
    path = Path(url.get_secret_value().partition("///")[2])
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


def kept_by_prefect() -> tuple[set[str], str]:
    """Return the names of the tasks that ran, and the newest report, as the server has them."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.sorting import TaskRunSort

    from pipeline.flows import ARTIFACT

    deadline = time.monotonic() + 30
    with get_client(sync_client=True) as client:
        tasks: set[str] = set()
        while len(tasks) < len(fields(Steps)) and time.monotonic() < deadline:
            time.sleep(0.2)  # the server enters tasks a moment after they ran
            ran = client.read_task_runs(sort=TaskRunSort.ID_DESC, limit=100)
            tasks = {task.name.rpartition("-")[0] for task in ran}
        # Not `read_artifacts`: this server refuses the filters that it leaves null.
        report = client.request("GET", "/artifacts/{key}/latest", path_params={"key": ARTIFACT})
    return tasks, str(report.json()["data"])


@pytest.mark.flow
@pytest.mark.usefixtures("prefect_server")
def test_a_flow_loads_reports_and_says_how_it_ended(
    settings: Settings, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same rows as `add`, each step a task, a report kept by Prefect, an honest state."""
    from pipeline import flows

    (settings.home / "seeds" / "sources.toml").write_text(SOURCES)
    monkeypatch.setenv("PRESS_TOKEN", "hunter2")
    (articles / "a.txt").write_text(ARTICLE)
    (articles / "b.txt").write_text("")
    monkeypatch.setattr(flows, "Standby", lambda _settings: FakeProcessor())
    state = flows.ingest_articles(home=str(settings.home), return_state=True)
    assert (state.type.value, state.name) == ("COMPLETED", "Partial")
    assert state.message == "1 loaded, 0 unchanged, 1 rejected of 2"
    with Store(settings.home).reader() as reader:
        assert reader.sql("SELECT command, state FROM runs").rows == [("ingest", "partial")]
        assert reader.sql("SELECT count(*) FROM figures").rows == [(2,)]
    tasks, report = kept_by_prefect()
    assert tasks == {"discover", "fetch", "extract", "load", "publish"}
    assert "| seeds/articles/b.txt | empty |" in report
    assert "| press | 127.0.0.1 is at 127.0.0.1, which is no public address" in report
    assert b"127.0.0.1 is at" in database()
    assert b"hunter2" not in database()

    # The same workspace, backed up; and nothing to read again.
    again = flows.reextract_articles(home=str(settings.home), return_state=True)
    assert (again.type.value, again.message) == ("COMPLETED", "nothing to extract again")
    kept = flows.back_up_warehouse(home=str(settings.home), keep=1, return_state=True)
    assert (kept.type.value, len(list(settings.home.glob("warehouse/backups/*.duckdb")))) == (
        "COMPLETED",
        1,
    )

    # A flow that cannot run says why in its state; the error is the caller's to handle.
    failed = flows.ingest_articles(home=str(settings.home / "nowhere"), return_state=True)
    assert failed.type.value == "FAILED"
    assert "not a folder" in str(failed.message)


@pytest.mark.flow
@pytest.mark.usefixtures("prefect_server")
@pytest.mark.skipif(bool(why_not()), reason=why_not())
def test_a_flow_on_a_cluster_fills_a_lake(
    settings: Settings, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By two workers, from a path told from where the driver stands, over PostgreSQL's catalog."""
    from pipeline import flows

    for number in range(6):
        (articles / f"{number}.txt").write_text(f"{ARTICLE}Number {number}.\n")
    monkeypatch.chdir(articles.parent)
    monkeypatch.setattr(flows, "Standby", make_deadly)
    monkeypatch.setattr("pipeline.engines.choose.Standby", make_deadly)  # in the workers
    with postgres() as catalog, Cluster(2, tmp_path / "cluster.txt") as cluster:
        wait_for(cluster, 2)
        told = {
            **there(cluster),
            "FORETELL_BATCH_SIZE": "2",
            "FORETELL_WAREHOUSE__KIND": "ducklake",
        }
        for name, value in {**told, "FORETELL_WAREHOUSE__CATALOG": catalog}.items():
            monkeypatch.setenv(name, value)
        home = str(settings.home)
        state = flows.ingest_articles(paths=["articles"], home=home, return_state=True)
    assert state.message == "6 loaded, 0 unchanged, 0 rejected of 6"
    with store_of(load_settings(home=home)).reader() as reader:  # while the catalog is away
        assert reader.sql("SELECT count(*), count(DISTINCT article_id) FROM figures").rows == [
            (12, 6)
        ]


def test_a_report_names_what_was_rejected(settings: Settings, articles: Path) -> None:
    """Counts first, then each rejected input; nothing in a cell breaks the table."""
    from pipeline.ingest import ingest
    from pipeline.run_report import report

    (articles / "a|<b>.txt").write_text("")
    run = ingest([], settings, FakeProcessor(), command="add")
    page = report(run, settings)
    assert page.startswith("# 0 loaded, 0 unchanged, 1 rejected of 1\n")
    assert "| articles_rejected | 1 |" in page
    assert "| seeds/articles/a\\|&lt;b>.txt | empty |" in page


def test_a_summary_counts() -> None:
    """One line for a state's message."""
    from pipeline.run_report import summary

    moment = datetime(2024, 1, 31, tzinfo=UTC)
    run = Run(
        run_id="1",
        command="ingest",
        state=RunState.COMPLETED,
        started_at=moment,
        finished_at=moment,
        extractor_version="1",
        model_version="1",
        articles_seen=9,
        articles_unchanged=4,
        articles_loaded=3,
        articles_rejected=2,
        figures_loaded=1,
        forecasts_loaded=0,
    )
    assert summary(run) == "3 loaded, 4 unchanged, 2 rejected of 9"
