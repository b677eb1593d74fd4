"""A reader of channels with a clock and a memory of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from pipeline.fetch.fetcher import Fetcher
from pipeline.fetch.listing import Feed, Web
from pipeline.fetch.reading import ChannelReader, Reading
from pipeline.fetch.saved import SavedPages
from pipeline.fetch.visits import Visitor, source_of
from pipeline.readers.guard import Guard
from schemas import Channel, Entry
from tests.fetch.site import Site

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)


@dataclass
class Reader:
    """A reader with a clock of its own, which remembers as the warehouse does."""

    site: Site
    fetcher: Fetcher
    saved: SavedPages
    guard: Guard
    environ: Mapping[str, str] = field(default_factory=dict)
    time: datetime = NOON
    last: Channel | None = None
    entries: dict[str, Entry] = field(default_factory=dict)

    def read(self, channel: Web, *, after: timedelta = timedelta()) -> Reading:
        """Read a channel a while later in another run, and remember what came of it."""
        self.time += after
        visitor = Visitor(self.fetcher, self.saved, lambda: self.time)
        reader = ChannelReader(visitor, self.environ, self.guard)
        reading = reader.read(channel, self.last, self.entries)
        self.last = reading.channel
        self.entries |= {visit.entry.entry_id: visit.entry for visit in reading.visits}
        return reading

    def text(self, entry_id: str) -> bytes:
        """Return the bytes of an article."""
        source = source_of(self.entries[entry_id], self.saved)
        assert source is not None
        return source.content


def feed(site: Site, **more: object) -> Feed:
    """Return the feed at /feed as a channel."""
    return Feed.model_validate(
        {"name": "press", "url": site.url("/feed"), "ports": [site.port], **more}
    )


def rss(site: Site, *names: str, text: str = "Short.") -> str:
    """Return a feed of articles with these names."""
    items = "".join(
        f"<item><guid>{name}</guid><title>About {name}</title><link>{site.url('/' + name)}</link>"
        f"<description>{text}</description></item>"
        for name in names
    )
    return f"<rss version='2.0'><channel><title>Press</title>{items}</channel></rss>"


def states(reading: Reading) -> dict[str, str]:
    """Return how each article stands that was asked for."""
    return {visit.entry.entry_id: visit.entry.state.value for visit in reading.visits}
