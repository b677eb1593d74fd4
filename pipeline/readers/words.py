"""Characters of documents made fit for a text: what stands for nothing is left out."""

import re

# The controls of C0 and C1, but for the ends of lines and the tab; halves of a surrogate pair.
_MEANINGLESS = re.compile("[\x00-\x08\x0b\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

# Spaces, tabs and ends of lines in any number; no-break spaces stay as they are.
_WHITE = re.compile(r"[ \t\r\n\f\x1c-\x1f\x85\u2028\u2029]+")


def meaningful(text: str) -> str:
    """Return the text without characters that no reader sees and no database keeps."""
    return _MEANINGLESS.sub("", text)


def one_line(text: str) -> str:
    """Return the words of a text on one line, one space between them."""
    return _WHITE.sub(" ", meaningful(text)).strip()
