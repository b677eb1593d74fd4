"""Spans of time as people write them: "15m", "1h", "1d"."""

import re
from datetime import timedelta

# "15m"
INTERVAL = re.compile(r"(?P<number>[1-9][0-9]{0,4})(?P<unit>[mhd])")
UNITS = {"m": "minutes", "h": "hours", "d": "days"}
SECONDS = {"d": 86_400, "h": 3_600, "m": 60}


def interval(text: str) -> timedelta | None:
    """Return a span of time: minutes, hours or days; None where it is written otherwise."""
    found = INTERVAL.fullmatch(text.strip())
    return timedelta(**{UNITS[found["unit"]]: int(found["number"])}) if found else None


def written(span: timedelta) -> str:
    """Return a span as it is written, in the largest unit that divides it: "15m", "1h", "1d".

    What is no whole number of minutes is told in seconds: "90s".
    """
    seconds = span.total_seconds()
    for unit, size in SECONDS.items():
        if seconds >= size and not seconds % size:
            return f"{int(seconds // size)}{unit}"
    return f"{seconds:g}s"
