"""`seeds/sources.toml`: the channels that `foretell ingest` reads, checked before anything runs.

A folder, a feed, a page or a sitemap, each with a name of its own. Where there is no such file
the workspace's `seeds/articles` is the one channel.
"""

import tomllib
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from pipeline.fetch.credentials import Credentials, Query
from pipeline.fetch.failures import FetchError
from pipeline.fetch.urls import Url, is_credential, parse
from pipeline.intervals import interval
from schemas import ChannelKind, SettingsError

FILE = "seeds/sources.toml"

CREDENTIAL_KINDS = ("bearer", "basic", "header", "query")

BY_HAND = "add"
"""The channel of what a person names on the command line; no source may be called so."""


def _interval(value: object) -> timedelta:
    """Return "15m", "1h" or "1d" as a span of time."""
    found = interval(value) if isinstance(value, str) else None
    if found is None:
        raise PydanticCustomError("interval", 'write a number and m, h or d, such as "1h"')
    return found


Every = Annotated[timedelta, BeforeValidator(_interval)]


class _Table(BaseModel):
    """A table of the file: closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Folder(_Table):
    """A folder of this machine, read with all below it."""

    kind: ClassVar[ChannelKind] = ChannelKind.FOLDER
    name: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,62}$")
    path: str = Field(min_length=1)
    every: Every | None = None

    @property
    def address(self) -> str:
        """What the channel is called by in the warehouse."""
        return self.path


class WebChannel(_Table):
    """What every channel of the web may say."""

    kind: ClassVar[ChannelKind]
    name: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,62}$")
    url: str = Field(min_length=1)
    every: Every = timedelta(hours=1)
    publisher: str | None = Field(default=None, min_length=1, max_length=200)
    ports: frozenset[Annotated[int, Field(ge=1, le=65535)]] = frozenset()
    pause_seconds: float = Field(default=1.0, ge=0, le=60)
    most_articles: int = Field(default=100, ge=1, le=10_000)
    credentials: Credentials | None = None

    @model_validator(mode="after")
    def _check_url(self) -> "WebChannel":
        """Make sure that the address can be asked, and holds nothing secret."""
        try:
            url = self.parsed
        except FetchError as error:
            raise PydanticCustomError("url", "url: {detail}", {"detail": error.detail}) from None
        query = url.target.partition("?")[2]
        names = {pair.partition("=")[0] for pair in query.split("&")}
        if self.key in names or any(map(is_credential, names)):
            raise PydanticCustomError(
                "url", "url: credentials belong into the environment; see `credentials`"
            )
        if self.credentials and url.scheme != "https":
            raise PydanticCustomError("url", "url: credentials are sent over https alone")
        return self

    @property
    def key(self) -> str | None:
        """The parameter of an address that carries the credentials; None where none does."""
        return self.credentials.name if isinstance(self.credentials, Query) else None

    @property
    def parsed(self) -> Url:
        """The address in its parts."""
        return parse(self.url, self.ports)

    @property
    def address(self) -> str:
        """What the channel is called by in the warehouse: no credentials."""
        return self.parsed.public


class Feed(WebChannel):
    """An RSS or Atom feed; its articles are fetched in full unless it holds them itself."""

    kind = ChannelKind.FEED
    full_articles: bool = True


class Page(WebChannel):
    """One page, whose changes are new versions of one article."""

    kind = ChannelKind.PAGE
    every: Every = timedelta(days=1)


class Sitemap(WebChannel):
    """A site's own list of its pages, or a list of such lists."""

    kind = ChannelKind.SITEMAP
    every: Every = timedelta(days=1)
    only: str = Field(default="", max_length=500)


class Network(_Table):
    """What holds for every request."""

    contact: str | None = Field(default=None, pattern=r"^[\x21-\x7e]{3,200}$")
    seconds: float = Field(default=60.0, ge=1, le=600)


Web = Feed | Page | Sitemap
AnyChannel = Folder | Feed | Page | Sitemap


class Listing(_Table):
    """All that the file says."""

    folder: tuple[Folder, ...] = ()
    feed: tuple[Feed, ...] = ()
    page: tuple[Page, ...] = ()
    sitemap: tuple[Sitemap, ...] = ()
    network: Network = Network()

    @model_validator(mode="after")
    def _check_names(self) -> "Listing":
        """Make sure that a name is of one channel alone."""
        seen: set[str] = {BY_HAND}
        for channel in self.channels():
            if channel.name in seen:
                raise PydanticCustomError(
                    "name", "the name {name} is taken; choose another", {"name": channel.name}
                )
            seen.add(channel.name)
        return self

    def channels(self) -> Iterator[AnyChannel]:
        """Yield every channel: folders, feeds, pages, sitemaps, each in order of the file."""
        yield from self.folder
        yield from self.web()

    def web(self) -> Iterator[Web]:
        """Yield every channel of the web."""
        yield from self.feed
        yield from self.page
        yield from self.sitemap

    def named(self, names: Iterable[str]) -> list[AnyChannel]:
        """Return the channels of these names, in order of the names.

        Raises:
            SettingsError: There is none of a name.
        """
        known = {channel.name: channel for channel in self.channels()}
        wanted = list(dict.fromkeys(names))
        if unknown := [name for name in wanted if name not in known]:
            raise SettingsError(
                f"{FILE} has no source {', '.join(unknown)}; it has {', '.join(known) or 'none'}"
            )
        return [known[name] for name in wanted]


DEFAULT = Listing(folder=(Folder(name="articles", path="seeds/articles"),))
"""What is read where there is no file."""


def load_listing(home: Path) -> Listing:
    """Return what the workspace's `seeds/sources.toml` says.

    Raises:
        SettingsError: It cannot be read, or says what cannot be; the message names the key and
            never its value, which may be a secret.
    """
    file = home / FILE
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8-sig"))
        return Listing.model_validate(table)
    except FileNotFoundError:
        return DEFAULT
    except ValidationError as error:
        wrong = "; ".join(_told(each, table) for each in error.errors(include_input=False))
        raise SettingsError(f"{FILE}: {wrong}; see docs/sources.md") from None
    except (OSError, ValueError, RecursionError) as error:
        raise SettingsError(f"{FILE}: not readable as TOML ({error}); correct it") from None


def _told(wrong: ErrorDetails, table: dict[str, Any]) -> str:
    """Return one complaint with the source and the key it is about."""
    place = [part for part in wrong["loc"] if part not in CREDENTIAL_KINDS]
    if len(place) >= 2 and isinstance(place[1], int):
        kind, number, key = place[0], place[1], place[2:]
        entry = table[str(kind)][number]
        name = entry.get("name") if isinstance(entry, dict) else None
        place = [f"[[{kind}]] {name or f'number {number + 1}'}", *key]
    return ": ".join([*map(str, place), _message(wrong)])


def _message(wrong: ErrorDetails) -> str:
    """Return what is wrong in words that help."""
    if wrong["type"] == "extra_forbidden":
        return "unknown key"
    if wrong["type"] == "missing":
        return "is missing"
    return wrong["msg"]
