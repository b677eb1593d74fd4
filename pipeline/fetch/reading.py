"""One channel read: its list asked for, its new articles fetched, and how each of them stands.

Nothing here is remembered: what is to be remembered is returned, and enters the warehouse in
the transaction that loads the articles. So a run that is killed has seen nothing, and the next
one fetches the same again.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from pipeline.fetch.asking import Answer, Ask
from pipeline.fetch.credentials import secret
from pipeline.fetch.failures import FetchError
from pipeline.fetch.feeds import read_feed
from pipeline.fetch.listing import AnyChannel, Feed, Page, Sitemap, Web
from pipeline.fetch.retrying import wait
from pipeline.fetch.sitemaps import read_sitemap
from pipeline.fetch.urls import Url, joined
from pipeline.fetch.visits import Manner, Visit, Visitor
from pipeline.fetch.wanted import (
    Wanted,
    is_due,
    newest,
    of_feed,
    of_sitemap,
    of_waiting,
    sidecar,
)
from pipeline.readers.guard import Guard
from schemas import Channel, ChannelState, Entry, EntryState, RejectionReason, Validators

if TYPE_CHECKING:
    from pipeline.fetch.fetcher import Fetcher

LOG = logging.getLogger(__name__)

MOST_SITEMAPS = 20
"""Of a list of sitemaps those that changed last are read."""

MOST_LIST_BYTES = 50_000_000
"""No packed sitemap becomes more. Source: sitemaps.org, protocol 0.9."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a channel: how it stands now, and its articles that were asked for."""

    channel: Channel
    visits: tuple[Visit, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """What a channel's list says.

    Attributes:
        wanted: The articles that it names; none where it says that nothing is new.
        validators: What to ask it by next time.
        detail: What of it could not be read; None where all could.
    """

    wanted: Sequence[Wanted]
    validators: Validators
    detail: str | None = None


class ChannelReader:
    """Reads channels, one after another, in one run."""

    def __init__(self, visitor: Visitor, environ: Mapping[str, str], guard: Guard) -> None:
        self._visitor = visitor
        self._environ = environ
        self._guard = guard

    @property
    def fetcher(self) -> "Fetcher":
        """What it asks with."""
        return self._visitor.fetcher

    def read(self, channel: Web, last: Channel | None, entries: Mapping[str, Entry]) -> Reading:
        """Return what came of a channel; never raises for a bad one.

        Args:
            channel: What `seeds/sources.toml` says.
            last: How it stood after its last reading; None where it was never read.
            entries: How the articles stand that it named, by their id.
        """
        try:
            manner = self.manner(channel)
            if isinstance(channel, Page):
                return self._read_page(channel, manner, last, entries)
            contents = self.contents(channel, manner, last)
        except FetchError as error:
            LOG.warning("source %s: %s", channel.name, error.detail)
            return Reading(self._failed(channel, last, error))
        due = self.due(contents, entries)
        chosen = due[: channel.most_articles]
        visits = tuple(self._visit(wanted, manner, entries) for wanted in chosen)
        is_whole = len(chosen) == len(due) and all(visit.is_settled for visit in visits)
        # Asked by these next time the server may say that nothing is new; so they are only
        # remembered when nothing of this list is left to do.
        validators = contents.validators if is_whole else Validators()
        return Reading(self._stands(channel, validators, contents.detail), visits)

    def contents(self, channel: Feed | Sitemap, manner: Manner, last: Channel | None) -> Contents:
        """Return what a channel's list says, asked for as it was left last time.

        Raises:
            FetchError: It cannot be had, or is no list.
        """
        asked = known_validators(channel, last)
        answer = self._get(channel.parsed, manner, asked)
        if answer.content is None:
            return Contents((), asked)
        if isinstance(channel, Sitemap):
            return self._sitemap(channel, manner, answer)
        entries = read_feed(answer.content, self._guard, answer.charset)
        return Contents(of_feed(channel, entries), answer.validators)

    def due(self, contents: Contents, entries: Mapping[str, Entry]) -> list[Wanted]:
        """Return the articles that are to be fetched now."""
        wanted = [*contents.wanted, *of_waiting(entries, contents.wanted)]
        now = self._visitor.now()
        return [each for each in wanted if is_due(each, entries.get(each.entry_id), now)]

    def manner(self, channel: Web) -> Manner:
        """Return how a channel's articles are asked for."""
        opened = secret(channel.credentials, channel.parsed, self._environ)
        return Manner(channel.name, channel.ports, opened, channel.pause_seconds)

    def _get(self, url: Url, manner: Manner, validators: Validators | None = None) -> Answer:
        """Return what a list's address answers."""
        ask = Ask(url, manner.ports, manner.secret, validators or Validators(), manner.delay)
        return self._visitor.fetcher.get(ask)

    def _sitemap(self, channel: Sitemap, manner: Manner, answer: Answer) -> Contents:
        """Return the pages of a sitemap and of the sitemaps that it names."""
        named = read_sitemap(answer.content or b"", MOST_LIST_BYTES)
        failed: list[str] = []
        for inner in newest(each for each in named if each.is_sitemap)[:MOST_SITEMAPS]:
            try:
                url = joined(channel.parsed, inner.address, channel.ports)
                named += read_sitemap(self._get(url, manner).content or b"", MOST_LIST_BYTES)
            except FetchError as error:
                failed.append(error.detail)
        if not failed:
            return Contents(of_sitemap(channel, named), answer.validators)
        detail = f"{len(failed)} of the sitemaps that it names were not read: {failed[0]}"
        return Contents(of_sitemap(channel, named), Validators(), detail)

    def _read_page(
        self, page: Page, manner: Manner, last: Channel | None, entries: Mapping[str, Entry]
    ) -> Reading:
        """Return what came of a channel that is one article itself."""
        told = sidecar(source_uri=page.address, publisher=page.publisher)
        visit = self._visit(Wanted(page.address, page.url, told=told), manner, entries)
        if visit.entry.state is EntryState.READ:
            return Reading(self._stands(page, Validators()), (visit,))
        error = FetchError(
            visit.rejection.reason if visit.rejection else RejectionReason.UNREACHABLE,
            visit.entry.detail or "",
            passing=visit.rejection is None,
        )
        failed = self._failed(page, last, error)
        next_at = visit.entry.next_at or failed.next_at  # as the server asks, where it does
        return Reading(failed.model_copy(update={"next_at": next_at}), (visit,))

    def _visit(self, wanted: Wanted, manner: Manner, entries: Mapping[str, Entry]) -> Visit:
        """Return how one article stands after it was asked for."""
        visit = self._visitor.visit(wanted, manner, entries.get(wanted.entry_id))
        if visit.entry.detail:
            LOG.warning("%s: %s", visit.entry.source_uri, visit.entry.detail)
        return visit

    def _stands(self, channel: Web, validators: Validators, detail: str | None = None) -> Channel:
        """Return how a channel stands that could be read."""
        now = self._visitor.now()
        return Channel(
            channel=channel.name,
            kind=channel.kind,
            address=channel.address,
            state=ChannelState.OK,
            detail=detail,
            signature=signature(channel),
            checked_at=now,
            next_at=now + channel.every,
            **validators.model_dump(),
        )

    def _failed(self, channel: Web, last: Channel | None, error: FetchError) -> Channel:
        """Return how a channel stands that could not be read; what it was asked by stays."""
        failures = last.failures + 1 if last else 1
        update = {
            "state": ChannelState.FAILED,
            "detail": error.detail,
            "failures": failures,
            "next_at": self._visitor.now() + wait(failures, error),
        }
        stands = self._stands(channel, known_validators(channel, last))
        return stands.model_copy(update=update)


def known_validators(channel: AnyChannel, last: Channel | None) -> Validators:
    """Return what to ask a list by; nothing where `seeds/sources.toml` was changed since."""
    if last is None or last.signature != signature(channel):
        return Validators()
    return Validators(etag=last.etag, last_modified=last.last_modified)


def signature(channel: AnyChannel) -> str:
    """Return a hash of all that `seeds/sources.toml` says of a channel."""
    return sha256(channel.model_dump_json().encode()).hexdigest()[:16]
