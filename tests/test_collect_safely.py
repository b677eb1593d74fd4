"""Runs that are killed, that fail, and that keep a secret."""

import logging
from collections.abc import Iterator

import pytest

from pipeline.fetch.credentials import Header
from pipeline.ingest import Batch, Ingestion, Steps, ingest
from pipeline.plan import Plan, make_plan
from pipeline.settings import Settings
from schemas import WarehouseError
from tests.collecting import TEXT, Runs, rows, rss, write
from tests.fakes import ARTICLE, FakeProcessor
from tests.fetch.site import Site, page, running
from warehouse.store import Store


@pytest.fixture
def site() -> Iterator[Site]:
    """Return a running site without pages."""
    with running() as started:
        yield started


@pytest.fixture
def run(settings: Settings, site: Site) -> Runs:
    """Return what runs an ingestion at a time, by an extractor of a version."""
    return Runs(settings, site)


def test_a_killed_run_loses_and_doubles_nothing(settings: Settings, site: Site, run: Runs) -> None:
    """What the killed run had staged is loaded first; fetched again it is found unchanged."""
    write(settings, site)
    small = settings.model_copy(update={"batch_size": 1})
    site.pages["/feed"] = page(rss(site, "a", "b", "c"), ETag='"1"')
    for name in "abc":
        site.pages[f"/{name}"] = page(f"{name}: {ARTICLE}", TEXT)
    loaded: list[Batch] = []

    def load(ingestion: Ingestion, batch: Batch) -> object:
        if len(loaded) == 2:
            raise KeyboardInterrupt
        loaded.append(batch)
        return ingestion.writer.load(batch.staged, batch.entries)  # type: ignore[arg-type]

    with pytest.raises(KeyboardInterrupt):
        ingest(
            (),
            small,
            FakeProcessor("1"),
            command="ingest",
            steps=Steps(fetch=run.fetching(), load=load),
        )  # type: ignore[arg-type]
    assert Store(settings.home).memory(["press"]).channels == {}
    assert run() == ("completed", 1, 1, 0, 0)
    assert rows(settings, "SELECT count(*), count(DISTINCT article_id) FROM articles") == [(3, 3)]
    assert site.paths.count("/c") == 2
    assert site.paths.count("/a") == 1


def test_a_load_that_fails_enters_no_entry(settings: Settings, site: Site, run: Runs) -> None:
    """Rows and states stand or fall together."""
    write(settings, site)
    site.pages["/feed"] = page(rss(site, "pumps"))
    site.pages["/pumps"] = page(ARTICLE, TEXT)

    def broken(ingestion: Ingestion, batch: Batch) -> None:
        assert batch.staged is not None
        (batch.staged / "figures.parquet").unlink()
        ingestion.writer.load(batch.staged, batch.entries)

    with pytest.raises(WarehouseError, match="nothing was changed"):
        run(steps=Steps(fetch=run.fetching(), load=broken))
    assert Store(settings.home).memory(["press"]).entries == {}
    assert run() == ("completed", 1, 0, 1, 0)


def test_a_new_extractor_reads_the_saved_pages_again(
    settings: Settings, site: Site, run: Runs
) -> None:
    """No site is asked for what is on disk, due or not; a page that is the same is read anew."""
    write(settings, site)
    site.pages["/feed"] = page(rss(site, "pumps"), ETag='"1"')
    site.pages["/pumps"] = page(ARTICLE, TEXT, ETag='"p"')
    run()
    asked = len(site.server.asked)
    assert run(version="2") == ("completed", 1, 0, 1, 0)
    assert len(site.server.asked) == asked
    assert run(version="2") == ("completed", 0, 0, 0, 0)


def test_no_secret_is_in_the_log_or_the_workspace(
    settings: Settings,
    site: Site,
    run: Runs,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Neither the environment's nor one that a link carries."""
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("PRESS_KEY", "hunter2")
    write(settings, site)
    (press,) = make_plan((), settings).web
    credentials = Header(kind="header", name="X-Key", value="PRESS_KEY")
    plan = Plan(web=(press.model_copy(update={"credentials": credentials}),), is_whole=True)
    site.pages["/feed"] = page(rss(site, "pumps?token=hunter3", "gone?sig=hunter4"))
    site.pages["/pumps?token=hunter3"] = page(ARTICLE, TEXT)
    heard: list[str] = []

    def listen(source_uri: str, _: str) -> None:
        heard.append(source_uri)

    steps = Steps(find=lambda *_: plan, fetch=run.fetching())
    assert run(listener=listen, steps=steps)[0] == "partial"
    assert site.server.asked[-1][1]["x-key"] == "hunter2"
    assert heard == [site.url("/gone"), site.url("/pumps")]
    assert "hunter" not in caplog.text
    for path in (settings.home / "warehouse").rglob("*"):
        assert not path.is_file() or b"hunter" not in path.read_bytes(), path
