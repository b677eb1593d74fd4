"""The articles that a channel's list names, and which of them are to be fetched now."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import urljoin, urlsplit

from pipeline.fetch.feeds import FeedEntry
from pipeline.fetch.listing import Feed, Sitemap
from pipeline.fetch.sitemaps import Named
from pipeline.fetch.urls import public, without
from schemas import Entry, EntryState


@dataclass(frozen=True, slots=True)
class Wanted:
    """An article that a channel names.

    Attributes:
        entry_id: What the channel calls it, without credentials.
        address: Where it is, as written; it may hold credentials. Empty where it is only here.
        signature: Hash of what the channel says of it; None where that says nothing.
        told: What the channel tells of it, as a sidecar would.
        content: The article itself, where the channel holds it; None where it is to be fetched.
    """

    entry_id: str
    address: str = field(repr=False)
    signature: str | None = None
    told: str | None = None
    content: bytes | None = field(default=None, repr=False)


def of_feed(feed: Feed, entries: Iterable[FeedEntry]) -> list[Wanted]:
    """Return the articles of a feed, in its order."""
    return [_of_entry(feed, entry) for entry in entries]


def of_sitemap(sitemap: Sitemap, named: Iterable[Named]) -> list[Wanted]:
    """Return the pages of a sitemap under its `only`, those that changed last first."""
    pages = [each for each in named if not each.is_sitemap and _is_under(each, sitemap.only)]
    told = sidecar(publisher=sitemap.publisher)
    wanted = []
    for page in newest(pages):
        address = _without_key(sitemap, page.address)
        wanted.append(Wanted(shown(address), address, page.changed, told))
    return wanted


def newest(named: Iterable[Named]) -> list[Named]:
    """Return what a sitemap names, the last changed first, then those that do not say."""
    return sorted(named, key=lambda each: each.changed or "", reverse=True)


def of_waiting(entries: Mapping[str, Entry], but_for: Iterable[Wanted]) -> list[Wanted]:
    """Return the articles that wait for another try, but for those that are named anew."""
    named = {wanted.entry_id for wanted in but_for}
    return [
        Wanted(entry.entry_id, entry.source_uri, entry.signature, entry.told)
        for entry in entries.values()
        if entry.state is EntryState.WAITING and entry.entry_id not in named
    ]


def is_due(wanted: Wanted, known: Entry | None, now: datetime) -> bool:
    """Tell whether an article is to be fetched: new, said to be changed, or waited for enough."""
    if known is None or wanted.signature != known.signature:
        return True
    return known.next_at is not None and known.next_at <= now


def sidecar(
    *,
    title: str | None = None,
    published_on: date | None = None,
    source_uri: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
) -> str | None:
    """Return what is known of an article as NAME.meta.toml would say it; None for nothing."""
    told = {"title": title, "source_uri": source_uri, "publisher": publisher, "author": author}
    lines = [f"{key} = {_toml(value)}" for key, value in told.items() if value]
    if published_on:
        lines.append(f"published_on = {published_on.isoformat()}")
    return "\n".join(lines) or None


def shown(address: str) -> str:
    """Return an address without credentials, however it is written."""
    try:
        return public(address)
    except ValueError:
        return address.partition("?")[0].rpartition("@")[2]


def shown_id(entry_id: str) -> str:
    """Return what a feed calls an article, without credentials; often that is an address.

    What stands after "#" tells two articles of one page apart, and stays.
    """
    if not any(mark in entry_id for mark in ("://", "?", "#")):
        return entry_id
    address, mark, fragment = entry_id.partition("#")
    return shown(address) + (f"{mark}{fragment}" if "=" not in fragment else "")


def _of_entry(feed: Feed, entry: FeedEntry) -> Wanted:
    """Return an article of a feed; one without a link is what the feed has of it."""
    link = _without_key(feed, _absolute(feed, entry.link)) if entry.link else ""
    told = sidecar(
        title=entry.title,
        published_on=entry.published_on,
        source_uri=shown(link),
        publisher=feed.publisher,
        author=entry.author,
    )
    is_here = entry.has_text and not (feed.full_articles and link)
    content = entry.record_with(source_uri=shown(link)) if is_here else None
    entry_id = shown_id(_without_key(feed, entry.entry_id))
    return Wanted(entry_id, link, entry.signature, told, content)


def _without_key(channel: Feed | Sitemap, address: str) -> str:
    """Return an address without the channel's own key, which is put in again where it is sent."""
    return without(address, channel.key) if channel.key else address


def _absolute(feed: Feed, link: str) -> str:
    """Return a link of a feed with its host; as it is where it cannot be read."""
    try:
        return urljoin(feed.parsed.full, link)
    except ValueError:
        return link


def _is_under(page: Named, only: str) -> bool:
    """Tell whether a page's path begins with `only`."""
    try:
        return urlsplit(page.address).path.startswith(only)
    except ValueError:
        return False


def _toml(text: str) -> str:
    """Return a text as TOML writes it, without characters that cannot be seen."""
    seen = "".join(each if each.isprintable() else " " for each in text)
    return json.dumps(seen, ensure_ascii=False)
