"""What brings articles by itself: the channels of `seeds/sources.toml`, and what they named."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from schemas.base import Record


class ChannelKind(StrEnum):
    """What a channel is."""

    FOLDER = "folder"
    FEED = "feed"
    PAGE = "page"
    SITEMAP = "sitemap"


class ChannelState(StrEnum):
    """How the last reading of a channel ended."""

    OK = "ok"
    FAILED = "failed"


class EntryState(StrEnum):
    """How an article that a channel named stands."""

    READ = "read"
    WAITING = "waiting"
    REFUSED = "refused"


class Validators(Record):
    """What a server gave to ask it later whether anything is new."""

    etag: str | None = Field(
        default=None, description="The ETag it came with; null where it had none."
    )
    last_modified: str | None = Field(
        default=None, description="The Last-Modified it came with; null where it had none."
    )


class Channel(Validators):
    """How one channel of `seeds/sources.toml` stood when it was last read."""

    channel: str = Field(min_length=1, description="Name of the channel in seeds/sources.toml.")
    kind: ChannelKind = Field(description="folder, feed, page or sitemap.")
    address: str = Field(
        min_length=1, description="Where it is: a path, or an address without credentials."
    )
    state: ChannelState = Field(description="ok or failed.")
    detail: str | None = Field(
        default=None, description="What failed, and what to do next; null where nothing did."
    )
    failures: int = Field(default=0, ge=0, description="Readings that failed, one after another.")
    signature: str = Field(
        min_length=1,
        description="Hash of what seeds/sources.toml said of it; another, and it is "
        "read whole again.",
    )
    checked_at: datetime = Field(description="When it was last read, UTC.")
    next_at: datetime = Field(description="When it is read next, UTC.")


class Entry(Validators):
    """How one article stands that a channel named."""

    channel: str = Field(
        min_length=1, description="The channel that named it; add where a person did."
    )
    entry_id: str = Field(min_length=1, description="What the channel calls it.")
    source_uri: str = Field(min_length=1, description="Its address, without credentials.")
    state: EntryState = Field(
        description="read, waiting (failed, and tried again at next_at), or refused for good."
    )
    detail: str | None = Field(
        default=None, description="What failed, and what to do next; null where nothing did."
    )
    signature: str | None = Field(
        default=None,
        description="Hash of what the channel says of it; another one, and it is fetched again.",
    )
    media_type: str | None = Field(
        default=None, description="What the server says the bytes are; null before any came."
    )
    content_sha256: str | None = Field(
        default=None, description="SHA-256 of the bytes last fetched; null before any came."
    )
    told: str | None = Field(
        default=None, description="What the channel tells of it, as a sidecar would; or null."
    )
    failures: int = Field(default=0, ge=0, description="Tries that failed, one after another.")
    checked_at: datetime = Field(description="When it was last asked for, UTC.")
    next_at: datetime | None = Field(
        default=None, description="When it is tried again, UTC; null unless it waits."
    )
