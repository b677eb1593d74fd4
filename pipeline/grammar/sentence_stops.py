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

# what goes on after the next word: " reported", " of"; no capital, no mark between
_GOES_ON = re.compile(r" (?P<second>[a-z]{2,14})\b")

# "Item 1A. Risk Factors", not "in 2025."
_NUMBERED = re.compile(r"\d{1,2}[A-Z]$")

_AUXILIARIES = frozenset(
    "is are was were has have had will would can could may might should did does".split()
)
"""Verbs that a sentence's subject stands before, beside those of companies."""

_LEGAL = frozenset("Inc Corp Co Cos Ltd Plc plc LLC L.L.C L.P N.V B.V S.A S.p.A A.G Bhd".split())
"""Abbreviations of legal forms, as the table `abbreviations` writes them."""

_AFTER = frozenset("KG KGaA LLP LP NV BV SA AG SE PLC".split())
"""What else a legal form goes on with: "GmbH & Co. KG"."""

_CONTEXT = 16
"""Characters of the word before a stop that are looked at."""


@dataclass(frozen=True, slots=True)
class StopWords:
    """Abbreviations with how they end sentences (never, number, maybe), and words around them.

    `openers` begin sentences; `verbs` are what companies do, `nouns` what follows their names
    ("shares"), `titles` what people are called before theirs.
    """

    abbreviations: Mapping[str, str]
    openers: frozenset[str]
    verbs: frozenset[str]
    nouns: frozenset[str]
    titles: frozenset[str]


@cache
def load_stop_words() -> StopWords:
    """Return the tables `abbreviations`, `glue_words` and `company_words`, as far as needed.

    Raises:
        SettingsError: One of the tables is missing or wrong.
    """
    abbreviations = read_table("abbreviations", ("abbreviation", "ends", "source"))
    words = read_table("glue_words", ("word", "role", "source"))
    roles: dict[str, set[str]] = {}
    for row in read_table("company_words", ("word", "role", "source")):
        roles.setdefault(row["role"], set()).add(row["word"].casefold())
    return StopWords(
        abbreviations={row["abbreviation"]: row["ends"] for row in abbreviations},
        openers=frozenset(r["word"] for r in words if r["role"] in ("opener", "weak_opener")),
        verbs=_AUXILIARIES | roles.get("verb", set()),
        nouns=frozenset(roles.get("noun", ())),
        titles=frozenset(roles.get("title", ())),
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
    if following["word"] in _LEGAL:
        return False
    if before in _LEGAL and following["word"] not in _AFTER and _is_subject(text, following, words):
        return True
    return _ends_after_word(before, following, words) or bool(match["close"])


def _starts_sentence(following: re.Match[str]) -> bool:
    """Return whether what follows can begin a sentence: not "said", but "iPhone" and "$5"."""
    word = following["word"]
    if not word:
        return bool(following["open"])
    if word[0].islower():
        return any(character.isupper() for character in word[1:3])
    return word[0].isalnum() or word[0] in "$€£¥#@+-–—•*~©®" or bool(following["open"])


def _is_subject(text: str, following: re.Match[str], words: StopWords) -> bool:
    """Return whether the next word opens a sentence: "Belden Inc. Sales rose", "… Inc. Ames said".

    Not in "Belden Inc. Chairman Ray", nor in a headline, where every word has a capital.
    """
    second = _GOES_ON.match(text, following.end())
    word = following["word"].casefold()
    is_title = word in words.titles and word.removesuffix("s") not in words.titles - {word}
    if second is None or not following["word"][:1].isupper() or is_title:
        return False
    return word in words.nouns or second["second"] in words.verbs


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
