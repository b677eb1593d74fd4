"""What is asked of the web, and what comes: the records on both sides of the fetcher."""

from dataclasses import dataclass, field

from pipeline.fetch.credentials import Secret
from pipeline.fetch.urls import Url
from schemas import Validators


@dataclass(frozen=True, slots=True)
class Ask:
    """A page to fetch.

    Attributes:
        ports: Ports beside 80 and 443 that it and its redirects may name.
        secret: The credentials of its source.
        validators: What it came with last time; then it may answer that nothing is new.
        delay: Least seconds between two requests to its host.
    """

    url: Url
    ports: frozenset[int] = frozenset()
    secret: Secret | None = None
    validators: Validators = field(default_factory=Validators)
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came; `content` is None where nothing is new.

    Attributes:
        media_type: What the server says it is, in small letters and without parameters.
        charset: The encoding that the server says; None where it says none.
    """

    content: bytes | None
    media_type: str
    charset: str | None
    validators: Validators


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one answer may take: bytes, and seconds with all its redirects."""

    max_bytes: int = 20_000_000
    seconds: float = 60.0
