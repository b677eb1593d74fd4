"""Words that a line end divides, as printed pages and PDF files do."""

import re
from collections.abc import Iterator

from pipeline.clean.words import Evidence, GlueWords, load_glue_words
from schemas import Edit

# "semi-|conductor" with a line end after the hyphen; "\u2010" is a hyphen, too
_DIVIDED = re.compile(
    r"(?<![^\W\d_])([^\W\d_]{2,30})[-\u2010][ \t]{0,3}\n[ \t]{0,8}([a-zß-ÿ]{2,30})"
)

# "long-term" within a line
_COMPOUND = re.compile(r"[^\W\d_]{2,30}-[^\W\d_]{2,30}")


def join_divided_words(text: str) -> Iterator[Edit]:
    """Yield an edit for each hyphen at a line end within a word, or for its line end alone.

    "semi-" and "conductor" are one word, "long-" and "term" two with a hyphen: what the article
    writes elsewhere tells, else the word list.
    """
    found = list(_DIVIDED.finditer(text))
    if not found:
        return
    words, evidence = load_glue_words(), Evidence.of(text)
    compounds = frozenset(_COMPOUND.findall(text))
    for match in found:
        kept = f"{match[1]}-{match[2]}" in compounds
        kept = kept or _is_compound(match[1], match[2], words, evidence)
        hyphen = "-" if kept else ""
        yield Edit(
            char_start=match.end(1),
            char_end=match.start(2),
            replacement=hyphen,
            rule="divided_word",
        )


def _is_compound(left: str, right: str, words: GlueWords, evidence: Evidence) -> bool:
    """Return whether the two halves are a compound ("long-term") and no divided word."""
    whole = left + right
    if evidence.stands_alone(whole) or words.is_common(whole):
        return False
    return words.is_common(left) and words.is_common(right) and len(right) > 2
