"""A run over `seeds/sources.toml`, from a site of our own to published rows."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pipeline.collect import fetch, fetch_page
from pipeline.plan import make_plan
from pipeline.settings import Settings
from schemas import Rejection, UsageError
from tests.collecting import ENTRIES, NOON, TEXT, URIS, Runs, rows, rss, write
from tests.fakes import ARTICLE, FakeProcessor
from tests.fetch.site import Site, page, reply, running


@pytest.fixture
def site() -> Iterator[Site]:
    """Return a running site without pages."""
    with running() as started:
        yield started


@pytest.fixture
def run(settings: Settings, site: Site) -> Runs:
    """Return what runs an ingestion at a time, by an extractor of a version."""
    return Runs(settings, site)


def test_a_run_reads_folders_and_what_feeds_name(
    settings: Settings, articles: Path, site: Site, run: Runs
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
    settings: Settings, articles: Path, site: Site, run: Runs
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
    settings: Settings, articles: Path, site: Site, run: Runs
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
    settings: Settings, site: Site, run: Runs
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
    settings: Settings, site: Site, run: Runs
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


def test_a_page_is_added_by_hand(settings: Settings, site: Site, run: Runs) -> None:
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


def test_nothing_due_is_no_error(settings: Settings, site: Site, run: Runs) -> None:
    """An empty inbox is none either, where sources.toml names it."""
    write(settings, site)
    site.pages["/feed"] = page(rss(site))
    assert run() == ("completed", 0, 0, 0, 0)


def test_a_folder_has_an_interval_too(settings: Settings, articles: Path, run: Runs) -> None:
    """It is looked into when its time has come."""
    (settings.home / "seeds" / "sources.toml").write_text(
        '[[folder]]\nname = "inbox"\npath = "seeds/articles"\nevery = "1d"\n'
    )
    (articles / "a.txt").write_text(ARTICLE)
    assert run()[1] == 1
    assert run(at=NOON + timedelta(hours=23))[1] == 0
    assert run(at=NOON + timedelta(hours=24))[1] == 1
