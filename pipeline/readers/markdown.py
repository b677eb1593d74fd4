"""Markdown: read as the text it is, so that offsets point into the file.

What stands between two lines of "---" (or "+++") at the very top is front matter. Those of its
keys that a sidecar may have say the same; the others are the writer's own and are passed over.
Front matter and marks are taken out of the running text by edits, tables are read by their cells.
"""

import re

from pipeline.readers.findings import told_by
from pipeline.readers.markdown_marks import find_marks
from pipeline.readers.markdown_tables import find_tables
from pipeline.readers.metadata import KEYS, check, merge
from pipeline.readers.read_article import ReadArticle
from pipeline.readers.text import decode_text
from schemas import Edit, Metadata, Origin

FENCES = ("---", "+++")

MAX_FRONT_LINES = 60
"""Front matter is short; a rule of three dashes on the first line may stand alone."""

# "published_on: 2024-12-20" or, between "+++", "published_on = 2024-12-20"
PAIR = re.compile(r"(?P<key>[A-Za-z_]{1,40})[ \t]{0,20}[:=][ \t]{0,20}(?P<value>\S.{0,2000})")

# "# Servers sell well"
HEADLINE = re.compile(r"#[ \t]{1,20}(?P<title>\S.{0,500})")

FRONT_RULE = "front matter"

QUOTES = "\"'"


def read_markdown(content: bytes) -> ReadArticle:
    """Return the characters of a Markdown file, with what its front matter and headline say.

    The raw text is the whole file; `edits` take away front matter and marks.

    Raises:
        SourceError: It is no text, or its front matter has a value of the wrong kind.
    """
    text = decode_text(content)
    lines = text.splitlines()
    front, height = _front_matter(lines)
    told = check(front, "the front matter") if front else Metadata()
    headline = Metadata(title=_headline(lines))
    end = sum(len(line) for line in text.splitlines(keepends=True)[:height])
    tables = find_tables(text)
    taken = [(0, end), *((table.char_start, table.char_end) for table in tables)]
    matter = [Edit(char_start=0, char_end=end, replacement="", rule=FRONT_RULE)] if end else []
    return ReadArticle(
        raw_text=text,
        metadata=merge(told, headline),
        origins=_origins(told, headline),
        tables=tables,
        edits=(*matter, *find_marks(text, taken)),
    )


def _origins(told: Metadata, headline: Metadata) -> tuple[Origin, ...]:
    """Return what told each value: the front matter, else the first heading."""
    first = told_by(told, "front matter")
    return first if told.title else (*first, *told_by(headline, "first heading"))


def _front_matter(lines: list[str]) -> tuple[dict[str, object], int]:
    """Return the known keys of the front matter and its lines; none where it is not closed."""
    fence = lines[0].rstrip()
    if fence not in FENCES or fence not in map(str.rstrip, lines[1:MAX_FRONT_LINES]):
        return {}, 0
    pairs: dict[str, object] = {}
    last = next(n for n, line in enumerate(lines[1:], start=1) if line.rstrip() == fence)
    for line in lines[1:last]:
        found = PAIR.fullmatch(line.rstrip())
        if found and found["key"] in KEYS:
            pairs[found["key"]] = _unquoted(found["value"])
    return pairs, last + 1


def _unquoted(value: str) -> str:
    """Return a value without the quotes around it."""
    if len(value) > 1 and value[0] == value[-1] and value[0] in QUOTES:
        return value[1:-1]
    return value


def _headline(lines: list[str]) -> str | None:
    """Return the first heading of the first rank; None where there is none."""
    found = next(filter(None, map(HEADLINE.fullmatch, lines)), None)
    return found["title"].strip().rstrip("#").rstrip() or None if found else None
