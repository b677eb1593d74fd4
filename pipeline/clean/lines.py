"""Lines that belong to the web page and not to the article."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import re2

from pipeline.lexicon import read_table
from schemas import Edit

BOILERPLATE_RULE = "boilerplate_line"
"""The rule name of every edit that sets a whole line aside."""

REPEATED_RULE = "repeated_line"
"""The rule name of every edit that sets a header or footer of a printed page aside."""

_LONGEST_LINE = 300
"""Characters; no phrase of a page's furniture is longer, and paragraphs need no match."""

_LONGEST_HEADER = 100
"""Characters of a page's header or footer at most."""

_LEAST_PAGES = 3
"""How often a header stands in a text at least."""

_SHORTEST_PAGE = 600
"""Characters from one header to the next at least; what comes oftener is a list or a table."""

# "- a point of a list", "a sentence.", "Price: $5", "5% more"
_NO_HEADER = re.compile(r"^[-*•·▪●◦‣–—]|[.?!:]$|[$€£¥%]")

# "Annual Report 2024 | 12" and "Annual Report 2024 | 13" are one header
_DIGITS = re.compile(r"[0-9]{1,9}")


def remove_boilerplate_lines(text: str) -> Iterator[Edit]:
    """Yield an edit for each line that is only page furniture: "Advertisements", "Read more".

    Scrapers take buttons, captions and advertisement slots for paragraphs; they stand between
    the halves of an article and would count as sentences. Line breaks stay.
    """
    patterns = _boilerplate_patterns()
    for begin, line in _lines(text):
        if len(line) <= _LONGEST_LINE and patterns.fullmatch(line):
            yield _removal(begin, line, BOILERPLATE_RULE)


def remove_repeated_lines(text: str) -> Iterator[Edit]:
    """Yield an edit for each header or footer of a printed page, but for its first occurrence.

    Files made for paper repeat a title or the like on every page, with another page number, in
    the midst of sentences.
    """
    places: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for begin, line in _lines(text):
        if 3 < len(line) <= _LONGEST_HEADER and not _NO_HEADER.search(line):
            places[_DIGITS.sub("0", line)].append((begin, line))
    repeated = [
        found
        for header, lines in places.items()
        if len(lines) >= _LEAST_PAGES and any(c.isalpha() for c in header) and _is_paged(lines)
        for found in lines[1:]
    ]
    for begin, line in sorted(repeated):
        yield _removal(begin, line, REPEATED_RULE)


def _is_paged(lines: list[tuple[int, str]]) -> bool:
    """Return whether the lines stand a page apart, the same or with a number that counts pages."""
    return all(
        after - before >= _SHORTEST_PAGE
        and (line == following or int(_last(following)) - int(_last(line)) == 1)
        for (before, line), (after, following) in pairwise(lines)
    )


def _last(line: str) -> str:
    """Return the last number of a line."""
    return str(_DIGITS.findall(line)[-1])


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line that is not empty, without the white space around it, and its place."""
    start = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            yield start + line.index(stripped), stripped
        start += len(line) + 1


def _removal(begin: int, line: str, rule: str) -> Edit:
    """Return the edit that sets a line aside."""
    return Edit(char_start=begin, char_end=begin + len(line), replacement="", rule=rule)


@cache
def _boilerplate_patterns() -> "re2.Pattern[str]":
    """Return one pattern for the whole-line patterns of `boilerplate.csv`, case ignored."""
    rows = read_table("boilerplate", ("pattern", "example", "source"))
    return re2.compile("(?i)(?:" + "|".join(f"(?:{row['pattern']})" for row in rows) + ")")
