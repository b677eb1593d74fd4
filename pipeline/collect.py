"""What a plan comes to: pages are fetched, and kept on disk until they are read.

This happens before the warehouse is held, so that a slow site keeps nobody from writing. How
the pages and their channels stand enters the warehouse with the rows, or not at all.
"""

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

from pipeline.fetch.asking import Limits
from pipeline.fetch.failures import FetchError
from pipeline.fetch.listing import BY_HAND, AnyChannel, Folder, Web, load_listing
from pipeline.fetch.reading import ChannelReader, Reading, signature
from pipeline.fetch.saved import FOLDER, SavedPages
from pipeline.fetch.visits import Manner, Visit, Visitor, refused, source_of
from pipeline.fetch.wanted import Wanted, shown, sidecar
from pipeline.plan import Plan, channels_of, in_folder
from pipeline.readers.guard import Guard
from pipeline.settings import Settings, package_version
from pipeline.sources import Place
from schemas import Channel, ChannelState, Entry, EntryState, Rejection, RejectionReason, Source
from warehouse.channels import Memory
from warehouse.stores import store_of

if TYPE_CHECKING:
    from pipeline.fetch.fetcher import Fetcher

LOG = logging.getLogger(__name__)

Input = Place | Rejection | Visit
"""What a run takes up: a file, a page that was asked for, or why there is none."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What a plan came to.

    Attributes:
        inputs: What is to be read, in order.
        channels: How each channel stands that was read.
    """

    inputs: tuple[Input, ...] = ()
    channels: tuple[Channel, ...] = ()

    @property
    def has_failed(self) -> bool:
        """Whether a channel could not be read."""
        return any(channel.state is ChannelState.FAILED for channel in self.channels)


def open_fetcher(settings: Settings) -> "Fetcher":
    """Return what fetches pages, by the rules of the workspace."""
    from pipeline.fetch.fetcher import Fetcher  # 0.2 s that a run over files does not need

    network = load_listing(settings.home).network
    agent = f"Foretell/{package_version()}"
    limits = Limits(settings.max_bytes, network.seconds)
    return Fetcher(f"{agent} (+{network.contact})" if network.contact else agent, limits)


