"""Channels read from a site of our own: what is fetched, what is not, and what is remembered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.fetch.credentials import Query
from pipeline.fetch.fetcher import Fetcher
from pipeline.fetch.listing import Feed, Page, Sitemap, Web
from pipeline.fetch.reading import ChannelReader, Reading
from pipeline.fetch.saved import SavedPages
from pipeline.fetch.visits import Visitor, source_of
from pipeline.readers.guard import Guard
from schemas import Channel, ChannelState, Entry, EntryState, RejectionReason
from tests.fetch.site import Site, in_turn, page, reply

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)


@dataclass
class Reader:
    """A reader with a clock of its own, which remembers as the warehouse does."""

    site: Site
    fetcher: Fetcher
    saved: SavedPages
    guard: Guard
    environ: Mapping[str, str] = field(default_factory=dict)
    time: datetime = NOON
    last: Channel | None = None
    entries: dict[str, Entry] = field(default_factory=dict)

    def read(self, channel: Web, *, after: timedelta = timedelta()) -> Reading:
        """Read a channel a while later in another run, and remember what came of it."""
        self.time += after
        visitor = Visitor(self.fetcher, self.saved, lambda: self.time)
        reader = ChannelReader(visitor, self.environ, self.guard)
        reading = reader.read(channel, self.last, self.entries)
        self.last = reading.channel
        self.entries |= {visit.entry.entry_id: visit.entry for visit in reading.visits}
        return reading

    def text(self, entry_id: str) -> bytes:
        """Return the bytes of an article."""
        source = source_of(self.entries[entry_id], self.saved)
        assert source is not None
        return source.content


@pytest.fixture
def reader(site: Site, tmp_path: Path, guard: Guard) -> Reader:
    """Return a reader of the site, at noon."""
    return Reader(site, site.fetcher(), SavedPages(tmp_path / "fetched"), guard)


def feed(site: Site, **more: object) -> Feed:
    """Return the feed at /feed as a channel."""
    return Feed.model_validate(
        {"name": "press", "url": site.url("/feed"), "ports": [site.port], **more}
    )


def rss(site: Site, *names: str, text: str = "Short.") -> str:
    """Return a feed of articles with these names."""
    items = "".join(
        f"<item><guid>{name}</guid><title>About {name}</title><link>{site.url('/' + name)}</link>"
        f"<description>{text}</description></item>"
        for name in names
    )
    return f"<rss version='2.0'><channel><title>Press</title>{items}</channel></rss>"


def states(reading: Reading) -> dict[str, str]:
    """Return how each article stands that was asked for."""
    return {visit.entry.entry_id: visit.entry.state.value for visit in reading.visits}


def test_the_articles_of_a_feed_are_fetched_in_full(site: Site, reader: Reader) -> None:
    """Each under its own address, with what the feed tells of it."""
    site.pages["/feed"] = page(rss(site, "pumps", "taps"), "application/rss+xml", ETag='"1"')
    site.pages["/pumps"] = page("<p>Pumps rose by 12%.</p>")
    site.pages["/taps"] = page("<p>Taps fell.</p>")
    reading = reader.read(feed(site, publisher="Example Press"))
    assert states(reading) == {"pumps": "read", "taps": "read"}
    assert reader.text("pumps") == b"<p>Pumps rose by 12%.</p>"
    entry = reader.entries["pumps"]
    assert (entry.source_uri, entry.media_type) == (site.url("/pumps"), "text/html")
    assert entry.told is not None
    assert 'title = "About pumps"' in entry.told
    assert 'publisher = "Example Press"' in entry.told
    assert (reading.channel.state, reading.channel.etag) == (ChannelState.OK, '"1"')
    assert reading.channel.next_at == NOON + timedelta(hours=1)


def test_what_was_read_is_not_asked_for_again(site: Site, reader: Reader) -> None:
    """A feed that is the same answers 304; a new entry alone is fetched, a changed one anew."""
    site.pages["/feed"] = page(rss(site, "pumps"), ETag='"1"')
    site.pages["/pumps"] = page("<p>Pumps.</p>", ETag='"p"')
    site.pages["/taps"] = page("<p>Taps.</p>")
    reader.read(feed(site))
    assert states(reader.read(feed(site))) == {}
    assert site.server.asked[-1][1]["if-none-match"] == '"1"'
    site.pages["/feed"] = page(rss(site, "taps", "pumps"), ETag='"2"')
    assert states(reader.read(feed(site))) == {"taps": "read"}
    site.pages["/feed"] = page(rss(site, "pumps", text="Changed."), ETag='"3"')
    again = reader.read(feed(site))
    assert states(again) == {"pumps": "read"}
    assert [visit.is_same for visit in again.visits] == [True]
    assert site.paths.count("/pumps") == 2


def test_an_article_that_fails_waits_and_is_tried_again(site: Site, reader: Reader) -> None:
    """The feed answers 304 meanwhile, and nothing is lost."""
    site.pages["/feed"] = page(rss(site, "pumps"), ETag='"1"')
    site.pages["/pumps"] = reply(503)
    reading = reader.read(feed(site))
    assert states(reading) == {"pumps": "waiting"}
    assert reading.visits[0].rejection is None
    assert reader.entries["pumps"].next_at == NOON + timedelta(minutes=15)
    assert states(reader.read(feed(site), after=timedelta(minutes=14))) == {}
    site.pages["/pumps"] = page("<p>Pumps.</p>")
    assert states(reader.read(feed(site), after=timedelta(minutes=1))) == {"pumps": "read"}
    assert reader.text("pumps") == b"<p>Pumps.</p>"


def test_an_article_that_is_gone_is_refused_once(site: Site, reader: Reader) -> None:
    """With a rejection; it is asked for again when the feed says something else of it."""
    site.pages["/feed"] = page(rss(site, "pumps"))
    reading = reader.read(feed(site))
    (visit,) = reading.visits
    assert visit.entry.state is EntryState.REFUSED
    assert visit.rejection is not None
    assert (visit.rejection.reason, visit.rejection.content_key) == (
        RejectionReason.UNREACHABLE,
        None,
    )
    assert states(reader.read(feed(site))) == {}
    site.pages["/feed"] = page(rss(site, "pumps", text="Changed."))
    site.pages["/pumps"] = page("<p>Pumps.</p>")
    assert states(reader.read(feed(site))) == {"pumps": "read"}


def test_an_article_that_never_comes_is_given_up(site: Site, reader: Reader) -> None:
    """After eight runs; the rejection says why."""
    site.pages["/feed"] = page(rss(site, "pumps"))
    site.pages["/pumps"] = reply(500)
    seen = [states(reader.read(feed(site), after=timedelta(days=1))) for _ in range(8)]
    assert seen == [{"pumps": "waiting"}] * 7 + [{"pumps": "refused"}]


def test_no_more_articles_are_fetched_than_allowed(site: Site, reader: Reader) -> None:
    """The rest is left to the next run, which is why the feed's ETag is not remembered."""
    site.pages["/feed"] = page(rss(site, "a", "b", "c"), ETag='"1"')
    for name in "abc":
        site.pages[f"/{name}"] = page(f"<p>{name}</p>")
    first = reader.read(feed(site, most_articles=2))
    assert (states(first), first.channel.etag) == ({"a": "read", "b": "read"}, None)
    second = reader.read(feed(site, most_articles=2))
    assert (states(second), second.channel.etag) == ({"c": "read"}, '"1"')


