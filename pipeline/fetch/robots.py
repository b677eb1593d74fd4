"""What a site lets programs read: its robots.txt, asked for once a run."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.fetch.failures import FetchError, forbidden
from schemas import RejectionReason

if TYPE_CHECKING:
    from collections.abc import Callable

    from protego import Protego

    from pipeline.fetch.urls import Url

PRODUCT = "Foretell"
"""The name under which robots.txt may speak to us."""

MOST_BYTES = 512_000
"""What stands after this in a robots.txt does not count. Source: RFC 9309, section 2.5."""

LONGEST_DELAY = 60.0
"""Seconds between two requests that a site may ask for; above, its pages would never be done."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site's robots.txt says to us; `parsed` is None where it has none."""

    parsed: "Protego | None"

    def check(self, url: "Url") -> None:
        """Make sure that the page may be read.

        Raises:
            FetchError: robots.txt forbids it.
        """
        if self.parsed and not self.parsed.can_fetch(url.full, PRODUCT):
            raise forbidden(f"{url.host}: its robots.txt asks programs not to read this page")

    @property
    def delay(self) -> float:
        """Seconds between two requests that the site asks for."""
        told = self.parsed.crawl_delay(PRODUCT) if self.parsed else None
        return min(max(told or 0.0, 0.0), LONGEST_DELAY)


def read_rules(content: bytes) -> Rules:
    """Return what a robots.txt says."""
    from protego import Protego

    return Rules(Protego.parse(content[:MOST_BYTES].decode("utf-8", "replace")))


class Robots:
    """The rules of every site met in a run, each asked for once."""

    def __init__(self, get: "Callable[[Url], bytes]") -> None:
        self._get = get
        self._known: dict[tuple[str, str, int], Rules | FetchError] = {}

    def rules(self, url: "Url") -> Rules:
        """Return the rules of the site that a page is of.

        Raises:
            FetchError: The site does not say now whether it has any, so nothing of it is read.
        """
        if url.origin not in self._known:
            self._known[url.origin] = self._ask(url)
        found = self._known[url.origin]
        if isinstance(found, FetchError):
            raise found
        return found

    def _ask(self, url: "Url") -> "Rules | FetchError":
        """Return a site's rules; one without robots.txt has none. Source: RFC 9309, 2.3.1."""
        try:
            return read_rules(self._get(replace(url, target="/robots.txt")))
        except FetchError as error:
            if error.passing:
                return FetchError(
                    error.reason,
                    f"robots.txt: {error.detail}",
                    passing=True,
                    retry_after=error.retry_after,
                    is_spent=True,
                )
            if error.reason is RejectionReason.TOO_LARGE:
                return forbidden(f"{url.host}: its robots.txt is too large to be read")
            return Rules(None)
