"""Unknown names answered with the nearest known ones."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

# 'Table with name figurs does not exist!'
# 'Referenced column "valu" not found in FROM clause!'
# 'Table "figures" does not have a column named "valu"'
_UNKNOWN = re.compile(
    r"Table with name (?P<table>\S{1,200}) does not exist"
    r'|column "(?P<column>[^"]{1,200})" not found'
    r'|does not have a column named "(?P<field>[^"]{1,200})"'
)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a sentence part with the known names nearest to `name`, or with all of them."""
    names = sorted(known)
    close = get_close_matches(name.lower(), names, n=3, cutoff=0.6)
    if close:
        return f"nearest: {', '.join(close)}"
    return f"known: {', '.join(names)}" if names else "none is known"


def with_nearest(message: str, known: Iterable[str]) -> str:
    """Return a DuckDB message, followed by the nearest known names where one is unknown."""
    found = _UNKNOWN.search(message)
    if not found:
        return message
    unknown = next(group for group in found.groups() if group)
    close = get_close_matches(unknown.lower(), sorted(known), n=3, cutoff=0.6)
    return f"{message}\n\nNearest: {', '.join(close)}" if close else message
