"""What tells a glued sentence border from a name: word lists, and the article's own words."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon import read_table

# "serversGartner" is one run of letters, "Gartner's" begins with one
_LETTERS = re.compile(r"[^\W\d_]+")

# "Northwind Mills": two capitalised words with a space between them, the second looked at ahead
_PAIR = re.compile(r"(?<![^\W\d_])([A-Z][^\W\d_]{2,30}) (?=([A-Z][^\W\d_]{1,30}))")

_ENDINGS = (
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("d", ""),
    ("ed", ""),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
    ("er", ""),
    ("er", "e"),
)
"""English endings and what the base form has in their place. Source: own."""


@dataclass(frozen=True, slots=True)
class GlueWords:
    """The word lists, each word as it is written in its table."""

    common: frozenset[str]
    openers: frozenset[str]
    weak_openers: frozenset[str]
    determiners: frozenset[str]
    links: frozenset[str]
    names: frozenset[str]
    acronyms: frozenset[str]
    furniture: frozenset[str]
    headings: frozenset[str]
    small: frozenset[str]
    verbs: frozenset[str]
    abbreviations: Mapping[str, str]

    def is_opener(self, word: str) -> bool:
        """Return whether `word` often begins a sentence: "The", "According", "In"."""
        return word in self.openers or word in self.weak_openers

    def is_common(self, word: str) -> bool:
        """Return whether `word`, in lower case, is an English word or a form of one."""
        plain = re.split("['’]", word.lower(), maxsplit=1)[0]
        return plain in self.common or any(
            plain.endswith(ending) and plain[: -len(ending)] + base in self.common
            for ending, base in _ENDINGS
        )


@cache
def load_glue_words() -> GlueWords:
    """Return the tables common_words, glue_words and abbreviations, ready to ask.

    Raises:
        SettingsError: One of the tables is missing or wrong.
    """
    rows = read_table("glue_words", ("word", "role", "source"))
    common = read_table("common_words", ("word", "source"))
    abbreviations = read_table("abbreviations", ("abbreviation", "ends", "source"))

    def of(role: str) -> frozenset[str]:
        return frozenset(row["word"] for row in rows if row["role"] == role)

    return GlueWords(
        common=frozenset(row["word"] for row in common),
        openers=of("opener"),
        weak_openers=of("weak_opener"),
        determiners=of("determiner"),
        links=of("link"),
        names=of("name"),
        acronyms=of("acronym"),
        furniture=of("furniture"),
        headings=of("heading"),
        small=of("small"),
        verbs=of("verb"),
        abbreviations={row["abbreviation"]: row["ends"] for row in abbreviations},
    )


@dataclass(frozen=True, slots=True)
class Evidence:
    """How often each run of letters stands in the article, and each two capitalised words."""

    counts: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]

    @classmethod
    def of(cls, text: str) -> "Evidence":
        """Return the counts of `text`."""
        return cls(Counter(_LETTERS.findall(text)), Counter(_PAIR.findall(text)))

    def stands_alone(self, word: str) -> bool:
        """Return whether the article has `word` somewhere with nothing glued to it."""
        return self.counts.get(word, 0) > 0

    def is_repeated(self, word: str) -> bool:
        """Return whether the article has `word` more than once, as it has its names."""
        return self.counts.get(word, 0) > 1

    def is_pair(self, word: str, following: str) -> bool:
        """Return whether the article has these two capitalised words side by side elsewhere."""
        letters = _LETTERS.match(following)
        return letters is not None and self.pairs.get((word, letters.group()), 0) > 0
