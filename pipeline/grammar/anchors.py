"""The day that an article's relative times count from."""

import re
from datetime import date
from functools import cache

from pipeline.grammar.periods import PeriodRole, find_periods
from schemas import Grain

_HEAD = 1_500
"""Characters at the top of an article in which a dateline stands."""

_MARK = 12
"""Characters before a day in which the mark of a dateline is looked for."""

_NEAR = 40
"""Characters between a dateline's day and the mark that makes it one."""


@cache
def _dateline_marks() -> re.Pattern[str]:
    """Return what stands after or before the day of a dateline."""
    return re.compile(
        # /PRNewswire/, /24-7PressRelease/, (Reuters), (GLOBE NEWSWIRE), (BUSINESS WIRE), (AP)
        r"/ ?[A-Z0-9][A-Za-z0-9.-]{1,24}(?: [A-Za-z]{1,20})? ?/"
        r"|\((?:Reuters|AP|AFP|UPI|Xinhua|Bloomberg|Business Wire)\)"
        r"|\((?:[A-Z]{3,12} ?NEWSWIRE|[A-Z]{3,12}WIRE|BUSINESS WIRE)\)"
        # DALLAS, TX -- May 4, 2026 --; a dash between the place or the day and the text
        r"|--|[–—]|- "
        # Published: May 4, 2026; Updated on; Posted
        r"|(?:Published|Posted|Updated|Date|Released?)(?: on)?:?(?= )"
    )


def find_anchor(text: str, published_on: date | None) -> date | None:
    """Return the day to resolve relative times against; None where the article tells none.

    That is its day of publication, else the day of a dateline near its top ("DALLAS, TX --
    May 4, 2026 --"). It is never the day on which the program runs.
    """
    if published_on is not None:
        return published_on
    head = text[:_HEAD]
    for found in find_periods(head, None):
        period = found.period
        if period is None or period.grain is not Grain.DAY or found.role is not PeriodRole.POINT:
            continue
        if _is_dateline(head, found.start, found.end):
            return period.period_start
    return None


def _is_dateline(head: str, start: int, end: int) -> bool:
    """Return whether the day between two positions stands in a dateline or alone on its line."""
    line_start = head.rfind("\n", 0, start) + 1
    line_end = head.find("\n", end)
    line_end = len(head) if line_end < 0 else line_end
    before, after = head[line_start:start], head[end:line_end]
    if not before.strip() and not after.strip(" ."):
        return True
    # The mark follows at once ("May 4, 2026 --"), or the day follows it ("(Reuters) - Jan 5").
    follows = _dateline_marks().match(after.lstrip(" ,)")) is not None
    return (follows and len(before) <= 2 * _NEAR) or (
        len(before) <= _NEAR and bool(_dateline_marks().search(before[-_MARK:]))
    )
