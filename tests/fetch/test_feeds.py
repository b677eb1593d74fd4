"""Feeds and sitemaps, well-formed or not: every article that they name."""

import gzip
from datetime import date

import pytest

from pipeline.fetch.failures import FetchError
from pipeline.fetch.feeds import read_feed
from pipeline.fetch.sitemaps import Named, read_sitemap
from pipeline.readers.guard import Guard


def rss(*items: str) -> bytes:
    """Return an RSS feed of these items."""
    return f"<rss version='2.0'><channel>{''.join(items)}</channel></rss>".encode()


PUMPS = (
    "<item><guid>7</guid><link>https://news.example/pumps</link>"
    "<title>Pumps &amp;amp; &lt;b&gt;valves&lt;/b&gt;</title>"
    "<pubDate>Tue, 31 Dec 2024 12:30:00 GMT</pubDate>"
    "<description>Sales rose by 12%.</description></item>"
)


def test_an_entry_has_its_id_its_link_and_its_day(guard: Guard) -> None:
    """The headline without tags; what the feed itself says of the article is kept as a record."""
    (entry,) = read_feed(rss(PUMPS), guard)
    assert (entry.entry_id, entry.link) == ("7", "https://news.example/pumps")
    assert entry.title == "Pumps & valves"
    assert entry.published_on == date(2024, 12, 31)
    assert entry.has_text
    assert b"Sales rose by 12%." in entry.record


def test_an_atom_entry_is_read_as_well(guard: Guard) -> None:
    """Its longest text counts; its links may be without a host."""
    (entry,) = read_feed(
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>urn:1</id><title>Pumps</title>"
        b"<link href='/pumps'/><updated>2024-12-31T12:30:00Z</updated><author><name>A. Writer"
        b"</name></author><content type='html'>Long enough.</content></entry></feed>",
        guard,
    )
    assert (entry.entry_id, entry.link, entry.author) == ("urn:1", "/pumps", "A. Writer")
    assert b"Long enough." in entry.record


@pytest.mark.parametrize(
    ("before", "after", "is_same"),
    [
        pytest.param("12%", "12%", True, id="nothing"),
        pytest.param("12%", "13%", False, id="its text"),
        pytest.param("valves", "taps", False, id="its headline"),
        pytest.param("31 Dec", "30 Dec", False, id="its day"),
    ],
)
def test_a_changed_entry_has_another_signature(
    guard: Guard, before: str, after: str, is_same: bool
) -> None:
    """Whatever the feed says of it."""
    (first,) = read_feed(rss(PUMPS), guard)
    (second,) = read_feed(rss(PUMPS.replace(before, after)), guard)
    assert (first.signature == second.signature) is is_same


def test_two_entries_of_one_id_are_two(guard: Guard) -> None:
    """No article is lost to a careless feed."""
    other = PUMPS.replace("/pumps", "/taps")
    entries = read_feed(rss(PUMPS, other), guard)
    assert [entry.link for entry in entries] == [
        "https://news.example/pumps",
        "https://news.example/taps",
    ]
    assert len({entry.entry_id for entry in entries}) == 2


def test_an_entry_without_an_id_is_known_by_its_link(guard: Guard) -> None:
    """One that has neither, and no text, is there as well."""
    first, second = read_feed(
        rss("<item><link>https://news.example/a</link></item>", "<item><title>B</title></item>"),
        guard,
    )
    assert first.entry_id == "https://news.example/a"
    assert (second.title, second.link, second.has_text) == ("B", None, False)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"<html><body>No feed</body></html>", id="a page"),
        pytest.param(b"/etc/passwd", id="a path"),
        pytest.param(b"http://127.0.0.1/feed", id="an address"),
        pytest.param(bytes(range(256)) * 9, id="bytes"),
        pytest.param(b"<rss><channel><item><title>&#xD800;", id="a broken character"),
    ],
)
def test_what_is_no_feed_is_refused(guard: Guard, content: bytes) -> None:
    """Whatever the parser makes of it."""
    with pytest.raises(FetchError) as caught:
        read_feed(content, guard)
    assert not caught.value.passing


def test_the_charset_of_the_server_counts_where_the_feed_says_none(guard: Guard) -> None:
    """And the feed's own word where it says one."""
    content = rss("<item><title>Größe</title></item>").decode().encode("iso-8859-1")
    declared = b"<?xml version='1.0' encoding='iso-8859-1'?>" + content
    assert read_feed(content, guard, "iso-8859-1")[0].title == "Größe"
    assert read_feed(declared, guard, "iso-8859-5")[0].title == "Größe"


SITEMAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc> https://news.example/a </loc><lastmod>2024-12-31</lastmod></url>
<url><loc>https://news.example/b</loc></url><url><priority>1</priority></url></urlset>"""
PAGES = [
    Named("https://news.example/a", "2024-12-31", is_sitemap=False),
    Named("https://news.example/b", None, is_sitemap=False),
]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(SITEMAP, id="xml"),
        pytest.param(gzip.compress(SITEMAP), id="packed"),
        pytest.param(SITEMAP.removesuffix(b"</urlset>"), id="cut off"),
    ],
)
def test_a_sitemap_names_pages(content: bytes) -> None:
    """With the day of their change, where it says one."""
    assert read_sitemap(content, 10_000) == PAGES


def test_a_sitemap_names_sitemaps_or_is_plain_text() -> None:
    """Two more forms of the protocol."""
    index = b"<sitemapindex><sitemap><loc>https://news.example/1.xml</loc></sitemap></sitemapindex>"
    assert read_sitemap(index, 9) == [Named("https://news.example/1.xml", None, is_sitemap=True)]
    text = b"https://news.example/a\nhttps://news.example/b\n"
    assert [named.address for named in read_sitemap(text, 9)] == [
        "https://news.example/a",
        "https://news.example/b",
    ]


LAUGHS = (
    b"<!DOCTYPE u [<!ENTITY a 'ha'>%s]><urlset><url><loc>https://n.example/&%c;</loc></url></urlset>"
    % (
        b"".join(b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12)),
        109,
    )
)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(LAUGHS, id="a billion laughs"),
        pytest.param(
            b"<!DOCTYPE u [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
            b"<urlset><url><loc>https://n.example/&f;</loc></url></urlset>",
            id="a file",
        ),
    ],
)
def test_entities_of_a_sitemap_stay_as_they_are_written(content: bytes) -> None:
    """They become no text, and open nothing."""
    assert all(len(named.address) < 40 for named in read_sitemap(content, 10_000))


def test_a_packed_bomb_is_no_sitemap() -> None:
    """It is refused at the limit."""
    with pytest.raises(FetchError, match="above"):
        read_sitemap(gzip.compress(bytes(5_000_000)), 100_000)


@pytest.mark.parametrize("content", [b"", b"no sitemap", b"\x00\xff"])
def test_what_is_no_sitemap_is_refused(content: bytes) -> None:
    """In our words, and not with an exception of the parser's own."""
    with pytest.raises(FetchError, match="no sitemap"):
        read_sitemap(content, 10_000)
