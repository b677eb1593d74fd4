"""`foretell doctor`: is everything there that a run needs, and what to do where it is not."""

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Literal

import typer

from pipeline.cli.output import Format, FormatOption, counted, print_rows
from pipeline.cli.session import examples, settings_of

if TYPE_CHECKING:
    from pipeline.settings import Settings

EXAMPLES = examples(("foretell doctor", "one line a check; exit code 5 where one fails"))

CHECKS_FAILED = 5

PYTHONS = ((3, 11), (3, 14))

# Package: from this version on, up to but without that one.
# Source: pyproject.toml, which a test compares; the reasons are in docs/decisions.
PINS = {
    "duckdb": ("1.5.5", "1.5.6"),
    "fastapi": ("0.139", "0.155"),
    "prefect": ("3.8.8", "3.8.9"),
    "pydantic": ("2.12", "3"),
    "spacy": ("3.8.11", "3.9"),
    "sqlalchemy": ("2.0", "2.1"),
}

INSTALL = "run `make install`"

FREE_BYTES = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `fix` is empty where it is as it should be."""

    state: Literal["ok", "note", "FAIL"]
    name: str
    found: str
    fix: str = ""


def doctor(context: typer.Context, format: FormatOption = Format.TABLE) -> None:  # noqa: A002
    """Check the installation; tell each fix.

    Python, packages, model, reading net, workspace, warehouse, writer, disk, Prefect's server.
    """
    checks = list(check_all(settings_of(context)))
    rows = [(each.state, each.name, each.found, each.fix) for each in checks]
    print_rows(("state", "check", "found", "what to do"), rows, format)
    if any(each.state == "FAIL" for each in checks):
        raise typer.Exit(CHECKS_FAILED)


def check_all(settings: "Settings") -> Iterator[Check]:
    """Yield every check, the ones that others rest on first."""
    yield check_python()
    yield from map(check_package, PINS)
    checks: tuple[Callable[[Settings], Check], ...] = (
        check_model,
        check_net,
        check_articles,
        check_sources,
        check_warehouse,
        check_lock,
        check_disk,
    )
    yield from (check(settings) for check in checks)
    yield check_server()


def check_python() -> Check:
    """Tell whether this Python is one that is tested."""
    least, below = PYTHONS
    if least <= sys.version_info[:2] < below:
        return Check("ok", "python", platform.python_version())
    return Check("FAIL", "python", platform.python_version(), "use Python 3.11, 3.12 or 3.13")


def check_package(name: str) -> Check:
    """Tell whether a package is there in a version that works."""
    least, below = PINS[name]
    try:
        found = version(name)
    except PackageNotFoundError:
        return Check("FAIL", name, "not installed", INSTALL)
    if numbers(least) <= numbers(found) < numbers(below):
        return Check("ok", name, found)
    return Check("FAIL", name, found, f"{INSTALL}; it must be {least} or later, below {below}")


def numbers(text: str) -> tuple[int, ...]:
    """Return the leading numbers of a version: "0.139.2rc1" gives (0, 139)."""
    parts: list[int] = []
    for part in text.split("."):
        if not part.isdigit():
            break
        parts.append(int(part))
    return tuple(parts)


def check_model(settings: "Settings") -> Check:
    """Tell whether the language model is the one that was measured."""
    from pipeline import model_files
    from schemas import ModelError

    try:
        return Check("ok", "model", model_files.check_model(settings))
    except ModelError as error:
        return Check("FAIL", "model", str(error), INSTALL)


def check_net(settings: "Settings") -> Check:  # noqa: ARG001 - it is the repository's
    """Tell whether the reading net can be loaded."""
    from pipeline import encoder
    from pipeline.extract.heads import read_heads
    from schemas import ModelError

    try:
        found = len(read_heads(encoder.FOLDER).by_field)
        encoder.load_encoder(encoder.FOLDER)
    except (ImportError, ModelError) as error:
        return Check("FAIL", "reading net", str(error), f"{INSTALL}, and restore seeds/model")
    return Check("ok", "reading net", f"reads for {found} fields")


def check_articles(settings: "Settings") -> Check:
    """Tell whether there is anything to ingest."""
    from pipeline.sources import find
    from schemas import UsageError

    try:
        return Check("ok", "articles", f"{len(find([], settings))} in {settings.articles}")
    except UsageError:
        fix = "put .txt or .md files there, or name paths: foretell add PATH"
        return Check("note", "articles", f"none in {settings.articles}", fix)


def check_sources(settings: "Settings") -> Check:
    """Tell whether sources.toml is right, and the credentials that it names are there."""
    from pipeline.fetch.credentials import missing
    from pipeline.fetch.listing import load_listing
    from schemas import SettingsError

    try:
        listing = load_listing(settings.home)
    except SettingsError as error:
        return Check("FAIL", "sources", str(error), "correct the file")
    absent = [name for each in listing.web() for name in missing(each.credentials, os.environ)]
    found = counted(len(list(listing.channels())), "source")
    if absent:
        return Check("note", "sources", found, f"set {', '.join(absent)} in the environment")
    return Check("ok", "sources", f"{found}; foretell sources check asks them")


def check_warehouse(settings: "Settings") -> Check:
    """Tell whether the published warehouse opens, and what it holds."""
    from schemas import WarehouseError, WarehouseMissing
    from warehouse.stores import store_of

    store = store_of(settings)
    query = "SELECT article_count, figure_count, forecast_count FROM about"
    try:
        with store.reader() as reader:
            articles, figures, forecasts = reader.sql(query).rows[0]
    except WarehouseMissing:
        return Check("note", "warehouse", f"none yet at {store.published}", "foretell ingest")
    except WarehouseError as error:
        return Check("FAIL", "warehouse", str(error), f"delete {store.published}; foretell ingest")
    holds = (
        counted(articles, "article"),
        counted(figures, "figure"),
        counted(forecasts, "forecast"),
    )
    return Check("ok", "warehouse", f"{store.published}: {', '.join(holds)}")


def check_lock(settings: "Settings") -> Check:
    """Tell whether another process writes."""
    from warehouse.lock import holder
    from warehouse.stores import store_of

    lock = store_of(settings).working.with_name("writer.lock")
    held = holder(lock) if lock.parent.is_dir() else None
    if held is None:
        return Check("ok", "writer", "nobody writes")
    return Check("note", "writer", held, "wait until it has ended")


def check_disk(settings: "Settings") -> Check:
    """Tell whether there is room for a warehouse and its copy."""
    free = shutil.disk_usage(settings.home).free
    found = f"{free / 1e9:,.1f} GB free"
    if free >= FREE_BYTES:
        return Check("ok", "disk", found)
    return Check("FAIL", "disk", found, "make room: a run needs twice the warehouse's size")


def check_server() -> Check:
    """Tell whether a Prefect server answers; runs do without, schedules do not."""
    from pipeline.cli.server import answers, server_url

    url = server_url()
    if answers(url):
        return Check("ok", "prefect server", url)
    fix = "none needed for `add`; `foretell serve` starts one"
    return Check("note", "prefect server", f"none at {url}", fix)
