"""Feeds read from a site of our own: what is fetched, what is not, and what is remembered."""

from datetime import timedelta

import pytest

from pipeline.fetch.visits import source_of
from schemas import ChannelState, EntryState, RejectionReason
from tests.fetch.readers import NOON, Reader, feed, rss, states
from tests.fetch.site import Site, page, reply


def test_the_articles_of_a_feed_are_fetched_in_full(site: Site, reader: Reader) -> None:
    """Each under its own address, with what the feed tells of it."""
    site.pages["/feed"] = page(rss(site, "pumps", "taps"), "application/rss+xml", ETag='"1"')
    site.pages["/pumps"] = page("<p>Pumps rose by 12%.</p>")
    site.pages["/taps"] = page("<p>Taps fell.</p>")
    reading = reader.read(feed(site, publisher="Example Press"))
    assert states(reading) == {"pumps": "read", "taps": "read"}
    source = source_of(reader.entries["pumps"], reader.saved)
    assert source is not None
    assert (source.content, source.sidecar_from) == (b"<p>Pumps rose by 12%.</p>", "source press")
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
