"""One record with some fields set anew from text, checked as the extractor's are."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from schemas import (
    Certainty,
    CompanyMention,
    Figure,
    Forecast,
    Kind,
    Polarity,
    Record,
    RecordKind,
    Status,
    stable_id,
)
from warehouse.columns import fitting
from warehouse.names import nearest

Claim = Figure | Forecast | CompanyMention
"""What can be corrected."""

CLASSES: Mapping[RecordKind, type[Claim]] = MappingProxyType(
    {
        RecordKind.FIGURE: Figure,
        RecordKind.FORECAST: Forecast,
        RecordKind.COMPANY: CompanyMention,
    }
)

FIELDS: Mapping[RecordKind, tuple[str, ...]] = MappingProxyType(
    {
        RecordKind.FIGURE: (
            *("value", "value_high", "unit", "bound", "item", "kind", "direction", "basis"),
            *("metric", "metric_key", "company", "region", "period", "period_start"),
            *("period_end", "status", "attributed_to"),
        ),
        RecordKind.FORECAST: (
            *("forecaster", "target_period", "target_start", "target_end", "metric"),
            *("metric_key", "company", "region", "condition", "certainty", "polarity", "made_on"),
        ),
        RecordKind.COMPANY: ("name", "company_id", "ticker"),
    }
)
"""The fields that a person may correct, by kind of record."""

NEEDED: Mapping[RecordKind, tuple[str, ...]] = MappingProxyType(
    {RecordKind.FIGURE: ("value", "unit"), RecordKind.FORECAST: (), RecordKind.COMPANY: ("name",)}
)
"""The fields that an added record must be given."""

RULE = "added by a reviewer"

_NUMBERS = ("value", "value_high")
_DAYS = ("period_start", "period_end", "target_start", "target_end", "made_on")
_PERIODS = (("period_start", "period_end"), ("target_start", "target_end"))

# Where a sentence ends: "in 2023. F", "it grew.” The", a line's end.
_BOUNDARY = re.compile(r"[^\WA-Z][%)]?[.!?][\"”’)]{0,2}\s{1,9}(?=[\"“‘(]?[A-Z0-9])|\n")


def revised(record: Claim, changes: Mapping[str, str | None]) -> Claim:
    """Return the record with `changes`, texts by field, None for null.

    Raises:
        ValueError: A field is none that can be corrected, or its value cannot be; the message
            names what can.
    """
    kind = kind_of(record)
    fields = {name: _value(kind, name, text) for name, text in changes.items()}
    return _made(kind, {**dict(record), **_implied(fields)})


def added(
    kind: RecordKind, article_id: str, text: str, span: tuple[int, int], changes: Mapping[str, Any]
) -> Claim:
    """Return a record that the extractor missed, at `span` of the raw text.

    Raises:
        ValueError: A field is missing, is none, or its value cannot be.
    """
    if missing := [name for name in NEEDED[kind] if not changes.get(name)]:
        raise ValueError(f"a {kind} that is added needs {', '.join(missing)}")
    fields = {name: _value(kind, name, value) for name, value in changes.items()}
    start, end = span
    known = {
        "char_start": start,
        "char_end": end,
        "quote": text[start:end],
        "confidence": 1.0,
        "rule": RULE,
        **_KNOWN[kind],
        **_own(kind, article_id, text, span),
        **_implied(fields),
    }
    needed = CLASSES[kind].model_fields
    blank = {name: None for name, field in needed.items() if field.is_required()}
    return _made(kind, {**blank, **known})


def kind_of(record: Claim) -> RecordKind:
    """Return which kind of record it is."""
    return next(kind for kind, made in CLASSES.items() if isinstance(record, made))


def as_text(value: object) -> str | None:
    """Return a field's value as a correction keeps it; None for null."""
    if value is None:
        return None
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return value.value if isinstance(value, StrEnum) else str(value)


