"""Pages and sitemaps as channels, and credentials on their way."""

from datetime import timedelta

from pipeline.fetch.credentials import Query
from pipeline.fetch.listing import Page, Sitemap
from schemas import ChannelState
from tests.fetch.readers import Reader, feed, rss, states
from tests.fetch.site import Site, page, reply


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
    site.pages["/one.xml"] = reply(404)
    assert "1 of the sitemaps" in (reader.read(archive).channel.detail or "")


def test_credentials_are_sent_to_their_own_origin_alone(site: Site, reader: Reader) -> None:
    """Neither to other hosts of links and redirects, nor into anything that is remembered."""
    site.pages["/feed?userkey=hunter2"] = reply(302, Location="/feed2")
    items = rss(site, "pumps").replace("</channel>", "").replace("</rss>", "")
    items = items.replace("/pumps</link>", "/pumps?userkey=hunter2</link>")
    other = site.url("/taps?token=hunter3", "other.test")
    site.pages["/feed2?userkey=hunter2"] = page(
        f"{items}<item><guid>{other}</guid><link>{other}</link></item></channel></rss>", ETag='"1"'
    )
    site.pages["/pumps?userkey=hunter2"] = reply(302, Location=site.url("/moved", "other.test"))
    site.pages["/moved"] = page("<p>Pumps.</p>")
    site.pages["/taps?token=hunter3"] = page("<p>Taps.</p>")
    # Over https alone, says the file; here the site has none.
    press = feed(site).model_copy(
        update={"credentials": Query(kind="query", name="userkey", value="PRESS_KEY")}
    )
    reader.environ = {"PRESS_KEY": "hunter2"}
    reading = reader.read(press)
    assert set(states(reading).values()) == {"read"}
    assert sorted(site.paths)[0] == "/feed2?userkey=hunter2"
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
    credentials = Query(kind="query", name="userkey", value="PRESS_KEY")
    channel = reader.read(feed(site).model_copy(update={"credentials": credentials})).channel
    assert (channel.state, "PRESS_KEY" in (channel.detail or "")) == (ChannelState.FAILED, True)
    assert site.server.asked == []