def test_a_feed_may_hold_its_articles_itself(site: Site, reader: Reader) -> None:
    """Then no page is asked for."""
    site.pages["/feed"] = page(rss(site, "pumps", text="Sales of pumps rose by 12% in 2023."))
    assert states(reader.read(feed(site, full_articles=False))) == {"pumps": "read"}
    assert b"Sales of pumps rose by 12%" in reader.text("pumps")
    assert reader.entries["pumps"].source_uri == site.url("/pumps")
    assert site.paths == ["/feed"]


def test_an_address_named_twice_is_asked_once(site: Site, reader: Reader) -> None:
    """Two entries of one article are both read, and the page is fetched once."""
    twice = rss(site, "pumps") + "<!-- -->"
    site.pages["/feed"] = page(
        twice.replace("</channel>", "").replace("</rss>", "")
        + f"<item><guid>x</guid><link>{site.url('/pumps')}</link></item></channel></rss>"
    )
    site.pages["/pumps"] = page("<p>Pumps.</p>")
    reading = reader.read(feed(site))
    assert states(reading) == {"pumps": "read", "x": "read"}
    assert [visit.is_new for visit in reading.visits] == [True, False]
    assert site.paths.count("/pumps") == 1


FAILING = [
    pytest.param(reply(404), timedelta(days=1), "404", id="gone"),
    pytest.param(reply(503), timedelta(minutes=15), "503", id="busy"),
    pytest.param(reply(429, Retry_After="7200"), timedelta(hours=2), "429", id="asked to wait"),
    pytest.param(page("<html>No feed</html>"), timedelta(days=1), "feed", id="no feed"),
    pytest.param(reply(302, Location="http://10.0.0.1/"), timedelta(days=1), "public", id="inside"),
]


@pytest.mark.parametrize(("answer", "wait", "told"), FAILING)
def test_a_source_that_fails_is_recorded_with_its_next_try(
    site: Site, reader: Reader, answer: object, wait: timedelta, told: str
) -> None:
    """Nothing is raised; what it was asked by stays, and failures are counted."""
    site.pages["/feed"] = page(rss(site, "pumps"), ETag='"1"')
    site.pages["/pumps"] = page("<p>Pumps.</p>")
    reader.read(feed(site))
    site.pages["/feed"] = answer  # type: ignore[assignment]
    reading = reader.read(feed(site))
    channel = reading.channel
    assert (channel.state, channel.failures, reading.visits) == (ChannelState.FAILED, 1, ())
    assert channel.next_at == NOON + wait
    assert told in (channel.detail or "")
    assert channel.etag == '"1"'


