"""What every reader gives."""

from dataclasses import dataclass

from schemas import Metadata


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article's text and what is known about it.

    All offsets of the warehouse point into `raw_text`: the characters as decoded, line ends
    and all. A byte order mark says how to decode and is no character of the text.
    """

    raw_text: str
    metadata: Metadata
