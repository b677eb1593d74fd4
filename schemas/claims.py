"""What an article claims: figures, forecasts, and the numbers that are neither."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from schemas.base import Confidence, Record
from schemas.quantities import NumberReason, Quantity
from schemas.spans import Span


class Kind(StrEnum):
    """What sort of number a figure is."""

    LEVEL = "level"
    CHANGE = "change"
    SHARE = "share"
    MULTIPLE = "multiple"


class Direction(StrEnum):
    """Which way a change or a multiple goes."""

    UP = "up"
    DOWN = "down"


class Basis(StrEnum):
    """What a change is compared with."""

    YOY = "yoy"
    QOQ = "qoq"
    MOM = "mom"
    CAGR = "cagr"
    POP = "pop"


class Status(StrEnum):
    """Whether a figure happened or is expected."""

    ACTUAL = "actual"
    ESTIMATE = "estimate"
    FORECAST = "forecast"
    TARGET = "target"


class Certainty(StrEnum):
    """How firmly a forecast is put, by its words."""

    WILL = "will"
    EXPECTED = "expected"
    LIKELY = "likely"
    MAY = "may"
    TARGET = "target"


class Polarity(StrEnum):
    """Whether a forecast is held, turned down, given up, or asked."""

    AFFIRMED = "affirmed"
    DENIED = "denied"
    EXPIRED = "expired"
    ASKED = "asked"


class Reason(Record):
    """What decided one field of a record, and on which words."""

    field: str = Field(min_length=1, description="The field that was decided.")
    rule: str = Field(min_length=1, description="The rule or model that decided it.")
    words: str = Field(description="The words of the text it went by; empty where none.")


class Figure(Span, Quantity):
    """One number of the text with its meaning, exactly as the article states it."""

    figure_id: str = Field(description="Id that the same article and span always give.")
    sentence: str = Field(
        min_length=1, description="The sentence around the figure, as a reader should see it."
    )
    kind: Kind = Field(description="level, change, share or multiple.")
    direction: Direction | None = Field(
        description="up or down for a change or a multiple; else null."
    )
    basis: Basis | None = Field(
        description="What a change is compared with: yoy, qoq, mom, cagr, pop; null where not said."
    )
    metric: str | None = Field(
        description="What is measured, a short noun phrase of the text; null where none is found."
    )
    company: str | tuple[str, ...] | None = Field(
        description="Canonical name of the company whose figure it is; several, or null for none."
    )
    region: str | None = Field(description="The place it is about, as written; null where none.")
    period: str | None = Field(
        description="Label of the time it is about (2024-Q3, 2024/2030); null where not said."
    )
    period_start: date | None = Field(description="First day of the period.")
    period_end: date | None = Field(description="Last day of the period, included.")
    status: Status = Field(description="actual, estimate, forecast or target.")
    attributed_to: str | None = Field(
        description="Canonical name of who says so; null where nobody is named."
    )
    confidence: Confidence = Field(description="How sure the extractor is, 0 to 1.")
    rule: str = Field(min_length=1, description="The rule that read the number.")
    reasons: tuple[Reason, ...] = Field(
        description="For each decided field: the rule and the words it went by."
    )
    metric_key: str | None = Field(
        description="One name for the metrics of many wordings (server sales and revenue from "
        "servers: server revenue); null where none is sure."
    )
    series_id: str | None = Field(
        description="Id that the points of one series share (from $12bn in 2025 to $26bn by 2033); "
        "null for a figure that is none."
    )


class Forecast(Span):
    """A statement about the future by someone, with or without numbers."""

    forecast_id: str = Field(description="Id that the same article and span always give.")
    sentence: str = Field(
        min_length=1, description="The sentence around the forecast, as a reader should see it."
    )
    forecaster: str | None = Field(
        description="Canonical name of who forecasts; null where the writer alone does."
    )
    target_period: str | None = Field(
        description="Label of the period it speaks of (2028, 2024/2030); null where not said."
    )
    target_start: date | None = Field(description="First day of the target period.")
    target_end: date | None = Field(description="Last day of the target period, included.")
    figure_ids: tuple[str, ...] = Field(
        description="The figures it states, in reading order; empty where it has no number."
    )
    statement: str = Field(min_length=1, description="The forecast in the text's words, repaired.")
    confidence: Confidence = Field(description="How sure the extractor is, 0 to 1.")
    rule: str = Field(min_length=1, description="The rule and cue that found the forecast.")
    figure_id: str | None = Field(
        description="The figure that says most of what is forecast (the level at the target "
        "period before its growth); null for a forecast without a number."
    )
    metric: str | None = Field(
        description="What is forecast, a short noun phrase of the text; null where none is found."
    )
    metric_key: str | None = Field(
        description="One name for the metrics of many wordings (server sales and revenue from "
        "servers: server revenue); null where none is sure."
    )
    company: str | tuple[str, ...] | None = Field(
        description="Canonical name of the company that it is about; several, or null for none."
    )
    region: str | None = Field(description="The place it is about, as written; null where none.")
    condition: str | None = Field(
        description="The words of the condition it hangs on (if demand holds); null where none."
    )
    certainty: Certainty = Field(
        description="How firmly it is put: will, expected, likely, may, or target."
    )
    polarity: Polarity = Field(
        description="affirmed, denied (does not expect), expired (had expected), or asked."
    )
    made_on: date | None = Field(
        description="When it was made: the day of publication unless the text says another time "
        "(then that time's last day); null where unknown."
    )


class RejectedNumber(Span):
    """A number of the text that is not a figure, kept with the reason."""

    reason: NumberReason = Field(description="Why it is not a figure, from a closed set.")
