"""The records that every part of Foretell shares. Imports pydantic and nothing of ours."""

from schemas.articles import (
    Article,
    ArticleFacts,
    ArticleHeader,
    Extraction,
    Metadata,
    Origin,
    Rejection,
    Source,
)
from schemas.base import Amount, Confidence, Record, stable_id
from schemas.claims import (
    Basis,
    Certainty,
    Direction,
    Figure,
    Forecast,
    Kind,
    Polarity,
    Reason,
    RejectedNumber,
    Status,
)
from schemas.companies import CompanyMention
from schemas.errors import (
    ForetellError,
    ModelError,
    QueryError,
    RejectionReason,
    SettingsError,
    SourceError,
    UnknownName,
    UsageError,
    WarehouseBusy,
    WarehouseError,
    WarehouseMissing,
)
from schemas.periods import Grain, Period
from schemas.quantities import Bound, NumberReason, Quantity
from schemas.runs import Run, RunState
from schemas.spans import Edit, Span

__all__ = [
    "Amount",
    "Article",
    "ArticleFacts",
    "ArticleHeader",
    "Basis",
    "Bound",
    "Certainty",
    "CompanyMention",
    "Confidence",
    "Direction",
    "Edit",
    "Extraction",
    "Figure",
    "Forecast",
    "ForetellError",
    "Grain",
    "Kind",
    "Metadata",
    "ModelError",
    "NumberReason",
    "Origin",
    "Period",
    "Polarity",
    "Quantity",
    "QueryError",
    "Reason",
    "Record",
    "RejectedNumber",
    "Rejection",
    "RejectionReason",
    "Run",
    "RunState",
    "SettingsError",
    "Source",
    "SourceError",
    "Span",
    "Status",
    "UnknownName",
    "UsageError",
    "WarehouseBusy",
    "WarehouseError",
    "WarehouseMissing",
    "stable_id",
]
