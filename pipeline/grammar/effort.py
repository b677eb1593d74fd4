"""Whether a text is worth the work: what is lines without words, or numbers without end, is not.

Prose costs as much as it is long. A letter a line, or a printed table of measurements, costs a
hundred times as much and says nothing that could be told as a figure. A clock would refuse it
on one day and not on the next, so it is judged by the text itself.
"""

import re
from collections.abc import Sequence

from pipeline.grammar.sentences import SentenceSpan
from schemas import RejectionReason, SourceError

MOST_LINES = 8_000
FEWEST_WORDS = 4
"""With more sentences than this many, of fewer words than this on average, it is no prose."""

MOST_NUMBERS = 3_000
NUMBER_SHARE = 0.2
"""With more numbers than this many, and more of them than this part of the words, it is a table
that was not recognised as one. News have a number in twenty to thirty words."""

# "1,234.5": a number as far as work is concerned
NUMBER = re.compile(r"\d[\d.,]{0,30}")


def check_effort(text: str, sentences: Sequence[SentenceSpan]) -> None:
    """Make sure that a cleaned text is prose enough to be extracted from in its time.

    Raises:
        SourceError: It is lines of next to no words, or mostly numbers, and very long.
    """
    words = len(text.split())
    if len(sentences) > MOST_LINES and words < FEWEST_WORDS * len(sentences):
        raise _too_costly(f"{len(sentences):,} lines with {words:,} words are no article")
    numbers = sum(1 for _ in NUMBER.finditer(text))
    if numbers > MOST_NUMBERS and numbers > NUMBER_SHARE * words:
        raise _too_costly(f"{numbers:,} numbers among {words:,} words are no article")


def _too_costly(why: str) -> SourceError:
    """Return the error of a text that is too much work."""
    return SourceError(RejectionReason.TOO_COSTLY, f"{why}; give its text without its tables")