def utc_now() -> datetime:
    """Return the present."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Collector:
    """Brings what a plan names.

    Attributes:
        settings: Whose workspace it is.
        memory: What earlier runs saw.
        fetcher: Makes what fetches, where there is something to fetch; None for the web's own.
        now: Tells the time, UTC.
    """

    settings: Settings
    memory: Memory
    fetcher: Callable[[Settings], "Fetcher"] | None = None
    now: Callable[[], datetime] = utc_now

    @property
    def saved(self) -> SavedPages:
        """The workspace's fetched pages."""
        return SavedPages(self.settings.home / FOLDER)

    def collect(self, plan: Plan) -> Collected:
        """Return what a plan comes to; a bad source or page never stops the others."""
        due = [each for each in channels_of(plan) if plan.is_asked or self.is_due(each)]
        folders = [each for each in due if isinstance(each, Folder)]
        web = [each for each in due if not isinstance(each, Folder)]
        readings: list[Reading] = []
        pages: list[Visit] = []
        if web or plan.pages:
            visitor = self._visitor()
            pages = [self._visit_by_hand(visitor, page) for page in plan.pages]
            with closing(Guard()) as guard:
                reader = ChannelReader(visitor, os.environ, guard)
                readings = [self._read(reader, channel) for channel in web]
        visited = [*pages, *(visit for reading in readings for visit in reading.visits)]
        outdated = {entry.source_uri for entry in self.memory.outdated}
        # The page is the same, but what reads it is not.
        visits = [
            replace(visit, is_new=True)
            if visit.is_same and visit.entry.source_uri in outdated
            else visit
            for visit in visited
        ]
        places = [place for each in folders for place in in_folder(each, self.settings)]
        again = self._outdated(visits) if plan.is_whole else ()
        return Collected(
            (*plan.places, *places, *again, *visits),
            (*map(self._stands, folders), *(reading.channel for reading in readings)),
        )

    def _read(self, reader: ChannelReader, channel: Web) -> Reading:
        """Return what came of one channel."""
        LOG.info("source %s: reading %s", channel.name, channel.address)
        last = self.memory.channels.get(channel.name)
        return reader.read(channel, last, self.entries(channel.name))

    def is_due(self, channel: AnyChannel) -> bool:
        """Tell whether a channel is to be read: never read yet, changed, or its time has come."""
        last = self.memory.channels.get(channel.name)
        return last is None or last.signature != signature(channel) or last.next_at <= self.now()

    def entries(self, channel: str) -> Mapping[str, Entry]:
        """Return how the articles stand that a channel named."""
        return self.memory.entries.get(channel, {})

    def reader(self, guard: Guard) -> ChannelReader:
        """Return what reads channels, with the credentials of the environment."""
        return ChannelReader(self._visitor(), os.environ, guard)

    def _visitor(self) -> Visitor:
        """Return what fetches articles into the workspace."""
        fetcher = (self.fetcher or open_fetcher)(self.settings)
        return Visitor(fetcher, self.saved, self.now)

    def _visit_by_hand(self, visitor: Visitor, page: str) -> Visit:
        """Return how a page stands that a person named: there, or not; nothing waits."""
        name = shown(page)
        told = sidecar(source_uri=name)
        wanted = Wanted(name, page, told=told)
        visit = visitor.visit(wanted, Manner(BY_HAND), self.entries(BY_HAND).get(name))
        if visit.entry.state is not EntryState.WAITING:
            return visit
        detail = f"{visit.entry.detail}; try again later"
        return refused(visit.entry, FetchError(RejectionReason.UNREACHABLE, detail))

    def _outdated(self, visits: Iterable[Visit]) -> Iterator[Visit]:
        """Yield the pages that another extractor read, as they were fetched.

        But for those that were fetched now; and no page twice.
        """
        read = {visit.entry.source_uri for visit in visits if visit.is_new}
        for entry in self.memory.outdated:
            if entry.source_uri not in read and source_of(entry, self.saved):
                read.add(entry.source_uri)
                yield Visit(entry, is_new=True)

    def _stands(self, folder: Folder) -> Channel:
        """Return how a folder stands that is read in this run."""
        now = self.now()
        return Channel(
            channel=folder.name,
            kind=folder.kind,
            address=folder.address,
            state=ChannelState.OK,
            signature=signature(folder),
            checked_at=now,
            next_at=now + folder.every if folder.every else now,
        )


class Versions(Protocol):
    """What an extractor says of itself."""

    @property
    def extractor_version(self) -> str:
        """Version of grammar, lexicon and code."""

    @property
    def model_version(self) -> str:
        """Language model and its version."""


def fetch(
    plan: Plan,
    settings: Settings,
    extractor: Versions,
    *,
    fetcher: Callable[[Settings], "Fetcher"] | None = None,
    now: Callable[[], datetime] = utc_now,
) -> Collected:
    """Return what a plan comes to: files as they were found, and pages fetched.

    Raises:
        WarehouseError: What earlier runs saw cannot be read, or another process writes.
    """
    if not (plan.pages or plan.is_whole or channels_of(plan)):
        return Collected(plan.places)
    memory = store_of(settings).memory(
        [BY_HAND, *(channel.name for channel in channels_of(plan))],
        extractor_version=extractor.extractor_version,
        model_version=extractor.model_version,
        wait_seconds=settings.wait_seconds,
    )
    return Collector(settings, memory, fetcher, now).collect(plan)


def fetch_page(page: str, settings: Settings) -> Source | Rejection:
    """Return the bytes of a page for one look; nothing of it is kept or remembered."""
    with TemporaryDirectory() as folder:
        saved = SavedPages(Path(folder))
        visitor = Visitor(open_fetcher(settings), saved, utc_now)
        name = shown(page)
        wanted = Wanted(name, page, told=sidecar(source_uri=name))
        visit = visitor.visit(wanted, Manner(BY_HAND), None)
        found = source_of(visit.entry, saved)
        return visit.rejection or found or _silent(visit.entry)


def _silent(entry: Entry) -> Rejection:
    """Return the rejection of a page that does not answer now."""
    return Rejection(
        source_uri=entry.source_uri,
        content_sha256=None,
        content_key=None,
        reason=RejectionReason.UNREACHABLE,
        detail=f"{entry.detail}; try again later",
    )
