"""Sitemaps: the pages that a site names, and the sitemaps that a sitemap names."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice

from pipeline.fetch.body import gunzip
from pipeline.fetch.failures import gone

MOST_PAGES = 50_000
"""A sitemap has no more. Source: sitemaps.org, protocol 0.9."""

GZIP = b"\x1f\x8b"
ROOTS = (b"urlset", b"sitemapindex")

NO_SITEMAP = "no sitemap that can be read; name one in XML, or one address a line"


@dataclass(frozen=True, slots=True)
class Named:
    """One address of a sitemap.

    Attributes:
        address: As written.
        changed: Its lastmod as written; None where it has none.
        is_sitemap: Whether it is a sitemap itself.
    """

    address: str
    changed: str | None
    is_sitemap: bool


def read_sitemap(content: bytes, limit: int) -> list[Named]:
    """Return what a sitemap names, in its order, up to 50,000 addresses.

    Args:
        content: XML, packed XML, or plain text with one address a line.
        limit: The most bytes that packed XML may become.

    Raises:
        FetchError: The bytes are no sitemap.
    """
    if content.startswith(GZIP):
        content = gunzip(content, limit)
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"http://", b"https://")):
        return _lines(content)
    found = list(islice(_elements(content), MOST_PAGES))
    if not found and not any(root in start[:2000] for root in ROOTS):
        raise gone(NO_SITEMAP)
    return found


def _lines(content: bytes) -> list[Named]:
    """Return the addresses of a sitemap in plain text."""
    lines = content.decode("utf-8-sig", "replace").split()
    return [Named(line, None, is_sitemap=False) for line in lines[:MOST_PAGES]]


def _elements(content: bytes) -> Iterator[Named]:
    """Yield the addresses of a sitemap in XML; whatever else stands in it is passed over."""
    from lxml import etree

    # Entities stay as they are written, and nothing is opened: no file, no network.
    events = etree.iterparse(
        BytesIO(content),
        events=("end",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
    )
    try:
        for _, element in events:
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if name in ("url", "sitemap"):
                told = {etree.QName(e).localname: e.text or "" for e in element.iterchildren("*")}
                if address := told.get("loc", "").strip():
                    changed = told.get("lastmod", "").strip() or None
                    yield Named(address, changed, is_sitemap=name == "sitemap")
                element.clear()
    except etree.XMLSyntaxError as error:
        raise gone(NO_SITEMAP) from error
