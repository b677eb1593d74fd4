"""Exchange rates: what a unit of a currency was worth on a day, and who says so."""

from datetime import date
from decimal import Decimal

from pydantic import Field

from schemas.base import Record


class Rate(Record):
    """What one unit of a currency was worth on one day."""

    currency: str = Field(
        pattern=r"^[A-Z]{3,5}$", description="The currency, by its ISO 4217 code as in unit."
    )
    rate_date: date = Field(description="The day of the rate.")
    usd_per_unit: Decimal = Field(
        gt=0, description="What one unit of the currency was worth on that day, in US dollars."
    )
    source: str = Field(min_length=1, description="Who published the rate.")
