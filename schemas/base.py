"""The base of every record: immutable, closed to unknown fields, no coercion."""

import re
from decimal import Decimal
from hashlib import sha256
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, SerializationInfo

_LONG = "long_amounts"
"""Key of the serializer's context: the amounts that a float has too few digits for."""

_MARK = "exact amount "


class Record(BaseModel):
    """Base of every record: frozen, strict, and closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    def model_dump_json(self, **options: Any) -> str:
        """Return the record as JSON; its amounts are numbers with every digit.

        JSON has numbers of any length but the serializer only floats, so an amount that a
        float would shorten is written as a marked text, and its quotes are taken off.
        """
        long: list[Decimal] = []
        printed = super().model_dump_json(**{**options, "context": {_LONG: (long, "")}})
        if not long:
            return printed
        mark = _MARK
        while mark in printed:  # no text of the record may look like a marked amount
            mark += "*"
        printed = super().model_dump_json(**{**options, "context": {_LONG: (long, mark)}})
        return re.sub(rf'"{re.escape(mark)}(-?[0-9.]+)"', r"\1", printed)


def json_number(value: Decimal, options: SerializationInfo) -> int | float | str:
    """Return `value` as a JSON number: whole where it is (61710000000, never 6.171e10).

    A number that a float would shorten is noted in the context, or, on the second pass, given
    as a text behind the context's mark; without a context it is the nearest float.
    """
    if value == value.to_integral_value():
        return int(value)
    near = float(value)
    if options.context and _LONG in options.context and Decimal(repr(near)) != value:
        long, mark = options.context[_LONG]
        long.append(value)
        return f"{mark}{value:f}" if mark else near
    return near


Amount = Annotated[
    Decimal,
    Field(allow_inf_nan=False),
    PlainSerializer(json_number, return_type=int | float | str, when_used="json"),
]
"""A finite decimal, printed as a JSON number."""

Confidence = Annotated[float, Field(ge=0.0, le=1.0, allow_inf_nan=False)]
"""How sure the extractor is, 0 to 1: of the records at 0.9, nine in ten should be right."""


def stable_id(prefix: str, *parts: object) -> str:
    """Return the id that the same parts always give: `prefix`, "_" and 16 hex digits."""
    joined = "\x1f".join(str(part) for part in parts)
    return f"{prefix}_{sha256(joined.encode()).hexdigest()[:16]}"
