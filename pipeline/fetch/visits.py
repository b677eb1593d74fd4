"""One article asked for: its bytes are kept on disk, and how it stands is told."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pipeline import media
from pipeline.fetch.asking import Answer, Ask
from pipeline.fetch.credentials import Secret
from pipeline.fetch.encodings import in_utf8
from pipeline.fetch.failures import FetchError
from pipeline.fetch.listing import BY_HAND
from pipeline.fetch.retrying import MOST_FAILURES, wait
from pipeline.fetch.saved import SavedPages
from pipeline.fetch.urls import Url, parse
from pipeline.fetch.wanted import Wanted, shown
from schemas import Entry, EntryState, Rejection, Source, Validators

if TYPE_CHECKING:
    from pipeline.fetch.fetcher import Fetcher

GENERIC = frozenset(
    {media.UNKNOWN, "binary/octet-stream", "application/binary", "application/xml", "text/xml"}
)
"""What servers say that do not know, or do not say what exactly."""

SAME = {
    "application/xhtml+xml": media.HTML,
    "text/x-markdown": media.MARKDOWN,
    "application/rss+xml": media.FEED,
    "application/atom+xml": media.FEED,
    "application/x-ndjson": media.JSONL,
    "application/x-zip-compressed": media.ZIP,
}
"""Other names of forms that are read."""

TEXTS = frozenset({media.HTML, media.TEXT, media.MARKDOWN})
"""Forms whose encoding the server may name."""


@dataclass(frozen=True, slots=True)
class Visit:
    """An article that was asked for, and how that ended.

    Attributes:
        entry: How it stands now.
        is_new: Whether bytes came that are still to be read.
        rejection: Why there will be none; None unless it was refused for good.
        is_settled: Whether what `entry` says is enough to go on from, in another run.
    """

    entry: Entry
    is_new: bool = False
    rejection: Rejection | None = None
    is_settled: bool = True

    @property
    def is_same(self) -> bool:
        """Whether it was asked for, and is what the warehouse has already."""
        return self.entry.state is EntryState.READ and not self.is_new


@dataclass(frozen=True, slots=True)
class Manner:
    """How the articles of one channel are asked for."""

    channel: str
    ports: frozenset[int] = frozenset()
    secret: Secret | None = None
    delay: float = 1.0


class Visitor:
    """Fetches articles, each address once a run."""

    def __init__(self, fetcher: "Fetcher", saved: SavedPages, now: Callable[[], datetime]) -> None:
        self.fetcher = fetcher
        self.now = now
        self._saved = saved
        self._done: dict[str, Visit] = {}

    def visit(self, wanted: Wanted, manner: Manner, known: Entry | None) -> Visit:
        """Return how an article stands after it was asked for; never raises for a bad one.

        Args:
            wanted: The article; its address has a scheme and a host.
            manner: How its channel's articles are asked for.
            known: How it stood before; None where it was never asked for.
        """
        before = known or Entry(
            channel=manner.channel,
            entry_id=wanted.entry_id,
            source_uri=shown(wanted.address) or f"{manner.channel}:{wanted.entry_id}",
            state=EntryState.WAITING,
            checked_at=self.now(),
        )
        now = before.model_copy(
            update={
                "signature": wanted.signature,
                "told": wanted.told,
                "checked_at": self.now(),
                "next_at": None,
                "detail": None,
            }
        )
        try:
            return self._visit(wanted, manner, now)
        except FetchError as error:
            return refused(now, error)

    def _visit(self, wanted: Wanted, manner: Manner, entry: Entry) -> Visit:
        """Return how an article stands whose address can be asked for."""
        if wanted.content is not None:
            name = shown(wanted.address) or entry.source_uri
            here = entry.model_copy(update={"source_uri": name})
            return self._keep(here, wanted.content, media.RECORD, Validators())
        url = parse(wanted.address, manner.ports)
        if url.full in self._done:
            return _shared(self._done[url.full], entry)
        done = self._fetch(url, manner, _at(entry, url))
        self._done[url.full] = done
        return done

    def _fetch(self, url: Url, manner: Manner, entry: Entry) -> Visit:
        """Return how an article stands after one request to its address."""
        validators = Validators(etag=entry.etag, last_modified=entry.last_modified)
        if entry.content_sha256 is None or self._saved.load(entry.content_sha256) is None:
            validators = Validators()
        try:
            answer = self.fetcher.get(
                Ask(url, manner.ports, manner.secret, validators, manner.delay)
            )
        except FetchError as error:
            return self._failed(entry, error, can_wait=url.public == url.full)
        if answer.content is None:
            return Visit(entry.model_copy(update={"state": EntryState.READ, "failures": 0}))
        content, media_type = as_read(url, answer)
        return self._keep(entry, content, media_type, answer.validators)

    def _keep(self, entry: Entry, content: bytes, media_type: str, validators: Validators) -> Visit:
        """Return the visit of an article whose bytes came."""
        update = {
            "state": EntryState.READ,
            "failures": 0,
            "media_type": media_type,
            "content_sha256": self._saved.save(content),
            **validators.model_dump(),
        }
        return Visit(entry.model_copy(update=update), is_new=True)

    def _failed(self, entry: Entry, error: FetchError, *, can_wait: bool) -> Visit:
        """Return the visit of an article that did not come: waiting, or given up."""
        failures = entry.failures + 1
        if not error.passing or failures >= MOST_FAILURES:
            return refused(entry.model_copy(update={"failures": failures}), error)
        update = {
            "state": EntryState.WAITING,
            "failures": failures,
            "detail": error.detail,
            "next_at": self.now() + wait(failures, error),
        }
        return Visit(entry.model_copy(update=update), is_settled=can_wait)


def refused(entry: Entry, error: FetchError) -> Visit:
    """Return the visit of an article that will not come: a rejection, until it is named anew."""
    update = {
        "state": EntryState.REFUSED,
        "detail": error.detail,
        "etag": None,
        "last_modified": None,
    }
    rejection = Rejection(
        source_uri=entry.source_uri,
        content_sha256=None,
        content_key=None,
        reason=error.reason,
        detail=error.detail,
    )
    return Visit(entry.model_copy(update=update), rejection=rejection)


def source_of(entry: Entry, saved: SavedPages) -> Source | None:
    """Return an article's bytes as they were fetched; None where they are not kept any more."""
    content = saved.load(entry.content_sha256) if entry.content_sha256 else None
    if content is None or entry.media_type is None or entry.content_sha256 is None:
        return None
    return Source(
        source_uri=entry.source_uri,
        media_type=entry.media_type,
        content=content,
        content_sha256=entry.content_sha256,
        sidecar=entry.told.encode() if entry.told else None,
        sidecar_from=f"source {entry.channel}" if entry.channel != BY_HAND else "address",
    )


