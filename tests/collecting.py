"""Runs over `seeds/sources.toml` against a site of our own, at any time of the day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from pipeline.collect import Collected, fetch
from pipeline.ingest import Steps, ingest
from pipeline.settings import Settings
from tests.fakes import FakeProcessor
from tests.fetch.site import Site
from warehouse.store import Store

TEXT = "text/plain; charset=utf-8"
NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)

ENTRIES = "SELECT entry_id, state FROM entries ORDER BY ALL"
URIS = "SELECT source_uri FROM articles ORDER BY ALL"


@dataclass
class Runs:
    """Runs ingestions in a workspace."""

    settings: Settings
    site: Site

    def __call__(
        self, *paths: str, at: datetime = NOON, version: str = "1", **options: object
    ) -> tuple[str, int, int, int, int]:
        """Run one by an extractor of a version; return its state and its counts."""
        options = {"steps": Steps(fetch=self.fetching(at)), **options}
        done = ingest(
            paths,
            self.settings,
            FakeProcessor(version),
            command="ingest",
            **options,  # type: ignore[arg-type]
        )
        return (
            done.state.value,
            done.articles_seen,
            done.articles_unchanged,
            done.articles_loaded,
            done.articles_rejected,
        )

    def fetching(self, at: datetime = NOON) -> Callable[..., Collected]:
        """Return the step that asks our own site, at a time."""
        return partial(fetch, fetcher=lambda _: self.site.fetcher(), now=lambda: at)


def rows(settings: Settings, query: str) -> list[tuple[object, ...]]:
    """Return what readers see."""
    with Store(settings.home).reader() as reader:
        return reader.sql(query).rows


def write(settings: Settings, site: Site) -> None:
    """Name the inbox and the feed at /feed in sources.toml."""
    (settings.home / "seeds" / "sources.toml").write_text(
        '[[folder]]\nname = "inbox"\npath = "seeds/articles"\n'
        f'[[feed]]\nname = "press"\nurl = "{site.url("/feed")}"\nports = [{site.port}]\n'
    )


def rss(site: Site, *names: str) -> str:
    """Return a feed of articles with these names."""
    items = "".join(
        f"<item><guid>{name}</guid><link>{site.url('/' + name)}</link></item>" for name in names
    )
    return f"<rss version='2.0'><channel>{items}</channel></rss>"
