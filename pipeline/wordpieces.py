"""Words cut into the pieces that the reading net knows, each with its place in the text.

The division is BERT's (Devlin et al., 2019): lower case without accents, marks of punctuation by
themselves, then of each word the longest known beginning, and so on with what is left. Only
quotation marks are straightened before. The
table of pieces is the pre-trained encoder's. Written here because the usual library for it
brings a client of a model hub along.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

LONGEST = 256
"""Pieces of a window; what comes behind them is not read."""
LONGEST_WORD = 100
"""Characters of a word that is divided; a longer one is unknown as a whole."""
KEPT_WORDS = 20_000
"""Words whose pieces are kept in mind."""
UNKNOWN = "[UNK]"
INNER = "##"
"""What pieces that go on with a word are written with."""
IDEOGRAPHS = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2CEAF), (0xF900, 0xFAFF),
              (0x2F800, 0x2FA1F))  # fmt: skip
"""Blocks of Chinese characters: each is a word by itself."""

STRAIGHT = {"‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "„": '"'}
"""Quotation marks and apostrophes as a typewriter has them: they mean the same."""

Piece = tuple[int, int, int]
"""Number, first character and one past the last, counted from the word's first."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a stretch of text, in reading order.

    `starts` and `ends` are each piece's first character and one past its last, in the text.
    """

    ids: list[int]
    starts: NDArray[np.intp]
    ends: NDArray[np.intp]

    def touching(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the run of pieces that touch `[start, end)` of the text; None for none."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        last = int(np.searchsorted(self.starts, end, side="left"))
        return (first, last) if first < last else None


def joined(parts: Sequence[Pieces]) -> Pieces:
    """Return the pieces of several stretches that follow one another, the first `LONGEST`."""
    ids = [number for part in parts for number in part.ids][:LONGEST]
    starts = np.concatenate([part.starts for part in parts])[:LONGEST]
    return Pieces(ids, starts, np.concatenate([part.ends for part in parts])[:LONGEST])


class PieceTable:
    """Divides words into pieces."""

    def __init__(self, pieces: list[str]) -> None:
        """Take the known pieces in the order of their numbers."""
        self._ids = {piece: number for number, piece in enumerate(pieces)}
        self._unknown = self._ids[UNKNOWN]
        self._words: dict[str, tuple[Piece, ...]] = {}

    def ids_of(self, words: str) -> list[int]:
        """Return the numbers of the pieces of some words."""
        return self.cut(words, 0, len(words)).ids

    def cut(self, text: str, start: int, end: int) -> Pieces:
        """Return the first `LONGEST` pieces of `text[start:end]`; positions are those of `text`."""
        found: list[Piece] = []
        for first, last in _words(text, start, end):
            found += [(i, first + a, first + b) for i, a, b in self._pieces(text[first:last])]
            if len(found) >= LONGEST:
                del found[LONGEST:]
                break
        places = np.array([(a, b) for _, a, b in found], dtype=np.intp).reshape(-1, 2)
        return Pieces([i for i, _, _ in found], places[:, 0], places[:, 1])

    def _pieces(self, word: str) -> tuple[Piece, ...]:
        """Return the pieces of one word."""
        known = self._words.get(word)
        if known is None:
            if len(self._words) >= KEPT_WORDS:
                self._words.clear()
            known = self._words[word] = self._divide(word)
        return known

    def _divide(self, word: str) -> tuple[Piece, ...]:
        """Return the longest known pieces from left to right, or the unknown one for all."""
        if word.isascii() and word.isprintable():  # nothing to take off: most words
            letters, places = word.lower(), list(range(len(word)))
        else:
            plain = [(c, at) for at, written in enumerate(word) for c in _plain(written)]
            letters, places = "".join(c for c, _ in plain), [at for _, at in plain]
        if not letters:
            return ()
        pieces: list[Piece] = []
        at = 0
        while at < len(letters) <= LONGEST_WORD:
            end = self._longest(letters, at)
            if end == at:
                break
            number = self._ids[(INNER if at else "") + letters[at:end]]
            pieces.append((number, places[at], places[end - 1] + 1))
            at = end
        return tuple(pieces) if at == len(letters) else ((self._unknown, 0, len(word)),)

    def _longest(self, letters: str, at: int) -> int:
        """Return where the longest known piece from `at` on ends; `at` for none."""
        prefix = INNER if at else ""
        end = len(letters)
        while end > at and prefix + letters[at:end] not in self._ids:
            end -= 1
        return end


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the places of words, and of marks that stand by themselves."""
    words: list[tuple[int, int]] = []
    begun = start
    for at in range(start, end):
        character = text[at]
        if character.isalnum() and not _is_ideograph(character):
            continue
        if character.isspace() or _stands_alone(character):
            if begun < at:
                words.append((begun, at))
            if not character.isspace():
                words.append((at, at + 1))
            begun = at + 1
    if begun < end:
        words.append((begun, end))
    return words


def _stands_alone(character: str) -> bool:
    """Tell whether a character is punctuation, or a sign of ASCII that counts as such."""
    is_sign = character.isascii() and character.isprintable() and not character.isalnum()
    return is_sign or unicodedata.category(character)[0] == "P" or _is_ideograph(character)


def _is_ideograph(character: str) -> bool:
    """Tell whether a character is a Chinese one."""
    code = ord(character)
    return code > 0x33FF and any(first <= code <= last for first, last in IDEOGRAPHS)


def _plain(character: str) -> str:
    """Return a character in lower case, straight, without accents and controls."""
    apart = unicodedata.normalize("NFD", STRAIGHT.get(character, character))
    kept = (c for c in apart if unicodedata.category(c) not in ("Mn", "Cc", "Cf", "Co", "Cn"))
    return "".join(kept).lower()


def read_pieces(path: Path) -> PieceTable:
    """Return the table of a file with a piece on each line.

    Raises:
        OSError: The file cannot be read.
        ValueError: It is no such table.
    """
    pieces = path.read_text(encoding="utf-8").splitlines()
    if UNKNOWN not in pieces:
        raise ValueError(f"{path.name} has no piece {UNKNOWN}")
    return PieceTable(pieces)
