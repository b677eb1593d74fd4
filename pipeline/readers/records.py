"""Exports: JSON and JSONL with one article a record."""

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pipeline import media
from pipeline.readers.charset import decode
from pipeline.readers.findings import Findings
from pipeline.readers.html_fragment import read_fragment
from pipeline.readers.members import Member, refused
from pipeline.readers.read_article import ReadArticle
from pipeline.readers.tables import Table
from pipeline.readers.words import meaningful, one_line
from schemas import RejectionReason, SourceError

TEXT_KEYS = ("text", "body", "content", "article", "full_text")
"""Keys under which exports keep an article's text, the usual one first."""

HTML_KEYS = ("html", "content_html")
"""Keys under which exports keep an article's markup."""

LIST_KEYS = ("articles", "documents", "items", "entries", "results", "records", "data")
"""Keys under which an export that is one object keeps its records."""

TOLD_KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "title": ("title", "headline"),
        "published_on": ("published_on", "published_at", "published", "date", "datePublished"),
        "source_uri": ("source_uri", "url", "link", "uri"),
        "publisher": ("publisher", "source", "site"),
        "author": ("author", "authors", "byline"),
        "language": ("language", "lang"),
    }
)
"""Field of the metadata: keys that tell it, our own name first."""

LONGEST_NAME = 200


def read_record(content: bytes) -> ReadArticle:
    """Return the article of one record; its raw text is the value of its text.

    Raises:
        SourceError: It is no record of an article, or its text is empty.
    """
    record = _parse(decode(content))
    if not isinstance(record, dict):
        raise SourceError(RejectionReason.DAMAGED, "a record must be an object with a text")
    found = Findings()
    for field, keys in TOLD_KEYS.items():
        for key in keys:
            found.add(field, _words(record.get(key)), f"record {key}")
    raw_text, tables = _text_of(record)
    if not raw_text.strip():
        raise SourceError(
            RejectionReason.EMPTY,
            f"the record has no text; it is read from {', '.join((*TEXT_KEYS, *HTML_KEYS))}",
        )
    return ReadArticle(raw_text, found.metadata(), found.origins(), tables)


def open_json(content: bytes) -> list[Member]:
    """Return the records of a JSON file: of a list, of an object with a list, or of itself.

    Raises:
        SourceError: It is no text, no JSON, or no record is in it.
    """
    value = _parse(decode(content))
    if isinstance(value, dict):
        lists = (value[key] for key in LIST_KEYS if isinstance(value.get(key), list))
        value = [value] if _has_text(value) else next(lists, None)
    if not isinstance(value, list):
        raise SourceError(
            RejectionReason.UNKNOWN_FORMAT,
            "it is no export of articles: expected objects with id, text, published_on, title "
            "and source_uri, in a list or one a line",
        )
    return list(_members(value))


def open_jsonl(content: bytes) -> list[Member]:
    """Return the records of a JSONL file; a line that is no record is refused alone.

    Raises:
        SourceError: It is no text.
    """
    text = decode(content)
    lines = [(n, line) for n, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if len(lines) > 1 and not _is_json(lines[0][1]):  # one object over many lines
        return open_json(content)
    return [_line_member(number, line) for number, line in lines]


def _line_member(number: int, line: str) -> Member:
    """Return the record of one line, or its refusal."""
    try:
        return _member(_parse(line), number)
    except SourceError as error:
        return refused(f"line {number}", media.RECORD, error.reason, error.detail)


def _members(records: list[Any]) -> Iterator[Member]:
    """Yield the records of a list; one that is none is refused alone."""
    for number, record in enumerate(records, start=1):
        yield _member(record, number)


def _member(record: object, number: int) -> Member:
    """Return one record, named by its id, else by its number."""
    if not isinstance(record, dict):
        detail = "it is no object with id, text, published_on, title and source_uri"
        return refused(f"record {number}", media.RECORD, RejectionReason.DAMAGED, detail)
    name = one_line(_words(record.get("id")) or "")[:LONGEST_NAME]
    return Member(name or str(number), media.RECORD, json.dumps(record).encode("ascii"))


def _parse(text: str) -> Any:
    """Return the value that a JSON text stands for.

    Raises:
        SourceError: It is no JSON; it says where.
    """
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise SourceError(
            RejectionReason.DAMAGED, f"it is no valid JSON ({error}); export it anew"
        ) from error


def _refuse_constant(name: str) -> None:
    """Refuse NaN and the infinities, which JSON does not have.

    Raises:
        ValueError: Always.
    """
    raise ValueError(f"{name} is no JSON")


def _is_json(text: str) -> bool:
    """Tell whether a text is JSON."""
    try:
        _parse(text)
    except SourceError:
        return False
    return True


def _has_text(record: Mapping[str, Any]) -> bool:
    """Tell whether an object is a record itself."""
    return any(isinstance(record.get(key), str) for key in (*TEXT_KEYS, *HTML_KEYS))


def _words(value: object) -> str | None:
    """Return a value in words: a text, a number, a name, or several of them."""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, dict):
        return _words(value.get("name"))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value))) or None
    return None


def _text_of(record: Mapping[str, Any]) -> tuple[str, tuple[Table, ...]]:
    """Return the text of a record with its tables; empty where it has none."""
    for key in HTML_KEYS:
        value = record.get(key)
        if isinstance(value, str) and value.strip():
            composer = read_fragment(value)
            return composer.raw_text, composer.tables
    texts = (value for key in TEXT_KEYS if isinstance(value := record.get(key), str))
    return meaningful(next(texts, "")), ()
