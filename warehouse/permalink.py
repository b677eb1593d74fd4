"""An address that leads to the very words: of a page, or of a file."""

from urllib.parse import quote

WORDS_AT_EITHER_END = 5
"""Words of a long quote that a page's address names from its beginning and its end."""


def permalink(source_uri: str, origin_uri: str | None, words: str, start: int, end: int) -> str:
    """Return an address that leads to `words`, which stand between two characters of a text.

    Of a page a text fragment, which browsers scroll to and mark; of a file its characters as
    RFC 5147 counts them.

    Source: https://wicg.github.io/scroll-to-text-fragment/, RFC 5147.
    """
    for address in (origin_uri, source_uri):
        if address and address.startswith(("https://", "http://")):
            return f"{address.partition('#')[0]}#:~:text={_text_directive(words)}"
    return f"{source_uri}#char={start},{end}"


def split(link: str) -> tuple[str, str] | None:
    """Return the address and the part behind it of what `permalink` made; None for other words."""
    for mark in ("#:~:text=", "#char="):
        address, found, part = link.partition(mark)
        if found and address:
            return address, mark + part
    return None


def _text_directive(words: str) -> str:
    """Return what finds the words in a page: all of them, or the first and the last."""
    parts = words.split()
    if len(parts) <= 2 * WORDS_AT_EITHER_END:
        return _encoded(parts)
    return f"{_encoded(parts[:WORDS_AT_EITHER_END])},{_encoded(parts[-WORDS_AT_EITHER_END:])}"


def _encoded(parts: list[str]) -> str:
    """Return words as a part of an address; a dash would be read as a mark of the syntax."""
    return quote(" ".join(parts), safe="").replace("-", "%2D")
