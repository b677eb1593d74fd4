"""Places in the cleaned text turned into spans of the raw text, which every record carries."""

from dataclasses import dataclass
from typing import TypedDict

from pipeline.offsets import OffsetMap


class RawSpan(TypedDict):
    """The three fields that place a record in the raw text."""

    char_start: int
    char_end: int
    quote: str


@dataclass(frozen=True, slots=True)
class RawText:
    """An article's raw text and the map from its cleaned text."""

    article_id: str
    raw_text: str
    offsets: OffsetMap

    def span(self, start: int, end: int) -> RawSpan:
        """Return the raw span of `[start, end)` of the cleaned text, with its quote."""
        low, high = self.offsets.to_raw(start, end)
        return RawSpan(char_start=low, char_end=high, quote=self.raw_text[low:high])
