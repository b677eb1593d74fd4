"""Lines that belong to the web page and not to the article."""

from collections.abc import Iterator
from functools import cache

import re2

from pipeline.lexicon import read_table
from schemas import Edit

BOILERPLATE_RULE = "boilerplate_line"
"""The rule name of every edit that sets a whole line aside."""

_LONGEST_LINE = 300
"""Characters; no phrase of a page's furniture is longer, and paragraphs need no match."""


def remove_boilerplate_lines(text: str) -> Iterator[Edit]:
    """Yield an edit for each line that is only page furniture: "Advertisements", "Read more".

    Scrapers take buttons, captions and advertisement slots for paragraphs; they stand between
    the halves of an article and would count as sentences. Line breaks stay.
    """
    patterns = _boilerplate_patterns()
    start = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if 0 < len(stripped) <= _LONGEST_LINE and patterns.fullmatch(stripped):
            begin = start + line.index(stripped)
            yield Edit(
                char_start=begin,
                char_end=begin + len(stripped),
                replacement="",
                rule=BOILERPLATE_RULE,
            )
        start += len(line) + 1


@cache
def _boilerplate_patterns() -> "re2.Pattern[str]":
    """Return one pattern for the whole-line patterns of `boilerplate.csv`, case ignored."""
    rows = read_table("boilerplate", ("pattern", "example", "source"))
    return re2.compile("(?i)(?:" + "|".join(f"(?:{row['pattern']})" for row in rows) + ")")