def test_a_source_is_read_whole_again_when_its_settings_change(site: Site, reader: Reader) -> None:
    """A 304 would hide what only now is wanted."""
    site.pages["/feed"] = page(rss(site, "pumps"), ETag='"1"')
    site.pages["/pumps"] = page("<p>Pumps.</p>")
    reader.read(feed(site))
    reader.read(feed(site, publisher="Example Press"))
    assert "if-none-match" not in site.server.asked[-1][1]


def test_a_page_is_one_article_whose_changes_are_read(site: Site, reader: Reader) -> None:
    """Unchanged it is not sent again; changed it comes under the same name."""
    outlook = Page.model_validate(
        {"name": "outlook", "url": site.url("/outlook"), "ports": [site.port]}
    )
    site.pages["/outlook"] = page("<p>By 2030.</p>", ETag='"1"')
    first = reader.read(outlook)
    same = reader.read(outlook, after=timedelta(days=1))
    site.pages["/outlook"] = page("<p>By 2031.</p>", ETag='"2"')
    changed = reader.read(outlook, after=timedelta(days=1))
    news = [visit.is_new for reading in (first, same, changed) for visit in reading.visits]
    assert news == [True, False, True]
    (entry,) = reader.entries.values()
    assert (entry.source_uri, reader.text(entry.entry_id)) == (
        site.url("/outlook"),
        b"<p>By 2031.</p>",
    )
    site.pages["/outlook"] = reply(410)
    assert reader.read(outlook).channel.state is ChannelState.FAILED


def test_the_pages_of_sitemaps_are_fetched_newest_first(site: Site, reader: Reader) -> None:
    """Also of sitemaps that a sitemap names; only those under the path that is wanted."""
    inner = "".join(
        f"<url><loc>{site.url(path)}</loc><lastmod>{day}</lastmod></url>"
        for path, day in [
            ("/news/a", "2026-01-01"),
            ("/news/b", "2026-01-02"),
            ("/x", "2026-01-03"),
        ]
    )
    index = f"<sitemap><loc>{site.url('/one.xml')}</loc></sitemap>"
    site.pages["/sitemap.xml"] = page(f"<sitemapindex>{index}</sitemapindex>")
    site.pages["/one.xml"] = page(f"<urlset>{inner}</urlset>")
    for name in "ab":
        site.pages[f"/news/{name}"] = page(f"<p>{name}</p>")
    archive = Sitemap.model_validate(
        {
            "name": "archive",
            "url": site.url("/sitemap.xml"),
            "ports": [site.port],
            "only": "/news/",
        }
    )
    reader.read(archive)
    assert site.paths == ["/sitemap.xml", "/one.xml", "/news/b", "/news/a"]
    assert states(reader.read(archive)) == {}
    site.pages["/one.xml"] = page(f"<urlset>{inner.replace('01-01', '01-05')}</urlset>")
    assert list(states(reader.read(archive))) == [site.url("/news/a")]
    site.pages["/one.xml"] = in_turn(reply(404))
    assert "1 of the sitemaps" in (reader.read(archive).channel.detail or "")


def test_credentials_are_sent_to_their_own_origin_alone(site: Site, reader: Reader) -> None:
    """Neither to other hosts of links and redirects, nor into anything that is remembered."""
    site.pages["/feed?key=hunter2"] = reply(302, Location="/feed2")
    items = rss(site, "pumps").replace("</channel>", "").replace("</rss>", "")
    other = site.url("/taps?token=hunter3", "other.test")
    site.pages["/feed2?key=hunter2"] = page(
        f"{items}<item><guid>{other}</guid><link>{other}</link></item></channel></rss>", ETag='"1"'
    )
    site.pages["/pumps?key=hunter2"] = reply(302, Location=site.url("/moved", "other.test"))
    site.pages["/moved"] = page("<p>Pumps.</p>")
    site.pages["/taps?token=hunter3"] = page("<p>Taps.</p>")
    # Over https alone, says the file; here the site has none.
    press = feed(site).model_copy(
        update={"credentials": Query(kind="query", name="key", value="PRESS_KEY")}
    )
    reader.environ = {"PRESS_KEY": "hunter2"}
    reading = reader.read(press)
    assert set(states(reading).values()) == {"read"}
    assert sorted(site.paths)[0] == "/feed2?key=hunter2"
    assert "/moved" in site.paths
    remembered = f"{reading!r} {reading.channel.model_dump_json()}" + "".join(
        entry.model_dump_json() for entry in reader.entries.values()
    )
    assert "hunter" not in remembered
    assert {entry.source_uri for entry in reader.entries.values()} == {
        site.url("/pumps"),
        site.url("/taps", "other.test"),
    }


def test_missing_credentials_fail_their_source_alone(site: Site, reader: Reader) -> None:
    """With the variable's name; the site is not asked."""
    credentials = Query(kind="query", name="key", value="PRESS_KEY")
    channel = reader.read(feed(site).model_copy(update={"credentials": credentials})).channel
    assert (channel.state, "PRESS_KEY" in (channel.detail or "")) == (ChannelState.FAILED, True)
    assert site.server.asked == []
