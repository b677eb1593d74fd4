"""Extractions and rejections to Parquet: what a worker writes and the loader reads.

A stage is a folder with one Parquet file a table and `inputs.parquet`, one row an input.
What cannot be stored as it stands becomes a rejection here, so that loading never fails
on one article.
"""

import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pipeline.failpoints import failpoint
from schemas import ArticleFacts, Extraction, Rejection, RejectionReason, WarehouseError
from warehouse.columns import column, columns_of
from warehouse.rows import TABLES, Row, rows_of

INPUTS = (
    *columns_of(Rejection, without={"reason", "detail"}),
    column("state", str, "loaded, rejected or parked."),
    column("article_id", str | None, "The article it holds; null where it was rejected."),
    column("reason", str | None, "Why it was rejected; null where it was loaded."),
    column("detail", str | None, "What exactly is wrong; null where it was loaded."),
)
"""Columns of `inputs.parquet`."""

RUN_NOTE = "run"
"""The file of a staged folder that says which run it is of; written when all others are."""


def stage(folder: Path, outcomes: Sequence[Extraction | Rejection], run_id: str) -> Path:
    """Return a new folder under `folder` that holds the rows of `outcomes` as Parquet.

    Of several outcomes of one source the last counts. Of several sources with the same
    article the first by name gives its rows, so that the order of reading does not matter.

    Raises:
        WarehouseError: The files cannot be written; nothing of them is left.
    """
    inputs: dict[str, Row] = {}
    loaded: dict[str, dict[str, list[Row]]] = {}
    for outcome in outcomes:
        row, rows = _settle(outcome, run_id)
        inputs[row["source_uri"]] = row
        if rows:
            loaded[row["source_uri"]] = rows
    speakers: dict[str, str] = {}
    for uri in sorted(uri for uri, row in inputs.items() if row["state"] == "loaded"):
        speakers.setdefault(inputs[uri]["article_id"], uri)
    rows_by_table = {
        name: [row for uri in speakers.values() for row in loaded[uri][name]] for name in TABLES
    }
    try:
        staged = _write(folder, inputs.values(), rows_by_table)
        (staged / RUN_NOTE).write_text(run_id, encoding="utf-8")
    except OSError as error:
        raise WarehouseError(f"nothing was staged in {folder}: {error}") from error
    failpoint("stage")
    return staged


def _write(folder: Path, inputs: Iterable[Row], rows: Mapping[str, Sequence[Row]]) -> Path:
    """Return a new folder with these rows; on a full disk none is left."""
    # Imported when it is used: readers never need Arrow, and it takes 0.2 s to load.
    from warehouse.arrow import write_parquet

    folder.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix="stage-", dir=folder))
    try:
        write_parquet(staged / "inputs.parquet", INPUTS, inputs)
        for name, table in TABLES.items():
            write_parquet(staged / f"{name}.parquet", table.columns, rows[name])
    except OSError:
        shutil.rmtree(staged, ignore_errors=True)
        raise
    return staged


def _settle(
    outcome: Extraction | Rejection, run_id: str
) -> tuple[Row, dict[str, list[Row]] | None]:
    """Return the input's row and, where it can be stored, its article's rows."""
    if isinstance(outcome, Rejection):
        return _input(outcome), None
    article = outcome.article
    try:
        check(outcome)
        rows = rows_of(outcome, run_id)
    except ValueError as error:
        return _input(_refusal(outcome, error)), None
    accepted = {
        "source_uri": article.source_uri,
        "content_sha256": article.content_sha256,
        "content_key": article.content_key,
        "state": "loaded",
        "article_id": article.article_id,
    }
    return accepted, rows


def _input(rejection: Rejection) -> Row:
    """Return the row of an input that was rejected, or is left alone until it changes."""
    state = "parked" if rejection.reason is RejectionReason.PARKED else "rejected"
    return {**rejection.model_dump(), "state": state, "reason": rejection.reason.value}


def _refusal(outcome: Extraction, error: ValueError) -> Rejection:
    """Return the rejection of an extraction that the warehouse cannot store."""
    article = outcome.article
    return Rejection(
        source_uri=article.source_uri,
        content_sha256=article.content_sha256,
        content_key=article.content_key,
        reason=RejectionReason.EXTRACTION_FAILED,
        detail=f"its facts cannot be stored: {error}; please report the article",
    )


def check(extraction: Extraction) -> None:
    """Make sure that every record of an extraction is proven by its article.

    Raises:
        ValueError: A quote is not what the raw text has under its span, an id occurs twice,
            a forecast names a figure that is not there, or the facts are of another article.
    """
    article, facts = extraction.article, extraction.facts
    if facts.article_id != article.article_id:
        raise ValueError(f"facts of {facts.article_id} under article {article.article_id}")
    for span in (*facts.figures, *facts.companies, *facts.forecasts, *facts.rejected):
        if article.raw_text[span.char_start : span.char_end] != span.quote:
            raise ValueError(f"{span.quote!r} is not what stands at character {span.char_start}")
    _check_ids(facts)


def _check_ids(facts: ArticleFacts) -> None:
    """Make sure that ids are unique and that forecasts name figures of the article."""
    figure_ids = [figure.figure_id for figure in facts.figures]
    ids = figure_ids + [forecast.forecast_id for forecast in facts.forecasts]
    if len(set(ids)) != len(ids):
        raise ValueError(f"an id occurs twice: {sorted(i for i in ids if ids.count(i) > 1)[0]}")
    for forecast in facts.forecasts:
        if unknown := set(forecast.figure_ids) - set(figure_ids):
            raise ValueError(f"forecast {forecast.forecast_id} names {sorted(unknown)[0]}")
