"""Nuisances of single characters: line ends, invisible marks, entities, ligatures."""

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from schemas import Edit

# "line one\r\nline two", "line one\rline two", and the ends of pages, columns and paragraphs
_LINE_END = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")

# soft hyphens (at a line end with it), zero-width spaces and joiners, directional marks, byte
# order marks, variation selectors, fillers, tags, what stands for a picture, control characters
_INVISIBLE = re.compile(
    "\u00ad(?:[ \t]{0,3}\n[ \t]{0,8}(?=[a-zß-ÿ]))?"
    "|[\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffc\U000e0000-\U000e01ef]"
    "|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)

# "AT&amp;T", "&amp;amp;", "caf&#233;", "it&rsquo;s"
_ENTITY = re.compile(
    r"&(?:(?:amp|#0{0,5}38|#[xX]0{0,4}26);){0,8}"
    r"(?:#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[a-zA-Z][a-zA-Z0-9]{1,30};)|&(?:amp;){1,9}"
)

_NAMED = frozenset(name for name in html5 if name.endswith(";"))
"""The names that HTML gives characters, each with its semicolon. Source: HTML 5."""

# "ﬁnance", "ofﬂine"
_LIGATURE = re.compile("[\ufb00-\ufb06]")

_LETTERS_OF = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
"""What each Latin ligature stands for. Source: Unicode, Alphabetic Presentation Forms."""


def unify_line_ends(text: str) -> Iterator[Edit]:
    """Yield an edit for each CRLF or lone CR, which files from other systems have for LF.

    Ends of pages (form feeds) and paragraphs count as well. A pattern for line ends would
    otherwise need to know all of them.
    """
    for match in _LINE_END.finditer(text):
        yield _edit(match, "\n", "line_end")


def remove_invisible(text: str) -> Iterator[Edit]:
    """Yield an edit for each character that no reader sees and every pattern trips over.

    Web pages carry soft hyphens and zero-width spaces to steer line breaks, word processors
    leave directional marks and byte order marks in the middle of numbers and names.
    """
    for match in _INVISIBLE.finditer(text):
        yield _edit(match, "", "invisible")


def decode_entities(text: str) -> Iterator[Edit]:
    """Yield an edit for each HTML entity that survived, also one that was escaped again.

    Scrapers that escape twice leave "S&amp;P 500" in plain text.
    """
    for match in _ENTITY.finditer(text):
        decoded = _decode(match.group())
        if decoded != match.group():
            yield _edit(match, decoded, "entity")


def _decode(entity: str) -> str:
    """Return what an entity stands for, however often it was escaped; itself if nothing."""
    name = entity.rsplit("&", 1)[-1].rsplit(";", 2)[-2] + ";"
    if not name.startswith("#") and name not in _NAMED:
        return entity
    decoded = unescape(entity)
    while decoded != entity:
        entity, decoded = decoded, unescape(decoded)
    return decoded


def open_ligatures(text: str) -> Iterator[Edit]:
    """Yield an edit for each ligature, which PDF fonts put in place of two or three letters.

    No word list knows "ﬁscal".
    """
    for match in _LIGATURE.finditer(text):
        yield _edit(match, _LETTERS_OF[match.group()], "ligature")


def _edit(match: re.Match[str], replacement: str, rule: str) -> Edit:
    """Return the edit that puts `replacement` where `match` was found."""
    return Edit(char_start=match.start(), char_end=match.end(), replacement=replacement, rule=rule)
