"""Rows as lines of JSON and back: how the process that runs analysts' SQL hands them over.

JSON cannot make the receiver do anything, whatever the sender became. What JSON has no word
for is an object of one key, the tag, which the receiver chooses anew for each question after
the query is written: no query can put one into its answer.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from uuid import UUID

_READERS: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {
        "Decimal": Decimal,
        "date": date.fromisoformat,
        "datetime": datetime.fromisoformat,
        "time": time.fromisoformat,
        "timedelta": lambda text: timedelta(microseconds=int(text)),
        "UUID": UUID,
        "bytes": bytes.fromhex,
    }
)
"""How each kind of value is made of its text."""


def line(message: object, tag: str) -> bytes:
    """Return a message as one line; values that JSON has no word for carry the tag."""
    return json.dumps(message, default=lambda value: _tagged(value, tag)).encode("ascii") + b"\n"


def message(text: bytes, tag: str) -> Any:
    """Return the message of one line.

    Raises:
        ValueError: It is none of ours.
    """
    return json.loads(text, object_hook=lambda part: _untagged(part, tag))


def _tagged(value: object, tag: str) -> dict[str, list[str]]:
    """Return the object that stands for a value."""
    name = type(value).__name__
    if isinstance(value, timedelta):
        return {tag: [name, str(value // timedelta(microseconds=1))]}
    if isinstance(value, bytes):
        return {tag: [name, value.hex()]}
    text = value.isoformat() if isinstance(value, date | time) else str(value)
    return {tag: [name if name in _READERS else "str", text]}


def _untagged(part: dict[str, Any], tag: str) -> object:
    """Return the value that an object stands for; other objects are structs."""
    if tag not in part:
        return part
    name, text = part[tag]
    return _READERS.get(name, str)(text)
