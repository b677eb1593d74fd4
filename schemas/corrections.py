"""What a researcher says of a record: that it is wrong, right, no record at all, or missing."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from schemas.base import Record
from schemas.spans import Span


class CorrectionAction(StrEnum):
    """What is said of a record."""

    CORRECT = "correct"
    CONFIRM = "confirm"
    REJECT = "reject"
    ADD = "add"


class RecordKind(StrEnum):
    """What a correction is about."""

    FIGURE = "figure"
    FORECAST = "forecast"
    COMPANY = "company"


class CorrectionState(StrEnum):
    """What came of a correction when it was last laid over what was extracted."""

    APPLIED = "applied"
    AGREED = "agreed"
    SUPERSEDED = "superseded"
    ORPHANED = "orphaned"


class FieldChange(Record):
    """One field of a record: what was there, and what is right. Both as text; null for none."""

    field: str = Field(min_length=1, description="The field that is corrected.")
    before: str | None = Field(description="What it was when it was corrected.")
    after: str | None = Field(description="What is right.")


class Correction(Span):
    """One line of `seeds/corrections.jsonl`.

    The record is found again by its place and its words (the position and quote selectors of
    the W3C Web Annotation model), so that it outlives every new reading of the article.
    """

    correction_id: str = Field(
        pattern=r"^cor_[0-9a-f]{16}$", description="Id of the correction; no two share one."
    )
    action: CorrectionAction = Field(description="correct, confirm, reject or add.")
    kind: RecordKind = Field(description="figure, forecast or company (a mention of one).")
    article_id: str = Field(
        pattern=r"^[0-9a-f]{16}$", description="The article as it was when it was corrected."
    )
    source_uri: str = Field(
        min_length=1, description="The input that held it; it may hold a changed text by now."
    )
    record_id: str | None = Field(
        description="The record's id when it was corrected; null for a mention or an addition."
    )
    prefix: str = Field(description="Up to 40 characters of the raw text before the quote.")
    suffix: str = Field(description="Up to 40 characters of the raw text after the quote.")
    fields: tuple[FieldChange, ...] = Field(
        description="What is right, field by field; empty where nothing but the record is meant."
    )
    made_by: str = Field(min_length=1, description="Who says so.")
    made_at: datetime = Field(description="When it was said, UTC.")
    why: str | None = Field(default=None, description="For what reason; null where not said.")
