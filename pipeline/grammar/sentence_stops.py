"""Which full stops, question and exclamation marks end a sentence."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon import read_table

# "served.", "really?!", "…", "growth.”", "(as planned.)", with notes "ill.12", "ill.[3]", "ill.*"
_STOP = re.compile(
    r"(?P<marks>[.!?…]{1,8})(?P<close>[\"”’')\]]{0,4})(?P<note>\d{1,2}(?:[,–-]\d{1,2}){0,3})?(?:\[\d{1,3}\]|[*†‡]){0,3}(?=\s)"
)

# the word up to a stop: "Inc", "U.S", "Ph.D", "Yahoo!", "J"
_WORD_BEFORE = re.compile(r"[^\W_](?:[^\s()\[\]“”\",;:/]{0,14})$")

# "U.S", "L.P", "a.m": single letters between dots
_DOTTED = re.compile(r"(?:[A-Za-z]\.){1,5}[A-Za-z]$")

# the word after: "“We", "(The", "$5", "iPhone", "- Next"
_NEXT = re.compile(r"\s{1,9}(?P<open>[\"“‘'(\[]{0,3})(?P<word>[^\s.,;:!?\"”’')\]]{0,20})")

# "Item 1A. Risk Factors", not "in 2025."
_NUMBERED = re.compile(r"\d{1,2}[A-Z]$")

_CONTEXT = 16
"""Characters of the word before a stop that are looked at."""


@dataclass(frozen=True, slots=True)
class StopWords:
    """Abbreviations with how they end sentences (never, number, maybe), and openers."""

    abbreviations: Mapping[str, str]
    openers: frozenset[str]


@cache
def load_stop_words() -> StopWords:
    """Return the tables `abbreviations` and the openers of `glue_words`.

    Raises:
        SettingsError: One of the tables is missing or wrong.
    """
    abbreviations = read_table("abbreviations", ("abbreviation", "ends", "source"))
    words = read_table("glue_words", ("word", "role", "source"))
    return StopWords(
        abbreviations={row["abbreviation"]: row["ends"] for row in abbreviations},
        openers=frozenset(r["word"] for r in words if r["role"] in ("opener", "weak_opener")),
    )


def find_stops(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where sentences end between `start` and `end`, one past their last character."""
    words = load_stop_words()
    begin = start
    for match in _STOP.finditer(text, start, end):
        if _is_border(text, begin, match, words):
            begin = match.end()
            yield begin


def _is_border(text: str, begin: int, match: re.Match[str], words: StopWords) -> bool:
    """Return whether the stop ends the sentence that started at `begin`."""
    following = _NEXT.match(text, match.end())
    if following is None:
        return True
    word = _WORD_BEFORE.search(text[max(begin, match.start() - _CONTEXT) : match.start()])
    before = word.group() if word else ""
    if match["note"] and (len(before) < 3 or before[-1:].isdigit()):
        return False
    if not _starts_sentence(following):
        return False
    if match["marks"] != ".":
        return _ends_after_mark(before + match["marks"], following, words)
    if before.isdigit() and match.start() - begin == len(before):
        return False  # "1. Introduction"
    return _ends_after_word(before, following, words) or bool(match["close"])


def _starts_sentence(following: re.Match[str]) -> bool:
    """Return whether what follows can begin a sentence: not "said", but "iPhone" and "$5"."""
    word = following["word"]
    if not word:
        return bool(following["open"])
    if word[0].islower():
        return any(character.isupper() for character in word[1:3])
    return word[0].isalnum() or word[0] in "$€£¥#@+-–—•*~©®" or bool(following["open"])


def _ends_after_mark(word: str, following: re.Match[str], words: StopWords) -> bool:
    """Return whether "?", "!" or an ellipsis ends a sentence; the mark of "Yahoo!" seldom does."""
    return word not in words.abbreviations or following["word"] in words.openers


def _ends_after_word(before: str, following: re.Match[str], words: StopWords) -> bool:
    """Return whether a full stop after `before` ends the sentence: not in "Mr. Lee", "J. Lee"."""
    opens = following["word"] in words.openers
    ends = words.abbreviations.get(before)
    if ends == "never":
        return False
    if ends == "number":
        return not following["word"][:1].isdigit()
    if ends == "maybe" or _DOTTED.search(before) or _NUMBERED.fullmatch(before):
        return opens
    if len(before) == 1 and before.isalpha() and before.isupper():
        return opens
    return True
