"""What opens a source's door: named in `seeds/sources.toml`, kept in the environment alone.

A secret is sent to the origin it was given for (scheme, host and port), never to where a
redirect leads. It stands in no record, no message and no log line.
"""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from pipeline.fetch.failures import forbidden
from pipeline.fetch.urls import Url
from schemas import Record

Variable = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]{0,63}$")]
"""Name of a variable of the environment, in capitals; a secret itself would hardly pass."""


class Bearer(Record):
    """A token in the header Authorization."""

    kind: Literal["bearer"]
    token: Variable

    def variables(self) -> tuple[str, ...]:
        """Return the variables that must be set."""
        return (self.token,)

    def headers(self, environ: Mapping[str, str]) -> dict[str, str]:
        """Return what is sent."""
        return {"Authorization": f"Bearer {environ[self.token]}"}


class Basic(Record):
    """A user and a password."""

    kind: Literal["basic"]
    user: Variable
    password: Variable

    def variables(self) -> tuple[str, ...]:
        """Return the variables that must be set."""
        return (self.user, self.password)

    def headers(self, environ: Mapping[str, str]) -> dict[str, str]:
        """Return what is sent."""
        pair = f"{environ[self.user]}:{environ[self.password]}"
        return {"Authorization": f"Basic {b64encode(pair.encode()).decode()}"}


class Header(Record):
    """A key in a header of the site's own."""

    kind: Literal["header"]
    name: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9-]{0,63}$")
    value: Variable

    def variables(self) -> tuple[str, ...]:
        """Return the variables that must be set."""
        return (self.value,)

    def headers(self, environ: Mapping[str, str]) -> dict[str, str]:
        """Return what is sent."""
        return {self.name: environ[self.value]}


class Query(Record):
    """A key in the address."""

    kind: Literal["query"]
    name: str = Field(pattern=r"^[A-Za-z0-9_.-]{1,64}$")
    value: Variable

    def variables(self) -> tuple[str, ...]:
        """Return the variables that must be set."""
        return (self.value,)

    def headers(self, environ: Mapping[str, str]) -> dict[str, str]:
        """Return what is sent: no header."""
        del environ
        return {}


Credentials = Annotated[Bearer | Basic | Header | Query, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True)
class Secret:
    """Credentials with their values, for one origin; printing it shows none of them."""

    origin: tuple[str, str, int]
    headers: Mapping[str, str] = field(repr=False)
    query: tuple[str, str] | None = field(default=None, repr=False)

    def seal(self, url: Url) -> Url:
        """Return the address as it is sent: with the key in it, where it is of our origin."""
        return url.with_query(*self.query) if self.query and url.origin == self.origin else url

    def headers_for(self, url: Url) -> Mapping[str, str]:
        """Return the headers that an address gets: none beyond our origin."""
        return self.headers if url.origin == self.origin else {}


def missing(credentials: Credentials | None, environ: Mapping[str, str]) -> list[str]:
    """Return the variables that should be set and are not."""
    wanted = credentials.variables() if credentials else ()
    return [name for name in wanted if not environ.get(name, "").strip()]


def secret(credentials: Credentials | None, url: Url, environ: Mapping[str, str]) -> Secret | None:
    """Return the credentials' values for the origin of `url`; None where none are needed.

    Raises:
        FetchError: A variable is not set, or holds what cannot be sent.
    """
    if credentials is None:
        return None
    if absent := missing(credentials, environ):
        raise forbidden(f"no credentials: set {' and '.join(absent)} in the environment")
    values = {name: environ[name].strip() for name in credentials.variables()}
    for name, value in values.items():
        if not (value.isascii() and value.isprintable()):
            raise forbidden(f"the value of {name} has characters that cannot be sent; correct it")
    query = (
        (credentials.name, values[credentials.value]) if isinstance(credentials, Query) else None
    )
    return Secret(url.origin, credentials.headers(values), query)
