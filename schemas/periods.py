"""The time that a figure or a forecast is about."""

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from schemas.base import Record


class Grain(StrEnum):
    """The size of a period."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    SPAN = "span"


class Period(Record):
    """A dated interval with the label that analysts group by.

    Labels: "2024", "2024-Q3", "2024-H1", "2024-07", "2024-07-15", "2024/2030" (from/to),
    and fiscal years as "FY2024", "FY2024-Q3". A fiscal period whose calendar is unknown is
    dated as if it followed the calendar year.
    """

    label: str = Field(min_length=4, description="The period's label, such as 2024-Q3.")
    period_start: date = Field(description="First day of the period.")
    period_end: date = Field(description="Last day of the period, included.")
    grain: Grain = Field(
        description="Size of the period: day, week, month, quarter, half, year or span."
    )

    @model_validator(mode="after")
    def check_order(self) -> Self:
        """Refuse a period that ends before it starts."""
        if self.period_end < self.period_start:
            raise ValueError(f"period {self.label} ends {self.period_end} before it starts")
        return self
