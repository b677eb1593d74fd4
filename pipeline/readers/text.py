"""Plain text: bytes in, characters out, or the reason why there are none."""

import unicodedata
from collections import Counter

from pipeline.readers.charset import decode
from pipeline.readers.read_article import ReadArticle
from schemas import Metadata, RejectionReason, SourceError

# Files that people rename to .txt, by their first bytes.
# Source: file(1)'s magic database.
SIGNATURES = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP or an office file",
    b"\xd0\xcf\x11\xe0": "an old office file",
    b"{\\rtf": "a rich text file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip file",
    b"ID3": "an MP3 file",
    b"\x7fELF": "a program",
}

ORDINARY_CONTROLS = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85"
"""Control characters that separate words or lines, and stand in honest texts."""

MAX_CONTROL_SHARE = 0.005
"""Above one control character in 200 it is no text; a few stray ones are."""

NOTHING = {"Cn", "Co"}
"""Unicode's categories of characters without a meaning: unassigned, and private."""

MAX_UNASSIGNED_SHARE = 0.05
"""Above one unassigned or private character in 20 it is no text that anybody reads."""


def read_text(content: bytes) -> ReadArticle:
    """Return the characters of a plain text; nothing else is known about it.

    Raises:
        SourceError: It is empty, in no known encoding, or no text at all.
    """
    return ReadArticle(decode_text(content), Metadata())


def decode_text(content: bytes) -> str:
    """Return the characters of any kind of text file.

    Raises:
        SourceError: It is empty, in no known encoding, or no text at all.
    """
    check_signature(content)
    text = decode(content)
    counts = Counter(text)
    _check_readable(counts)
    if not any(map(_is_visible, counts)):
        raise SourceError(RejectionReason.EMPTY, "there is nothing in it but white space")
    return text


def check_signature(content: bytes) -> None:
    """Refuse a file that begins as one of another kind does.

    Raises:
        SourceError: Its first bytes are those of a known kind.
    """
    for signature, name in SIGNATURES.items():
        if content.startswith(signature):
            raise SourceError(
                RejectionReason.BINARY,
                f"it is {name}, whatever its name says; rename it, or save it as text",
            )


def _check_readable(counts: Counter[str]) -> None:
    """Refuse a text, given as its characters' counts, that holds what no article is made of.

    Raises:
        SourceError: There is a NUL, or too much that stands for nothing.
    """
    total = counts.total()
    controls = sum(counts[each] for each in counts if _is_control(each))
    unassigned = sum(counts[each] for each in counts if unicodedata.category(each) in NOTHING)
    for found, most, name in (
        (counts["\0"], 0, "NULs"),
        (controls, MAX_CONTROL_SHARE * total, "control characters"),
        (unassigned, MAX_UNASSIGNED_SHARE * total, "unassigned"),
    ):
        if found > most:
            raise SourceError(
                RejectionReason.BINARY,
                f"{found} of its {total} characters are {name}; save it as text",
            )


def _is_control(character: str) -> bool:
    """Tell whether a character steers a terminal and separates nothing."""
    return unicodedata.category(character) == "Cc" and character not in ORDINARY_CONTROLS


def _is_visible(character: str) -> bool:
    """Tell whether a character is neither white space nor invisible, as a zero-width space is."""
    return not character.isspace() and unicodedata.category(character) != "Cf"
