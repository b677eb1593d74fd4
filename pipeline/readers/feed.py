"""RSS and Atom feeds: each entry as an article of its own, as far as the feed tells it."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from typing import Any

from pipeline import media
from pipeline.readers.members import Member
from pipeline.readers.words import one_line
from schemas import RejectionReason, SourceError

LONGEST_NAME = 300

_MARKUP_TYPES = ("text/html", "application/xhtml+xml")


def open_feed(content: bytes) -> list[Member]:
    """Return the entries of a feed, in its order, each as a record with text or html.

    Raises:
        SourceError: It is empty, or no feed.
    """
    if not content.strip():
        raise SourceError(RejectionReason.EMPTY, "there is nothing in it but white space")
    import feedparser  # takes 0.1 s

    # Only ever a stream: a text or bytes might be taken for an address, and opened.
    found = feedparser.parse(BytesIO(content))
    if not found.version and not found.entries:
        raise SourceError(
            RejectionReason.UNKNOWN_FORMAT, "it is neither an RSS nor an Atom feed; save it as such"
        )
    return [_member(number, entry, found.feed) for number, entry in enumerate(found.entries, 1)]


def _member(number: int, entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Member:
    """Return one entry as a record, named by its id or link."""
    record = {key: value for key, value in _told(entry, feed) if value}
    name = one_line(str(entry.get("id") or entry.get("link") or number))[:LONGEST_NAME]
    return Member(name or str(number), media.RECORD, json.dumps(record).encode("ascii"))


def _told(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
    """Yield what an entry, and the feed around it, tell."""
    yield "title", entry.get("title")
    yield "source_uri", entry.get("link")
    yield "author", entry.get("author")
    yield "publisher", feed.get("title")
    yield "language", feed.get("language")
    yield "published_on", _day(entry)
    longest = max(_texts(entry), key=lambda told: len(told[1]), default=None)
    if longest is not None:
        yield longest


def _texts(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the entry's contents and its summary, each with the key that says what it is."""
    for told in (*(entry.get("content") or ()), entry.get("summary_detail") or {}):
        key = "html" if told.get("type") in _MARKUP_TYPES else "text"
        yield key, told.get("value") or ""


def _day(entry: Mapping[str, Any]) -> str | None:
    """Return the day on which an entry was published, else changed; None where it is none."""
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return date(*moment[:3]).isoformat() if moment else None
    except (TypeError, ValueError, OverflowError):
        return None
