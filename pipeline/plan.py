"""What a run is to read, before anything is asked or opened.

Files are found, addresses are told from paths, and the channels of `seeds/sources.toml` are
named. What is wrong with the words of a command is told here, before the model is loaded.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline import sources
from pipeline.fetch.listing import FILE, AnyChannel, Folder, Web, load_listing
from pipeline.settings import Settings
from pipeline.sources import Place
from schemas import Rejection, UsageError

SCHEMES = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is to read.

    Attributes:
        places: Files, found and not yet read.
        pages: Addresses that a person named; they may hold what is secret.
        folders: Folders with an interval of their own.
        web: Feeds, pages and sitemaps of `seeds/sources.toml`.
        is_asked: Whether the channels were named, and are read though none is due.
        is_whole: Whether this is all that the workspace reads.
    """

    places: tuple[Place | Rejection, ...] = ()
    pages: tuple[str, ...] = field(default=(), repr=False)
    folders: tuple[Folder, ...] = ()
    web: tuple[Web, ...] = ()
    is_asked: bool = False
    is_whole: bool = False


def make_plan(paths: Sequence[str], settings: Settings, named: Sequence[str] = ()) -> Plan:
    """Return what a run is to read.

    Args:
        paths: Files, folders, addresses, or "-"; none stands for `seeds/sources.toml`, and
            where there is no such file for the workspace's `seeds/articles`.
        settings: Whose workspace to look into.
        named: Channels of `seeds/sources.toml` to read now, and nothing else.

    Raises:
        UsageError: There is no article under `paths`, or both are given.
        SettingsError: `seeds/sources.toml` is wrong, or has no channel of a name.
    """
    if paths and named:
        raise UsageError("name paths, or a source with --source; not both")
    if paths:
        pages = tuple(path for path in paths if is_address(path))
        files = [path for path in paths if not is_address(path)]
        return Plan(tuple(sources.find(files, settings)) if files else (), pages)
    if not (settings.home / FILE).is_file() and not named:
        return Plan(tuple(sources.find((), settings)), is_whole=True)
    listing = load_listing(settings.home)
    channels = listing.named(named) if named else list(listing.channels())
    folders = [channel for channel in channels if isinstance(channel, Folder)]
    at_once = [folder for folder in folders if named or folder.every is None]
    return Plan(
        tuple(place for folder in at_once for place in in_folder(folder, settings)),
        folders=tuple(folder for folder in folders if folder not in at_once),
        web=tuple(channel for channel in channels if not isinstance(channel, Folder)),
        is_asked=bool(named),
        is_whole=not named,
    )


def in_folder(folder: Folder, settings: Settings) -> list[Place | Rejection]:
    """Return what stands in a folder of `seeds/sources.toml`; it may be empty for now."""
    try:
        return sources.find([settings.home / folder.path], settings)
    except UsageError:
        return []


def is_address(path: str) -> bool:
    """Tell whether a word of the command names a page of the web and no file."""
    return path.lower().startswith(SCHEMES)


def channels_of(plan: Plan) -> list[AnyChannel]:
    """Return the channels of a plan that are read when they are due."""
    return [*plan.folders, *plan.web]
