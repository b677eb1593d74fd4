"""A number with its unit, scale words applied."""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from schemas.base import Amount, Record


class Bound(StrEnum):
    """How the stated number limits the real one."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    ABOVE = "above"
    BELOW = "below"
    RANGE = "range"


class Quantity(Record):
    """A number with its unit: "$61.71 billion" is 61710000000 USD, exact."""

    value: Amount = Field(
        description="The number in plain units, scale words applied: 61710000000, not 61.71."
    )
    value_high: Amount | None = Field(
        default=None, description="Upper end in plain units where bound is range, else null."
    )
    unit: str = Field(
        min_length=1,
        description=(
            "ISO 4217 currency, percent, percentage_point, basis_point, ratio, count, or the "
            "symbol of a physical unit; a rate keeps its denominator (USD/bbl)."
        ),
    )
    bound: Bound = Field(
        default=Bound.EXACT, description="exact, approximate, above, below or range."
    )
    item: str | None = Field(
        default=None, description="For unit count: the thing counted, singular; else null."
    )

    @model_validator(mode="after")
    def check_range(self) -> Self:
        """Refuse an upper end without a range, and a range without an upper end."""
        if (self.value_high is not None) != (self.bound is Bound.RANGE):
            raise ValueError(f"bound {self.bound} with value_high {self.value_high}")
        return self


class NumberReason(StrEnum):
    """Why a number of the text is not a figure; a closed set."""

    PERIOD = "period"
    DATE = "date"
    TIME = "time_of_day"
    DURATION = "time_span"
    AGE = "age"
    ORDINAL = "ordinal"
    NAME = "name"
    INDEX = "index_name"
    TICKER = "ticker"
    PHONE = "phone"
    ADDRESS = "address"
    LIST = "list_number"
    REFERENCE = "reference"
    URL = "url"
    IDENTIFIER = "identifier"
    SCORE = "score"
    PRONOUN = "pronoun"
    IDIOM = "idiom"
    BOILERPLATE = "boilerplate"
    BARE = "bare_number"
    REVIEWER = "reviewer"
