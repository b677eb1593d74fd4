"""A run over `seeds/sources.toml`, from a site of our own to published rows."""

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from pipeline.collect import fetch, fetch_page
from pipeline.fetch.credentials import Header
from pipeline.ingest import Batch, Ingestion, Outcome, Steps, ingest
from pipeline.plan import Plan, make_plan
from pipeline.settings import Settings
from schemas import Rejection, UsageError, WarehouseError
from tests.fakes import ARTICLE, FakeProcessor
from tests.fetch.site import Site, page, reply, running
from warehouse.store import Store

TEXT = "text/plain; charset=utf-8"
NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)

Run = Callable[..., tuple[str, int, int, int, int]]


@pytest.fixture
def site() -> Iterator[Site]:
    """Return a running site without pages."""
    with running() as started:
        yield started


@pytest.fixture
def run(settings: Settings, site: Site) -> Run:
    """Return what runs an ingestion at a time, by an extractor of a version."""

    def ingesting(
        *paths: str, at: datetime = NOON, version: str = "1", **options: object
    ) -> tuple[str, int, int, int, int]:
        fetching = partial(fetch, fetcher=lambda _: site.fetcher(), now=lambda: at)
        options = {"steps": Steps(fetch=fetching), **options}
        done = ingest(paths, settings, FakeProcessor(version), command="ingest", **options)  # type: ignore[arg-type]
        return (
            done.state.value,
            done.articles_seen,
            done.articles_unchanged,
            done.articles_loaded,
            done.articles_rejected,
        )

    return ingesting


def rows(settings: Settings, query: str) -> list[tuple[object, ...]]:
    """Return what readers see."""
    with Store(settings.home).reader() as reader:
        return reader.sql(query).rows


def write(settings: Settings, site: Site, more: str = "") -> None:
    """Name the inbox and the feed at /feed in sources.toml."""
    (settings.home / "seeds" / "sources.toml").write_text(
        '[[folder]]\nname = "inbox"\npath = "seeds/articles"\n'
        f'[[feed]]\nname = "press"\nurl = "{site.url("/feed")}"\nports = [{site.port}]\n{more}'
    )


def rss(site: Site, *names: str) -> str:
    """Return a feed of articles with these names."""
    items = "".join(
        f"<item><guid>{name}</guid><link>{site.url('/' + name)}</link></item>" for name in names
    )
    return f"<rss version='2.0'><channel>{items}</channel></rss>"


ENTRIES = "SELECT entry_id, state FROM entries ORDER BY ALL"
URIS = "SELECT source_uri FROM articles ORDER BY ALL"


def test_a_run_reads_folders_and_what_feeds_name(
    settings: Settings, articles: Path, site: Site, run: Run
) -> None:
    """A second run asks the feed when it is due, and loads nothing again."""
    write(settings, site)
    (articles / "a.txt").write_text(f"a: {ARTICLE}")
    site.pages["/feed"] = page(rss(site, "pumps"), ETag='"1"')
    site.pages["/pumps"] = page(ARTICLE, TEXT)
    assert run() == ("completed", 2, 0, 2, 0)
    assert rows(settings, URIS) == [(site.url("/pumps"),), ("seeds/articles/a.txt",)]
    assert rows(settings, ENTRIES) == [("pumps", "read")]
    asked = len(site.server.asked)
    assert run(at=NOON + timedelta(minutes=59)) == ("completed", 1, 1, 0, 0)
    assert len(site.server.asked) == asked
    assert run(at=NOON + timedelta(minutes=60)) == ("completed", 1, 1, 0, 0)
    assert site.paths == ["/feed", "/pumps", "/feed"]


def test_a_named_source_is_read_now_and_alone(
    settings: Settings, articles: Path, site: Site, run: Run
) -> None:
    """Though it is not due."""
    write(settings, site)
    (articles / "a.txt").write_text(ARTICLE)
    site.pages["/feed"] = page(rss(site, "pumps"))
    site.pages["/pumps"] = page(ARTICLE, TEXT)
    assert run(named=["press"]) == ("completed", 1, 0, 1, 0)
    assert run(named=["press"]) == ("completed", 0, 0, 0, 0)
    assert site.paths == ["/feed", "/pumps", "/feed"]
    assert run(named=["inbox"])[1] == 1
    with pytest.raises(UsageError):
        run("a.txt", named=["press"])


