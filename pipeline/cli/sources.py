"""`foretell sources`: what seeds/sources.toml names, how it stands, and whether it answers."""

import os
from contextlib import closing
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.output import Format, FormatOption, counted, print_rows
from pipeline.cli.session import examples, say, settings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from pipeline.collect import Collector
    from pipeline.fetch.checking import Finding
    from pipeline.fetch.listing import AnyChannel, Folder, Web
    from pipeline.fetch.reading import ChannelReader
    from schemas import Channel

EXAMPLES = examples(
    ("foretell sources", "each source: how it stands, when it is read next"),
    ("foretell sources check", "ask each of them: does it answer, what would be fetched"),
    ("foretell sources check inbox", "one of them"),
    ("foretell sources list -f json", "for programs"),
)

CHECKS_FAILED = 5

LISTED = (
    "source kind address every state read waiting refused last_read next_due credentials detail"
).split()
CHECKED = "state source kind address credentials robots would_fetch next_due what_to_do".split()


class Action(StrEnum):
    """What to do with the sources."""

    LIST = "list"
    CHECK = "check"


def sources(
    context: typer.Context,
    action: Annotated[Action, typer.Argument(help="list, or check.")] = Action.LIST,
    names: Annotated[list[str] | None, typer.Argument(help="Some of the sources.")] = None,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """List or check what is read by itself.

    The sources are folders, feeds, pages and sitemaps of seeds/sources.toml. `list` asks no
    site. `check` asks each, fetches no article and stores nothing; it ends in exit code 5 where
    one fails.
    """
    from pipeline.collect import Collector
    from pipeline.fetch.listing import load_listing
    from warehouse.stores import store_of

    settings = settings_of(context)
    listing = load_listing(settings.home)
    channels = listing.named(names) if names else list(listing.channels())
    memory = store_of(settings).memory([each.name for each in channels])
    collector = Collector(settings, memory)
    if action is Action.LIST:
        rows = [_listed(each, collector) for each in channels]
        print_rows(LISTED, rows, format)
    else:
        _check(channels, collector, format)


def _listed(channel: "AnyChannel", collector: "Collector") -> "Sequence[object]":
    """Return how a source stands, as far as earlier runs know."""
    from pipeline.fetch.checking import has_credentials
    from pipeline.fetch.listing import Folder
    from schemas import EntryState

    last = collector.memory.channels.get(channel.name)
    entries = collector.entries(channel.name).values()
    states = [sum(entry.state is state for entry in entries) for state in EntryState]
    is_folder = isinstance(channel, Folder)
    return (
        channel.name,
        channel.kind.value,
        channel.address,
        _span(channel),
        last.state.value if last else "never read",
        *(states if not is_folder else (None, None, None)),
        _moment(last.checked_at) if last else None,
        _due(channel, collector),
        has_credentials(channel, os.environ) if not isinstance(channel, Folder) else None,
        last.detail if last else None,
    )


def _check(
    channels: "Sequence[AnyChannel]",
    collector: "Collector",
    format: Format,  # noqa: A002
) -> None:
    """Ask every source, tell what was found, and leave with 5 where one fails."""
    rows = list(_checked(channels, collector))
    print_rows(CHECKED, rows, format)
    if failed := sum(row[0] == "FAIL" for row in rows):
        say(f"{counted(failed, 'source')} of {len(rows)} cannot be read")
        raise typer.Exit(CHECKS_FAILED)


def _checked(
    channels: "Sequence[AnyChannel]", collector: "Collector"
) -> "Iterator[Sequence[object]]":
    """Yield a row for each source, asked one after another."""
    from pipeline.fetch.listing import Folder
    from pipeline.readers.guard import Guard

    with closing(Guard()) as guard:
        reader = collector.reader(guard)
        for channel in channels:
            if isinstance(channel, Folder):
                yield _checked_folder(channel, collector)
            else:
                yield _checked_web(channel, reader, collector)


def _checked_folder(folder: "Folder", collector: "Collector") -> "Sequence[object]":
    """Return what a look into a folder finds."""
    from pipeline.plan import in_folder

    path = collector.settings.home / folder.path
    is_there = path.is_dir()
    return (
        "ok" if is_there else "FAIL",
        folder.name,
        folder.kind.value,
        folder.address,
        "not needed",
        None,
        f"{counted(len(in_folder(folder, collector.settings)), 'file')} to look at",
        _due(folder, collector),
        None if is_there else f"make the folder {path}, or correct its path",
    )


def _checked_web(
    channel: "Web", reader: "ChannelReader", collector: "Collector"
) -> "Sequence[object]":
    """Return what a look at a feed, a page or a sitemap finds."""
    from pipeline.fetch.checking import look

    say(f"asking {channel.name}: {channel.address}")
    finding = look(channel, reader, collector.entries(channel.name), os.environ)
    return (
        "ok" if finding.named is not None else "FAIL",
        channel.name,
        channel.kind.value,
        channel.address,
        finding.credentials,
        finding.robots,
        _would_fetch(finding),
        _due(channel, collector),
        finding.problem,
    )


def _would_fetch(finding: "Finding") -> str | None:
    """Return what the next reading would fetch, in words: "2 of 30, first https://…"."""
    if finding.named is None:
        return None
    first = f", first {finding.due[0]}" if finding.due else ""
    return f"{len(finding.due)} of {finding.named}{first}"


def _span(channel: "AnyChannel") -> str:
    """Return how often a source is read, as sources.toml has it."""
    if channel.every is None:
        return "each run"
    minutes = int(channel.every.total_seconds()) // 60
    for unit, length in (("d", 1440), ("h", 60)):
        if minutes % length == 0:
            return f"{minutes // length}{unit}"
    return f"{minutes}m"


def _due(channel: "AnyChannel", collector: "Collector") -> str:
    """Return when a source is read next: "now", or a time."""
    last: Channel | None = collector.memory.channels.get(channel.name)
    return "now" if last is None or collector.is_due(channel) else _moment(last.next_at)


def _moment(time: "datetime") -> str:
    """Return a time to the minute: "2026-01-31 12:00 UTC"."""
    return f"{time:%Y-%m-%d %H:%M} UTC"
