"""The base of every record: immutable, closed to unknown fields, no coercion."""

from decimal import Decimal
from hashlib import sha256
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer


class Record(BaseModel):
    """Base of every record: frozen, strict, and closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def json_number(value: Decimal) -> int | float:
    """Return `value` as a JSON number, with its digits up to the fifteenth that counts.

    Whole numbers stay whole and keep every digit (61710000000, never 6.171e10).
    """
    return int(value) if value == value.to_integral_value() else float(value)


Amount = Annotated[
    Decimal,
    Field(allow_inf_nan=False),
    PlainSerializer(json_number, return_type=int | float, when_used="json"),
]
"""A finite decimal, printed as a JSON number."""

Confidence = Annotated[float, Field(ge=0.0, le=1.0, allow_inf_nan=False)]
"""How sure the extractor is, 0 to 1: of the records at 0.9, nine in ten should be right."""


def stable_id(prefix: str, *parts: object) -> str:
    """Return the id that the same parts always give: `prefix`, "_" and 16 hex digits."""
    joined = "\x1f".join(str(part) for part in parts)
    return f"{prefix}_{sha256(joined.encode()).hexdigest()[:16]}"
