"""Markdown: read as the text it is, so that offsets point into the file.

What stands between two lines of "---" (or "+++") at the very top is front matter. Five of its
keys say what a sidecar would; the others are the writer's own and are passed over.
"""

import re

from pipeline.readers.metadata import KEYS, check, merge
from pipeline.readers.read_article import ReadArticle
from pipeline.readers.text import decode_text
from schemas import Metadata

FENCES = ("---", "+++")

MAX_FRONT_LINES = 60
"""Front matter is short; a rule of three dashes on the first line may stand alone."""

# "published_on: 2024-12-20" or, between "+++", "published_on = 2024-12-20"
PAIR = re.compile(r"(?P<key>[A-Za-z_]{1,40})[ \t]{0,20}[:=][ \t]{0,20}(?P<value>\S.{0,2000})")

# "# Servers sell well"
HEADLINE = re.compile(r"#[ \t]{1,20}(?P<title>\S.{0,500})")

QUOTES = "\"'"


def read_markdown(content: bytes) -> ReadArticle:
    """Return the characters of a Markdown file, with what its front matter and headline say.

    Raises:
        SourceError: It is no text, or its front matter has a value of the wrong kind.
    """
    text = decode_text(content)
    lines = text.splitlines()
    front = _front_matter(lines)
    told = check(front, "the front matter") if front else Metadata()
    return ReadArticle(text, merge(told, Metadata(title=_headline(lines))))


def _front_matter(lines: list[str]) -> dict[str, object]:
    """Return the known keys of the front matter; none where it is not closed."""
    fence = lines[0].rstrip()
    if fence not in FENCES or fence not in map(str.rstrip, lines[1:MAX_FRONT_LINES]):
        return {}
    pairs: dict[str, object] = {}
    for line in lines[1:MAX_FRONT_LINES]:
        if line.rstrip() == fence:
            break
        found = PAIR.fullmatch(line.rstrip())
        if found and found["key"] in KEYS:
            pairs[found["key"]] = _unquoted(found["value"])
    return pairs


def _unquoted(value: str) -> str:
    """Return a value without the quotes around it."""
    if len(value) > 1 and value[0] == value[-1] and value[0] in QUOTES:
        return value[1:-1]
    return value


def _headline(lines: list[str]) -> str | None:
    """Return the first heading of the first rank; None where there is none."""
    found = next(filter(None, map(HEADLINE.fullmatch, lines)), None)
    return found["title"].strip().rstrip("#").rstrip() or None if found else None
