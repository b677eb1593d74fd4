"""Articles extracted again from the bytes they came from, whether these have changed or not.

Each article's rows stand until its new ones are committed, which take their place whole.
"""

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.collect import Collected, Input
from pipeline.engines.orders import Extractor
from pipeline.fetch.saved import FOLDER, SavedPages
from pipeline.fetch.visits import Visit, source_of
from pipeline.ingest import PLAIN, Listener, Steps, ingest, log
from pipeline.plan import Plan, is_address
from pipeline.readers.opening import BETWEEN
from pipeline.settings import Settings
from pipeline.sources import Place
from schemas import Run
from warehouse.stores import store_of

_OUTDATED = """
SELECT source_uri FROM sources JOIN runs USING (run_id)
WHERE sources.state <> 'parked' AND (extractor_version <> ? OR model_version <> ?)
ORDER BY source_uri
"""
_OF_ARTICLE = "SELECT source_uri FROM sources WHERE article_id = ? ORDER BY source_uri"
_ALL = "SELECT source_uri FROM sources WHERE state <> 'parked' ORDER BY source_uri"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be extracted again.

    Attributes:
        inputs: Files and fetched pages, to be read.
        names: The sources among them, as the warehouse names them.
        gone: Sources whose bytes are no longer there; their rows stay as they are.
        again: Whether they are read though they are known to be as they were.
    """

    inputs: tuple[Input, ...]
    names: tuple[str, ...]
    gone: tuple[str, ...]
    again: bool


def choose(
    settings: Settings, versions: tuple[str, str], *, article: str | None = None, all_: bool = False
) -> Chosen:
    """Return what is to be extracted again: by default what other versions have read.

    Args:
        settings: Whose workspace.
        versions: Extractor and model as they are now.
        article: Only the sources of this article: an article_id or the beginning of one, a
            source_uri, or a file's name.
        all_: Every source.

    Raises:
        WarehouseMissing: Nothing was published yet.
        UnknownName: There is no such article.
    """
    with store_of(settings).reader() as reader:
        if article is not None:
            found = reader.sql(_OF_ARTICLE, [reader.article(article).article.article_id])
        elif all_:
            found = reader.sql(_ALL)
        else:
            found = reader.sql(_OUTDATED, list(versions))
    names = [str(name) for (name,) in found.rows]
    files, gone = _files(names, settings)
    pages = list(_pages({name for name in gone if is_address(name)}, settings))
    read = {page.entry.source_uri for page in pages}
    return Chosen(
        inputs=(*files, *pages),
        names=tuple(name for name in names if name not in gone or name in read),
        gone=tuple(name for name in gone if name not in read),
        again=all_ or article is not None,
    )


def reextract(
    chosen: Chosen,
    settings: Settings,
    extractor: Extractor,
    *,
    command: str = "reextract",
    listener: Listener = log,
    steps: Steps = PLAIN,
) -> Run:
    """Extract what was chosen again, load it, publish, and return the run.

    Raises:
        WarehouseError: The warehouse is busy or cannot be written, or its rows are against a
            check; what was loaded stays.
    """

    def find(paths: Sequence[str], settings: Settings, named: Sequence[str]) -> Plan:  # noqa: ARG001
        return Plan()

    def fetch(plan: Plan, settings: Settings, extractor: Extractor) -> Collected:  # noqa: ARG001
        return Collected(chosen.inputs)

    return ingest(
        (),
        settings,
        extractor,
        command=command,
        listener=listener,
        steps=replace(steps, find=find, fetch=fetch),
        again=chosen.again,
    )


def _files(names: Sequence[str], settings: Settings) -> tuple[list[Place], list[str]]:
    """Return the files that hold these sources, each once, and the sources that no file holds."""
    places: dict[str, Place] = {}
    gone = []
    for name in names:
        place = None if is_address(name) else _file(name, settings)
        if place is None:
            gone.append(name)
        else:
            places.setdefault(place.source_uri, place)
    return list(places.values()), gone


def _file(name: str, settings: Settings) -> Place | None:
    """Return the file of a source: its own, else the one that it is a member of; None for none."""
    for part in (name, name.partition(BETWEEN)[0]):
        file = os.fspath(settings.home / part)
        if Path(file).is_file():
            return Place(part, file)
    return None


def _pages(names: Collection[str], settings: Settings) -> Iterator[Visit]:
    """Yield the pages of these addresses as they were fetched."""
    if not names:
        return
    saved = SavedPages(settings.home / FOLDER)
    # Of no version are all that were ever fetched.
    memory = store_of(settings).memory(wait_seconds=settings.wait_seconds)
    seen: set[str] = set()
    for entry in memory.outdated:
        uri = entry.source_uri
        if uri in names and uri not in seen and source_of(entry, saved):
            seen.add(uri)
            yield Visit(entry, is_new=True)