def test_a_source_that_fails_is_recorded_and_stops_nothing(
    settings: Settings, articles: Path, site: Site, run: Run
) -> None:
    """The folder is loaded, the run is partial, and the view says when it is tried next."""
    write(settings, site)
    (articles / "a.txt").write_text(ARTICLE)
    site.pages["/feed"] = reply(503)
    assert run() == ("partial", 1, 0, 1, 0)
    assert rows(settings, "SELECT channel, state, detail, failures, next_at FROM channels") == [
        (
            "press",
            "failed",
            "the server answers 503 Service Unavailable",
            1,
            datetime(2026, 1, 31, 12, 15),
        )
    ]
    site.pages["/feed"] = page(rss(site))
    assert run(at=NOON + timedelta(minutes=15))[0] == "completed"
    assert rows(settings, "SELECT state, detail FROM channels") == [("ok", None)]


def test_each_article_that_a_feed_names_ends_in_one_state(
    settings: Settings, site: Site, run: Run
) -> None:
    """Loaded, rejected, or waiting; the counts agree."""
    write(settings, site)
    site.pages["/feed"] = page(rss(site, "pumps", "gone", "busy", "empty"))
    site.pages["/pumps"] = page(ARTICLE, TEXT)
    site.pages["/busy"] = reply(500)
    site.pages["/empty"] = page("", TEXT)
    assert run() == ("partial", 3, 0, 1, 2)
    assert rows(settings, ENTRIES) == [
        ("busy", "waiting"),
        ("empty", "read"),
        ("gone", "refused"),
        ("pumps", "read"),
    ]
    assert rows(settings, "SELECT source_uri, reason FROM rejections ORDER BY ALL") == [
        (site.url("/empty"), "empty"),
        (site.url("/gone"), "unreachable"),
    ]


def test_a_page_that_changes_takes_the_place_of_its_rows(
    settings: Settings, site: Site, run: Run
) -> None:
    """Under the same address; a page that is gone later keeps what was loaded of it."""
    (settings.home / "seeds" / "sources.toml").write_text(
        f'[[page]]\nname = "outlook"\nurl = "{site.url("/outlook")}"\nports = [{site.port}]\n'
    )
    site.pages["/outlook"] = page(ARTICLE, TEXT, ETag='"1"')
    assert run() == ("completed", 1, 0, 1, 0)
    assert run(at=NOON + timedelta(days=1)) == ("completed", 1, 1, 0, 0)
    site.pages["/outlook"] = page(ARTICLE.replace("12%", "13%"), TEXT, ETag='"2"')
    assert run(at=NOON + timedelta(days=2)) == ("completed", 1, 0, 1, 0)
    quotes = "SELECT quote FROM figures JOIN sources USING (article_id) ORDER BY ALL"
    assert ("13%",) in rows(settings, quotes)
    site.pages["/outlook"] = reply(404)
    assert run(at=NOON + timedelta(days=3)) == ("partial", 1, 0, 0, 1)
    assert ("13%",) in rows(settings, quotes)
    # It comes back as it was, and the rejection is over.
    site.pages["/outlook"] = page(ARTICLE.replace("12%", "13%"), TEXT, ETag='"2"')
    assert run(at=NOON + timedelta(days=4))[0] == "completed"
    assert rows(settings, "SELECT source_uri FROM rejections") == []


def test_a_killed_run_loses_and_doubles_nothing(settings: Settings, site: Site, run: Run) -> None:
    """How an article stands is entered with its rows; what was not entered is fetched again."""
    write(settings, site)
    small = settings.model_copy(update={"batch_size": 1})
    site.pages["/feed"] = page(rss(site, "a", "b", "c"), ETag='"1"')
    for name in "abc":
        site.pages[f"/{name}"] = page(f"{name}: {ARTICLE}", TEXT)
    fetching = partial(fetch, fetcher=lambda _: site.fetcher(), now=lambda: NOON)
    loaded: list[Batch] = []

    def load(ingestion: Ingestion, batch: Batch) -> object:
        if len(loaded) == 2:
            raise KeyboardInterrupt
        loaded.append(batch)
        return ingestion.writer.load(batch.staged, batch.entries)  # type: ignore[arg-type]

    with pytest.raises(KeyboardInterrupt):
        ingest(
            (), small, FakeProcessor("1"), command="ingest", steps=Steps(fetch=fetching, load=load)
        )  # type: ignore[arg-type]
    assert Store(settings.home).memory(["press"]).channels == {}
    assert run() == ("completed", 1, 0, 1, 0)
    assert rows(settings, "SELECT count(*), count(DISTINCT article_id) FROM articles") == [(3, 3)]
    assert site.paths.count("/c") == 2
    assert site.paths.count("/a") == 1


