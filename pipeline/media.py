"""The forms that articles come in: by the ending of a name, and by the first bytes."""

from types import MappingProxyType

TEXT = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EMAIL = "message/rfc822"
JSON = "application/json"
JSONL = "application/jsonl"
FEED = "application/feed+xml"
ZIP = "application/zip"

RECORD = "application/vnd.foretell.record+json"
"""One article of an export or a feed, as one JSON object."""

UNKNOWN = "application/octet-stream"

BY_ENDING = MappingProxyType(
    {
        ".txt": TEXT,
        ".md": MARKDOWN,
        ".html": HTML,
        ".htm": HTML,
        ".xhtml": HTML,
        ".pdf": PDF,
        ".docx": DOCX,
        ".eml": EMAIL,
        ".json": JSON,
        ".jsonl": JSONL,
        ".ndjson": JSONL,
        ".rss": FEED,
        ".atom": FEED,
        ".xml": FEED,
        ".zip": ZIP,
    }
)
"""What the ending of a file's name says it is."""

CONTAINERS = frozenset({EMAIL, JSON, JSONL, FEED, ZIP})
"""Forms of which one file may hold several articles."""

_LOOKED_AT = 2_000
"""Bytes from the start by which a form is told."""

_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article")
_FEED_MARKS = (b"<rss", b"<feed", b"<rdf:rdf")
_EMAIL_STARTS = (b"received:", b"return-path:", b"delivered-to:", b"message-id:", b"mime-version:")
_DOCX_MARK = b"word/"


def by_name(name: str) -> str:
    """Return the media type that the ending of a file's name stands for."""
    stem, dot, ending = name.rpartition(".")
    return BY_ENDING.get(f".{ending.lower()}", UNKNOWN) if stem and dot else UNKNOWN


def by_content(content: bytes) -> str:
    """Return the media type that the bytes speak for: what was piped in has no name.

    What nothing speaks for is plain text.
    """
    start = content[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(b"%pdf-"):
        return PDF
    if start.startswith(b"pk\x03\x04"):
        return DOCX if _DOCX_MARK in content else ZIP
    if start.startswith(_HTML_STARTS):
        return HTML
    if start.startswith(b"<") and any(mark in start for mark in _FEED_MARKS):
        return FEED
    if start.startswith(_EMAIL_STARTS) and b"\nfrom:" in start:
        return EMAIL
    return _by_braces(start)


def _by_braces(start: bytes) -> str:
    """Return whether a text that begins with a bracket is an export; else plain text."""
    if start.startswith(b'{"'):
        return JSONL  # which is read as one object too
    if start.startswith(b"[") and start[1:].lstrip().startswith(b"{"):
        return JSON
    return TEXT