def as_read(url: Url, answer: Answer) -> tuple[bytes, str]:
    """Return an answer's bytes and form as the readers take them.

    A text whose encoding the server names, and that is no UTF-8 anyway, is kept in UTF-8: the
    name is lost with the answer, and no reader could tell it from the bytes.
    """
    content = answer.content or b""
    media_type = SAME.get(answer.media_type, answer.media_type)
    if media_type in GENERIC:
        media_type = media.by_name(urlsplit(url.target).path)
    if media_type in GENERIC:
        media_type = media.by_content(content)
    if media_type in TEXTS and answer.charset:
        content = in_utf8(content, answer.charset)
    return content, media_type


def _at(entry: Entry, url: Url) -> Entry:
    """Return the entry at an address; what was known of another address does not count."""
    if entry.source_uri == url.public:
        return entry
    nothing = {"etag": None, "last_modified": None, "content_sha256": None, "media_type": None}
    return entry.model_copy(update={"source_uri": url.public, **nothing})


def _shared(done: Visit, entry: Entry) -> Visit:
    """Return the visit of an article whose address another entry had in this run."""
    own = {"channel", "entry_id", "signature", "told"}
    update = entry.model_dump(include=own)
    return replace(done, entry=done.entry.model_copy(update=update), is_new=False, rejection=None)
