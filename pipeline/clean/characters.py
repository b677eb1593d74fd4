"""Nuisances of single characters: line ends, invisible marks, entities, ligatures."""

import re
from collections.abc import Iterator
from html import unescape

from schemas import Edit

# "line one\r\nline two", "line one\rline two"
_CARRIAGE_RETURN = re.compile(r"\r\n?")

# soft hyphen, zero-width space and joiners, word joiner, bidirectional controls, byte order mark
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")

# "AT&amp;T", "&amp;amp;", "caf&#233;", "it&rsquo;s"
_ENTITY = re.compile(
    r"&(?:(?:amp|#0{0,5}38|#[xX]0{0,4}26);){0,8}"
    r"(?:#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|"
    r"(?:nbsp|lt|gt|quot|apos|lsquo|rsquo|ldquo|rdquo|ndash|mdash|hellip|bull|middot|"
    r"euro|pound|yen|cent|copy|reg|trade|deg|plusmn|times|eacute|shy|ensp|emsp|thinsp|"
    r"zwj|zwnj);)|&(?:amp;){1,9}"
)

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

    A pattern for line ends would otherwise need to know all three.
    """
    for match in _CARRIAGE_RETURN.finditer(text):
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
    """Return what an entity stands for, however often it was escaped."""
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