def test_a_load_that_fails_enters_no_entry(settings: Settings, site: Site, run: Run) -> None:
    """Rows and states stand or fall together."""
    write(settings, site)
    site.pages["/feed"] = page(rss(site, "pumps"))
    site.pages["/pumps"] = page(ARTICLE, TEXT)

    def broken(ingestion: Ingestion, batch: Batch) -> None:
        assert batch.staged is not None
        (batch.staged / "figures.parquet").unlink()
        ingestion.writer.load(batch.staged, batch.entries)

    fetching = partial(fetch, fetcher=lambda _: site.fetcher(), now=lambda: NOON)
    with pytest.raises(WarehouseError, match="nothing was changed"):
        run(steps=Steps(fetch=fetching, load=broken))
    assert Store(settings.home).memory(["press"]).entries == {}
    assert run() == ("completed", 1, 0, 1, 0)


def test_a_new_extractor_reads_the_saved_pages_again(
    settings: Settings, site: Site, run: Run
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


def test_a_page_is_added_by_hand(settings: Settings, site: Site, run: Run) -> None:
    """Its address may name no port, so that here it is refused; the reason is told."""
    state = run(site.url("/pumps"))
    assert state == ("partial", 1, 0, 0, 1)
    ((uri, reason, detail),) = rows(settings, "SELECT source_uri, reason, detail FROM rejections")
    assert (uri, reason) == (site.url("/pumps"), "forbidden")
    assert "port" in str(detail)


def test_a_page_is_looked_at_without_a_trace(settings: Settings) -> None:
    """`extract` and --dry-run keep nothing of it."""
    found = fetch_page("http://127.0.0.1/pumps", settings)
    assert isinstance(found, Rejection)
    assert "no public address" in found.detail
    assert list((settings.home / "warehouse").iterdir()) == []


def test_files_ask_no_memory_and_no_site(settings: Settings, articles: Path) -> None:
    """Adding a file is as fast as it was."""
    (articles / "a.txt").write_text(ARTICLE)

    def fail(_: object) -> None:
        raise AssertionError("asked")

    plan = make_plan([str(articles)], settings)
    collected = fetch(plan, settings, FakeProcessor(), fetcher=fail)  # type: ignore[arg-type]
    assert collected.inputs == plan.places


def test_nothing_due_is_no_error(settings: Settings, site: Site, run: Run) -> None:
    """An empty inbox is none either, where sources.toml names it."""
    write(settings, site)
    site.pages["/feed"] = page(rss(site))
    assert run() == ("completed", 0, 0, 0, 0)


def test_a_folder_has_an_interval_too(settings: Settings, articles: Path, run: Run) -> None:
    """It is looked into when its time has come."""
    (settings.home / "seeds" / "sources.toml").write_text(
        '[[folder]]\nname = "inbox"\npath = "seeds/articles"\nevery = "1d"\n'
    )
    (articles / "a.txt").write_text(ARTICLE)
    assert run()[1] == 1
    assert run(at=NOON + timedelta(hours=23))[1] == 0
    assert run(at=NOON + timedelta(hours=24))[1] == 1


def test_no_secret_is_in_the_log_or_the_workspace(
    settings: Settings,
    site: Site,
    run: Run,
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

    def listen(source_uri: str, _: Outcome | None) -> None:
        heard.append(source_uri)

    fetching = partial(fetch, fetcher=lambda _: site.fetcher(), now=lambda: NOON)
    steps = Steps(find=lambda *_: plan, fetch=fetching)
    assert run(listener=listen, steps=steps)[0] == "partial"
    assert site.server.asked[-1][1]["x-key"] == "hunter2"
    assert heard == [site.url("/gone"), site.url("/pumps")]
    assert "hunter" not in caplog.text
    for path in (settings.home / "warehouse").rglob("*"):
        assert not path.is_file() or b"hunter" not in path.read_bytes(), path
