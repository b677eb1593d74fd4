"""One execution of the pipeline, as an operator sees it."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from schemas.base import Record


class RunState(StrEnum):
    """How a run stands; a killed one is found and marked crashed at the next start."""

    RUNNING = "running"
    COMPLETED = "completed"
    PARTIAL = "partial"
    FAILED = "failed"
    CRASHED = "crashed"


class Run(Record):
    """One execution: when, by which versions, and what came of it. Times are UTC."""

    run_id: str = Field(min_length=1, description="Id of the run, sortable by time.")
    command: str = Field(min_length=1, description="What started it: add, ingest or serve.")
    state: RunState = Field(description="running, completed, partial, failed or crashed.")
    started_at: datetime = Field(description="Start, UTC.")
    finished_at: datetime | None = Field(description="End, UTC; null while it runs.")
    extractor_version: str = Field(
        min_length=1, description="Version of grammar, lexicon and code."
    )
    model_version: str = Field(min_length=1, description="Language model and its version.")
    articles_seen: int = Field(ge=0, description="Inputs found.")
    articles_unchanged: int = Field(ge=0, description="Inputs already in the warehouse, skipped.")
    articles_loaded: int = Field(ge=0, description="Articles whose rows were written.")
    articles_rejected: int = Field(ge=0, description="Inputs rejected with a reason.")
    figures_loaded: int = Field(ge=0, description="Figures written.")
    forecasts_loaded: int = Field(ge=0, description="Forecasts written.")


class RunStage(Record):
    """What one stage of a run did; null where a stage does not see them."""

    run_id: str = Field(min_length=1, description="The run.")
    stage: str = Field(
        min_length=1, description="discover, fetch, read, extract, stage, load or publish."
    )
    ordinal: int = Field(ge=1, description="Place of the stage among those of a run, from 1.")
    articles: int = Field(ge=0, description="Articles that the stage took up.")
    words: int | None = Field(
        default=None, ge=0, description="Words of these articles; null where nobody counts them."
    )
    seconds: Decimal = Field(
        ge=0,
        max_digits=12,
        decimal_places=3,
        description="Seconds of work, those of all processes together.",
    )
    rejects: int | None = Field(
        default=None,
        ge=0,
        description="Articles that the stage rejected; null where it rejects none.",
    )
