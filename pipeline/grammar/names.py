"""Names of organisations as strings: words, legal forms, keys, and short forms.

Nothing here reads a file: the legal forms come in as a table (`seeds/lexicon/legal_forms.csv`).
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

# "Quarl", "AT&T", "Coca-Cola", "McDonald's", "Amazon.com", "L.P.": one word of a name.
WORD = re.compile(r"[^\W_]{1,80}(?:[&'’.+\-/][^\W_]{1,80}){0,12}")

# "'s" and "’s" of "Gartner's"; the bare "'" of "Jones'" is no part of a word anyway.
POSSESSIVE = re.compile(r"['’][sS]$")


# "-rated" of "Quarl-rated", "-based" of "Beijing-based": not the "-Cola" of "Coca-Cola".
COMPOUND = re.compile(r"(?<=[^\W\d_]{2})-[a-z][\w\-]{2,40}$")


class Word(NamedTuple):
    """One word of a text: half-open position, characters, look-up key, any capital in it."""

    start: int
    end: int
    text: str
    key: str
    has_capital: bool


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """Return `word` without case, accents and inner marks: "S.p.A." and "SpA" are both "spa"."""
    plain = word
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return "".join(c for c in plain.casefold() if c.isalnum() or c == "&")


def split_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of `text[start:end]` in order.

    A possessive "'s" is left out of its word, and so is what follows the hyphen of a compound
    like "Beijing-based".
    """
    words = []
    for match in WORD.finditer(text, start, len(text) if end is None else end):
        surface = match.group()
        if not surface.isalnum():
            cut = POSSESSIVE.search(surface) or COMPOUND.search(surface)
            surface = surface[: cut.start()] if cut else surface
        begin = match.start()
        words.append(
            Word(
                begin, begin + len(surface), surface, word_key(surface), surface != surface.lower()
            )
        )
    return words


class LegalForms:
    """The legal forms of companies ("Inc.", "S.p.A.", "Pte Ltd"), found at a place or taken off."""

    def __init__(self, forms: Iterable[tuple[str, bool]]) -> None:
        """Take pairs of a form and whether a full stop after it belongs to it.

        A form of two or three capitals ("AS") is one in capitals only.
        """
        self._forms: dict[tuple[str, ...], bool] = {}
        self._bare: dict[tuple[str, ...], bool] = {}
        self._capital: set[tuple[str, ...]] = set()
        for form, dotted in forms:
            keys = tuple(word_key(part) for part in WORD.findall(form))
            self._forms[keys] = dotted
            if "." not in form:
                self._bare[keys] = dotted
            if form.isupper() and len(form) <= 3:
                self._capital.add(keys)
        self._longest: dict[str, int] = {}
        for keys in self._forms:
            self._longest[keys[0]] = max(len(keys), self._longest.get(keys[0], 0))
        self._most = max(self._longest.values(), default=0)

    def match(self, words: list[Word], at: int) -> int:
        """Return how many words from `words[at]` on are one legal form; 0 for none."""
        longest = self._longest.get(words[at].key, 0)
        for length in range(min(longest, len(words) - at), 0, -1):
            keys = tuple(word.key for word in words[at : at + length])
            if keys in self._forms and (words[at].text.isupper() or keys not in self._capital):
                return length
        return 0

    def dot_end(self, text: str, words: list[Word]) -> int:
        """Return where the form made of `words` ends, its full stop included where it has one.

        "N.V." has one; the stop after "NV" is the sentence's.
        """
        end = words[-1].end
        keys = tuple(word.key for word in words)
        dotted = self._forms.get(keys)
        if not any("." in word.text for word in words):
            dotted = self._bare.get(keys, dotted)
        return end + 1 if dotted and text[end : end + 1] == "." else end

    def strip(self, name: str) -> str:
        """Return `name` without legal forms at its end: "Time Warner" for "Time Warner Inc."."""
        words = split_words(name)
        kept = len(words)
        while (size := self._form_before(words, kept)) and kept > size:
            kept -= size
        if kept == len(words):
            return name.strip()
        return re.sub(r"[\s,&(]{1,9}$", "", name[: words[kept - 1].end])

    def _form_before(self, words: list[Word], end: int) -> int:
        """Return how many words before `words[end]` are one legal form; 0 for none."""
        for length in range(min(self._most, end), 0, -1):
            if tuple(word.key for word in words[end - length : end]) in self._forms:
                return length
        return 0

    def key(self, name: str) -> str:
        """Return what equal names share: words without case, marks, "the" and legal form."""
        bare = self.strip(name)
        keys = [word.key for word in split_words(bare)]
        if len(keys) > 1 and keys[0] == "the":
            del keys[0]
        return " ".join(key for key in keys if key not in ("and", "&"))


def initials(name: str) -> str:
    """Return the upper-case initials of a name's capitalised words: "TSMC"."""
    return "".join(part[0] for part in re.split(r"[\s\-]{1,9}", name) if part[:1].isupper())


def is_acronym_of(short: str, name: str) -> bool:
    """Return whether `short` is made of the first initials of `name`: "SBC", "ADIA", "GM"."""
    letters = short.replace(".", "").replace("&", "")
    if not 2 <= len(letters) <= 7 or not letters.isupper() or " " not in name:
        return False
    return initials(name).startswith(letters)
