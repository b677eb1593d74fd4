"""One look at a channel: does it answer, may it be read, and what would be fetched."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.fetch.asking import Ask
from pipeline.fetch.credentials import missing
from pipeline.fetch.failures import FetchError
from pipeline.fetch.listing import Page, Web
from pipeline.fetch.reading import ChannelReader
from pipeline.fetch.urls import Url, parse
from schemas import Entry


@dataclass(frozen=True, slots=True)
class Finding:
    """What a look at a channel found.

    Attributes:
        credentials: not needed, set, or missing with the variables' names.
        robots: What robots.txt says of its address: allowed, forbidden, or unknown.
        named: Articles that its list names; None where it could not be read.
        due: Addresses without credentials that the next reading would fetch, in its order.
        problem: What is wrong, and what to do; None where nothing is.
    """

    credentials: str
    robots: str = "unknown"
    named: int | None = None
    due: tuple[str, ...] = ()
    problem: str | None = None


def look(
    channel: Web,
    reader: ChannelReader,
    entries: Mapping[str, Entry],
    environ: Mapping[str, str],
) -> Finding:
    """Return what one look at a channel finds; nothing is stored, and no article is fetched."""
    credentials = has_credentials(channel, environ)
    robots = "unknown"
    try:
        manner = reader.manner(channel)
        robots = _robots(reader, channel.parsed)
        if isinstance(channel, Page):
            reader.fetcher.get(Ask(channel.parsed, manner.ports, manner.secret))
            return Finding(credentials, robots, 1, (channel.address,))
        contents = reader.contents(channel, manner, None)
    except FetchError as error:
        return Finding(credentials, robots, problem=error.detail)
    due = reader.due(contents, entries)[: channel.most_articles]
    shown = tuple(_shown(wanted.address, channel) for wanted in due)
    return Finding(credentials, robots, len(contents.wanted), shown, contents.detail)


def has_credentials(channel: Web, environ: Mapping[str, str]) -> str:
    """Tell whether a channel's credentials are there: "not needed", "set", "missing: NAME"."""
    if channel.credentials is None:
        return "not needed"
    absent = missing(channel.credentials, environ)
    return f"missing: {', '.join(absent)}" if absent else "set"


def _robots(reader: ChannelReader, url: Url) -> str:
    """Tell what a site's robots.txt says of an address.

    Raises:
        FetchError: The site does not say now.
    """
    rules = reader.fetcher.robots.rules(url)
    try:
        rules.check(url)
    except FetchError:
        return "forbidden"
    return "allowed"


def _shown(address: str, channel: Web) -> str:
    """Return an article's address without credentials; what is held by the list has none."""
    try:
        return parse(address, channel.ports).public if address else "(in the list itself)"
    except FetchError as error:
        return f"(refused: {error.detail})"
