"""Datelines: place, date and agency ahead of a news story's first sentence."""

from functools import cache

import re2

from pipeline.lexicon import read_table

_DASH = r"\s{0,3}(?:--?|–|—)\s"

# "TORONTO, Nov. 5, 2025 – ": a place in capitals and a date, the agency left out
_PLACE_AND_DATE = rf"[A-Z]{{3}}[^\n(]{{0,60}}, (?:19|20)\d\d{_DASH}"


def find_dateline(text: str, start: int, end: int) -> int:
    """Return where the story begins after the dateline at `start`; `start` where there is none.

    "NEW YORK (Reuters) - ", "HOUSTON, May 5, 2025 /PRNewswire/ -- " and the like, within the
    first 140 characters.
    """
    match = _dateline_pattern().match(text[start : min(end, start + 140)])
    return start + match.end() if match else start


@cache
def _dateline_pattern() -> "re2.Pattern[str]":
    """Return the pattern for datelines with the agencies of `news_agencies.csv`.

    Raises:
        SettingsError: The table is missing or wrong.
    """
    names = (row["agency"] for row in read_table("news_agencies", ("agency", "source")))
    agencies = "|".join(re2.escape(name) for name in names)
    # "NEW YORK, July 15 (Reuters) - ", "(Bloomberg) -- ", "RENO, May 5, 2025 /PRNewswire/ -- "
    with_agency = rf"[^\n]{{0,100}}?[(/](?i:{agencies})[)/]{_DASH}"
    return re2.compile(rf"(?:{with_agency}|{_PLACE_AND_DATE})\s{{0,3}}")
