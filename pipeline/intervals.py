"""Spans of time as people write them: "15m", "1h", "1d"."""

import re
from datetime import timedelta

# "15m"
INTERVAL = re.compile(r"(?P<number>[1-9][0-9]{0,4})(?P<unit>[mhd])")
UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def interval(text: str) -> timedelta | None:
    """Return a span of time: minutes, hours or days; None where it is written otherwise."""
    found = INTERVAL.fullmatch(text.strip())
    return timedelta(**{UNITS[found["unit"]]: int(found["number"])}) if found else None
