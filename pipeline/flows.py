"""The run of `pipeline.ingest` as a Prefect flow: watched, retried, scheduled, reported.

Parameters are stored by Prefect in clear, so they hold paths and nothing secret. The truth
about a run is its row in the warehouse: Prefect shows a killed run as running for ever.
"""

from collections.abc import Sequence

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from pipeline import collect, ingest
from pipeline.engines.orders import Extractor
from pipeline.ingest import Steps
from pipeline.plan import make_plan
from pipeline.process import load_processor
from pipeline.settings import Settings, load_settings
from schemas import ForetellError, Run, RunState
from warehouse.reader import Table
from warehouse.store import Store

ARTIFACT = "ingest-summary"
"""Key under which Prefect keeps the report of each run."""

REJECTED = "SELECT source_uri, reason, detail FROM rejections ORDER BY source_uri LIMIT ?"

FAILED = "SELECT channel, detail, next_at FROM channels WHERE state = 'failed' ORDER BY channel"

MOST_REJECTIONS = 50
"""No report lists more rejected inputs than this; the warehouse has them all."""

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
    try:
        settings = load_settings(home=home)
        extractor = load_processor(settings)
        run = run_steps(paths or [], settings, extractor, command, sources or [])
    except ForetellError as error:
        # Told in one line by the state; raised on, it would be a page of traceback.
        return Failed(message=str(error), data=error)
    create_markdown_artifact(report(run, settings), key=ARTIFACT, description=run.run_id)
    partial = run.state is RunState.PARTIAL
    return Completed(name="Partial" if partial else None, message=summary(run), data=run)


def run_steps(
    paths: Sequence[str],
    settings: Settings,
    extractor: Extractor,
    command: str,
    named: Sequence[str],
) -> Run:
    """Run the ingestion with each of its steps as a task."""
    return ingest.ingest(paths, settings, extractor, command=command, named=named, steps=TASKS)


def summary(run: Run) -> str:
    """Return one line on what came of a run."""
    return (
        f"{run.articles_loaded} loaded, {run.articles_unchanged} unchanged, "
        f"{run.articles_rejected} rejected of {run.articles_seen}"
    )


def report(run: Run, settings: Settings) -> str:
    """Return the Markdown page of a run: its counts, what was rejected, and which sources fail."""
    rows = [(name, value) for name, value in run.model_dump(mode="json").items()]
    counts = _table(("field", "value"), rows)
    with Store(settings.home).reader() as reader:
        rejected = _listed(reader.sql(REJECTED, [MOST_REJECTIONS]))
        failed = _listed(reader.sql(FAILED))
    parts = (f"# {summary(run)}", counts, "## Rejected inputs", rejected)
    return "\n\n".join((*parts, "## Sources that fail", failed)) + "\n"


def _listed(answer: Table) -> str:
    """Return an answer as a Markdown table; a word where it has no rows."""
    return _table(answer.columns, answer.rows) if answer.rows else "None."


def _table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return rows as a Markdown table; what would break a cell is escaped."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(value: object) -> str:
    """Return a value as one cell of a Markdown table."""
    text = "" if value is None else str(value)
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())
