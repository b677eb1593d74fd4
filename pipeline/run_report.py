"""The page of one run in Markdown: what came, what each stage did, what failed, what is doubtful.

Prefect keeps it with the run.
"""

from collections.abc import Sequence

from pipeline.settings import Settings
from schemas import Run
from warehouse.reader import Table
from warehouse.stores import store_of

MOST = 50
"""No table of the page has more rows; the warehouse has them all."""

DOUBTFUL = 0.5
"""Records of less confidence are named."""

_CAME = """
SELECT article_id, source_uri, title, published_on, figure_count AS figures,
    forecast_count AS forecasts
FROM articles WHERE run_id = ? ORDER BY source_uri LIMIT ?
"""
_STAGES = """
SELECT stage, articles, words, seconds, rejects, words_per_second
FROM run_stages WHERE run_id = ? ORDER BY ordinal
"""
_REJECTED = "SELECT source_uri, reason, detail FROM rejections ORDER BY source_uri LIMIT ?"
_FAILED = """
SELECT channel, detail, next_at FROM channels WHERE state = 'failed' ORDER BY channel LIMIT ?
"""
_DOUBTFUL = """
SELECT confidence, quote, metric, "value", unit, period, status, article_id, char_start
FROM figures WHERE run_id = ? AND confidence < ?
ORDER BY confidence, article_id, char_start LIMIT ?
"""
_REVISED = """
SELECT forecaster, metric, company, target_period, old_value, new_value, unit, change_percent
FROM forecast_revisions WHERE new_run_id = ?
ORDER BY abs(change_percent) DESC, forecaster LIMIT ?
"""


def summary(run: Run) -> str:
    """Return one line on what came of a run."""
    return (
        f"{run.articles_loaded} loaded, {run.articles_unchanged} unchanged, "
        f"{run.articles_rejected} rejected of {run.articles_seen}"
    )


def report(run: Run, settings: Settings) -> str:
    """Return the page of a run, as readers see what it has loaded."""
    counts = _table(("field", "value"), list(run.model_dump(mode="json").items()))
    with store_of(settings).reader() as reader:
        parts = [
            ("Articles that came", reader.sql(_CAME, [run.run_id, MOST])),
            ("Stages", reader.sql(_STAGES, [run.run_id])),
            ("Rejected inputs", reader.sql(_REJECTED, [MOST])),
            ("Sources that fail", reader.sql(_FAILED, [MOST])),
            ("Doubtful figures", reader.sql(_DOUBTFUL, [run.run_id, DOUBTFUL, MOST])),
            ("Forecasts revised", reader.sql(_REVISED, [run.run_id, MOST])),
        ]
    told = [f"## {title}\n\n{_listed(answer)}" for title, answer in parts]
    return "\n\n".join((f"# {summary(run)}", counts, *told)) + "\n"


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
