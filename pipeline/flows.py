"""Runs as Prefect flows: watched, retried, scheduled, reported, and told of where they fail.

Parameters are stored by Prefect in clear, so they hold paths and nothing secret. The truth
about a run is its row in the warehouse: Prefect shows a killed run as running for ever.
"""

import logging
from collections.abc import Callable
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from pipeline import collect, ingest
from pipeline.ingest import Steps
from pipeline.journal import followed
from pipeline.notifying import tell_of, telling_failures
from pipeline.plan import make_plan
from pipeline.run_report import report, summary
from pipeline.settings import Settings, load_settings
from pipeline.standby import Standby
from schemas import ForetellError, Run, RunState

ARTIFACT = "ingest-summary"
"""Key under which Prefect keeps the report of each run."""

# Steps hand each other open files and rows under way: nothing to cache or to keep. Loading and
# publishing change all or nothing, so they may be tried again.
TASKS = Steps(
    find=task(name="discover", cache_policy=NO_CACHE)(make_plan),
    fetch=task(name="fetch", cache_policy=NO_CACHE)(collect.fetch),
    extract=task(name="extract", cache_policy=NO_CACHE)(ingest.extract),
    load=task(name="load", cache_policy=NO_CACHE, retries=2, retry_delay_seconds=2)(ingest.load),
    publish=task(name="publish", cache_policy=NO_CACHE)(ingest.publish),
)


@flow(name="ingest", persist_result=False)
def ingest_articles(
    paths: list[str] | None = None,
    home: str | None = None,
    command: str = "ingest",
    sources: list[str] | None = None,
) -> State[Run]:
    """Load every article that is new or changed, publish, and report.

    Args:
        paths: Files and folders; none stands for `seeds/sources.toml`, each source when it is
            due, and without that file for the workspace's `seeds/articles`.
        home: The workspace; null for FORETELL_HOME's or the nearest.
        command: What the run is entered as: ingest, or serve where a schedule starts it.
        sources: Names of sources to read now, and nothing else.
    """

    def work(settings: Settings) -> State[Run]:
        extractor = Standby(settings)
        with followed(settings.home, TASKS) as steps:
            run = ingest.ingest(
                paths or [],
                settings,
                extractor,
                command=command,
                named=sources or [],
                steps=steps,
            )
        return _ended(run, settings)

    return _guarded(command, home, work)


@flow(name="reextract", persist_result=False)
def reextract_articles(home: str | None = None, command: str = "reextract") -> State[Run]:
    """Extract again what another version of Foretell, its model or its word tables has read.

    Args:
        home: The workspace; null for FORETELL_HOME's or the nearest.
        command: What the run is entered as.
    """

    def work(settings: Settings) -> State[Run]:
        from pipeline.reextract import choose, reextract

        extractor = Standby(settings)
        chosen = choose(settings, (extractor.extractor_version, extractor.model_version))
        if not chosen.inputs:
            return Completed(message="nothing to extract again")
        with followed(settings.home, TASKS) as steps:
            run = reextract(chosen, settings, extractor, command=command, steps=steps)
        return _ended(run, settings)

    return _guarded(command, home, work)


@flow(name="backup", persist_result=False)
def back_up_warehouse(home: str | None = None, keep: int = 14) -> State[str]:
    """Copy the warehouse into `warehouse/backups`, and take away the oldest copies there.

    Args:
        home: The workspace; null for FORETELL_HOME's or the nearest.
        keep: How many backups are kept, at least 1; those of another place or name all are.
    """

    def work(settings: Settings) -> State[str]:
        from warehouse.backup import back_up
        from warehouse.retention import forget_old
        from warehouse.stores import store_of

        store = store_of(settings)
        made = back_up(store, wait_seconds=settings.wait_seconds)
        gone = forget_old(store, max(keep, 1))
        told = f"{made.file.name}: {made.articles:,} articles, {made.size / 1e6:,.1f} MB"
        return Completed(message=f"{told}; {len(gone)} older ones taken away", data=str(made.file))

    return _guarded("backup", home, work)


@flow(name="maintain", persist_result=False)
def maintain_warehouse(home: str | None = None, keep_days: int = 30) -> State[str]:
    """Merge the small files of a lake and let old states go; a single file needs no such thing.

    Args:
        home: The workspace; null for FORETELL_HOME's or the nearest.
        keep_days: How long states are kept for `foretell diff`.
    """

    def work(settings: Settings) -> State[str]:
        if settings.warehouse.kind != "ducklake":
            return Completed(message="one file, which needs no maintenance")
        from warehouse.lake.address import address_of
        from warehouse.lake.maintenance import maintain

        done = maintain(address_of(settings), kept_days=keep_days)
        told = f"{done.files_before:,} files made {done.files_after:,}"
        return Completed(message=f"{told}; {done.states_expired:,} states let go", data=told)

    return _guarded("maintain", home, work)


def _guarded(command: str, home: str | None, work: Callable[[Settings], State[Any]]) -> State[Any]:
    """Return the state that the work ends in; an expected error is told in one line by it."""
    try:
        settings = load_settings(home=home)
        # Prefect keeps the lines with the run, whoever has started it.
        logging.getLogger("pipeline").setLevel(settings.log_level)
        with telling_failures(command, settings):
            return work(settings)
    except ForetellError as error:
        # Raised on, it would be a page of traceback.
        return Failed(message=str(error), data=error)


def _ended(run: Run, settings: Settings) -> State[Run]:
    """Return the state of a run, having kept its report and told of what it brought."""
    create_markdown_artifact(report(run, settings), key=ARTIFACT, description=run.run_id)
    tell_of(run, settings)
    partial = run.state is RunState.PARTIAL
    return Completed(name="Partial" if partial else None, message=summary(run), data=run)
