"""RSS and Atom: the articles that a feed names, read by the child process of the readers."""

import json
import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from html import unescape
from typing import Any

from pipeline import media
from pipeline.fetch.encodings import in_utf8
from pipeline.fetch.failures import gone
from pipeline.readers.guard import Guard
from pipeline.readers.members import Member, members_from
from pipeline.readers.tasks import OPEN
from schemas import SourceError

# "<b>", "<br/>", "</a>"
TAG = re.compile(r"<[^<>]{1,2000}>")
# '<?xml version="1.0" encoding="iso-8859-1"?>'
DECLARED = re.compile(rb"<\?xml[^>]{0,200}encoding=")

MOST_TITLE = 1000

TEXT_KEYS = ("text", "html")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """What a feed says of one article.

    Attributes:
        entry_id: Its guid or id, else its link, else its place in the feed.
        link: Address of the full article as written; None where the feed gives none.
        title: Its headline without tags; None where it has none.
        published_on: Day of publication; None where unknown.
        author: Who wrote it; None where unknown.
        record: All that the feed says of it, as the readers take an article of an export.
        has_text: Whether that is an article by itself.
    """

    entry_id: str
    link: str | None
    title: str | None
    published_on: date | None
    author: str | None
    record: bytes
    has_text: bool

    @property
    def signature(self) -> str:
        """Hash of what the feed says; another one when that changes."""
        return sha256(self.record).hexdigest()[:32]

    def record_with(self, source_uri: str) -> bytes:
        """Return the record with another address, such as one without credentials."""
        told = json.loads(self.record)
        return json.dumps({**told, "source_uri": source_uri} if source_uri else told).encode()


def read_feed(content: bytes, guard: Guard, charset: str | None = None) -> list[FeedEntry]:
    """Return what a feed names, in its order.

    Args:
        content: The feed, however ill-formed.
        guard: Who reads what others wrote.
        charset: The encoding that the server says; None where it says none.

    Raises:
        FetchError: The bytes are no feed, or none that can be read.
    """
    if charset and not DECLARED.search(content[:300]):
        content = in_utf8(content, charset)
    try:
        members = members_from(*guard.ask(OPEN, media.FEED, content))
        return [_entry(member) for member in members]
    except SourceError as error:
        raise gone(error.detail) from error


def _entry(member: Member) -> FeedEntry:
    """Return one entry."""
    told: dict[str, Any] = json.loads(member.content)
    return FeedEntry(
        entry_id=member.name,
        link=_text(told.get("source_uri")),
        title=_plain(_text(told.get("title"))),
        published_on=_day(told.get("published_on")),
        author=_plain(_text(told.get("author"))),
        record=member.content,
        has_text=any(_text(told.get(key)) for key in TEXT_KEYS),
    )


def _text(value: object) -> str | None:
    """Return a text without blanks around it; None for an empty one and for anything else."""
    return (value.strip() or None) if isinstance(value, str) else None


def _plain(markup: str | None) -> str | None:
    """Return words without tags, entities and line ends; None where none are left."""
    words = unescape(TAG.sub(" ", markup or "")).split()
    return " ".join(words)[:MOST_TITLE] or None


def _day(value: object) -> date | None:
    """Return a day as the readers write it; None where there is none."""
    return date.fromisoformat(value) if isinstance(value, str) else None
