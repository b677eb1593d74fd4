"""RSS and Atom: the articles that a feed names."""

import html
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from io import BytesIO
from typing import Any

# "<b>", "<br/>", "</a>"
TAG = re.compile(r"<[^<>]{1,2000}>")

MOST_TITLE = 1000


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """What a feed says of one article.

    Attributes:
        entry_id: Its guid or id, else its link, else a hash of what there is.
        link: Address of the full article as written; None where the feed gives none.
        title: Its headline without tags; None where it has none.
        published_on: Day of publication, as the feed's own clock has it; None where unknown.
        content: Its text as HTML: the full content, else the summary; empty where it has none.
        signature: Hash of all this; another one when the feed changes what it says.
    """

    entry_id: str
    link: str | None
    title: str | None
    published_on: date | None
    content: str
    signature: str


def read_feed(content: bytes, address: str, charset: str | None = None) -> list[FeedEntry]:
    """Return what a feed names, in its order; nothing where the bytes are no feed.

    Args:
        content: The feed, however ill-formed.
        address: Where it came from; links without a host start there.
        charset: The encoding that the server says; None where it says none.
    """
    import feedparser  # 0.1 s that a run without feeds does not need

    kind = f"application/xml; charset={charset}" if charset else "application/xml"
    # Of bytes in a stream only: given a text, feedparser opens it as a path or an address.
    parsed = feedparser.parse(
        BytesIO(content), response_headers={"content-type": kind, "content-location": address}
    )
    return _told_apart([_entry(each) for each in parsed.entries])


def _told_apart(entries: Sequence[FeedEntry]) -> list[FeedEntry]:
    """Return the entries, each once; two that share an id get it with their links."""
    once = list(dict.fromkeys(entries))
    shared = Counter(entry.entry_id for entry in once)
    return [
        replace(entry, entry_id=f"{entry.entry_id} {entry.link or entry.signature}")
        if shared[entry.entry_id] > 1
        else entry
        for entry in once
    ]


def _entry(parsed: Mapping[str, Any]) -> FeedEntry:
    """Return one entry."""
    link = _text(parsed.get("link"))
    title = _plain(_text(parsed.get("title")))
    content = _content(parsed)
    changed = _text(parsed.get("updated")) or _text(parsed.get("published"))
    said = "\x1f".join(map(str, (link, title, changed, content)))
    signature = sha256(said.encode("utf-8", "replace")).hexdigest()[:32]
    return FeedEntry(
        entry_id=_text(parsed.get("id")) or link or f"hash-{signature}",
        link=link or None,
        title=title,
        published_on=_day(parsed),
        content=content,
        signature=signature,
    )


def _content(parsed: Mapping[str, Any]) -> str:
    """Return the longest of the entry's contents, else its summary."""
    contents = [_text(each.get("value")) for each in parsed.get("content", [])]
    return max(contents, key=len, default="") or _text(parsed.get("summary"))


def _text(value: object) -> str:
    """Return a text without blanks around it; empty for anything else."""
    return value.strip() if isinstance(value, str) else ""


def _plain(markup: str) -> str | None:
    """Return a headline without tags, entities and line ends; None where nothing is left."""
    words = html.unescape(TAG.sub(" ", markup)).split()
    return " ".join(words)[:MOST_TITLE] or None


def _day(parsed: Mapping[str, Any]) -> date | None:
    """Return the day as it was where the feed was written, else the day in UTC."""
    written = _text(parsed.get("published")) or _text(parsed.get("updated"))
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            return read(written).date()
        except (ValueError, TypeError, OverflowError):
            continue
    known = parsed.get("published_parsed") or parsed.get("updated_parsed")
    try:
        return date(*known[:3]) if known else None
    except ValueError:
        return None