_KNOWN: Mapping[RecordKind, Mapping[str, object]] = MappingProxyType(
    {
        RecordKind.FIGURE: {
            "bound": "exact",
            "item": None,
            "kind": Kind.LEVEL,
            "status": Status.ACTUAL,
            "reasons": (),
        },
        RecordKind.FORECAST: {
            "figure_ids": (),
            "certainty": Certainty.EXPECTED,
            "polarity": Polarity.AFFIRMED,
        },
        RecordKind.COMPANY: {},
    }
)
"""What an added record is where nothing else is said."""


def _own(kind: RecordKind, article_id: str, text: str, span: tuple[int, int]) -> dict[str, object]:
    """Return the id and the words of an added record; ids are those the extractor would give."""
    if kind is RecordKind.COMPANY:
        return {}
    sentence = _sentence(text, *span)
    if kind is RecordKind.FIGURE:
        return {"figure_id": stable_id("f", article_id, *span), "sentence": sentence}
    return {
        "forecast_id": stable_id("s", article_id, *span),
        "sentence": sentence,
        "statement": " ".join(text[slice(*span)].split()),
    }


def _sentence(text: str, start: int, end: int) -> str:
    """Return the sentence around a span."""
    begins = max((found.end() for found in _BOUNDARY.finditer(text, 0, start)), default=0)
    following = _BOUNDARY.search(text, end)
    return text[begins : following.end() if following else len(text)].strip()


def _value(kind: RecordKind, name: str, text: str | None) -> object:
    """Return the value that `text` stands for in a field."""
    if name not in FIELDS[kind]:
        raise ValueError(
            f"{name!r} is no field of a {kind} that can be corrected; {nearest(name, FIELDS[kind])}"
        )
    if text is None:
        return None
    if name in _NUMBERS:
        return _number(name, text)
    if name in _DAYS:
        return _day(name, text)
    if name == "company" and ";" in text:
        return tuple(part.strip() for part in text.split(";") if part.strip())
    return text


def _number(name: str, text: str) -> Decimal:
    """Return the number of "61,710,000,000" or "61710000000"."""
    try:
        number = Decimal(text.replace(",", "").replace("_", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValueError(f"{name}={text} is no number; write it in plain units: 61710000000")
    return fitting(number).normalize() + 0


def _day(name: str, text: str) -> date:
    """Return the day of "2024-07-15"."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{name}={text} is no day; write it as YYYY-MM-DD") from None


def _implied(fields: Mapping[str, object]) -> dict[str, object]:
    """Return the fields with what they bring with them: an upper end makes a range."""
    more = dict(fields)
    if fields.get("value_high") is not None:
        more.setdefault("bound", "range")
    elif fields.get("bound") not in (None, "range"):
        more["value_high"] = None
    if "metric" in fields:
        more.setdefault("metric_key", None)
    return more


def _made(kind: RecordKind, fields: Mapping[str, object]) -> Claim:
    """Return the record of these fields."""
    try:
        made = CLASSES[kind].model_validate(fields, strict=False)
    except ValidationError as error:
        raise ValueError("; ".join(_told(each) for each in error.errors())) from error
    _check_order(made)
    return made


def _told(error: Any) -> str:
    """Return in words what pydantic has against a field."""
    place = ".".join(map(str, error["loc"][:1]))
    said = error["msg"].removeprefix("Value error, ").replace("Input should", "it should")
    return f"{place}={error['input']}: {said}" if place else said


def _check_order(made: Record) -> None:
    """Refuse a period that ends before it starts, and a range upside down."""
    for first, last in _PERIODS:
        start, end = getattr(made, first, None), getattr(made, last, None)
        if start and end and end < start:
            raise ValueError(f"{last}={end} is before {first}={start}")
    high = getattr(made, "value_high", None)
    if high is not None and high < made.value:  # type: ignore[attr-defined]
        raise ValueError(f"value_high={high} is below value={made.value}")  # type: ignore[attr-defined]
