"""Phrases around a number that make it no quantity, from `seeds/lexicon/number_contexts.csv`."""

from collections.abc import Iterable
from pathlib import Path

from pipeline.grammar.numbers_tokens import Lexer, Line
from pipeline.lexicon import Row, read_table
from schemas import NumberReason

CONTEXT_COLUMNS = ("phrase", "reason", "place", "source")

Phrase = tuple[str, ...]
_Index = dict[str, list[tuple[Phrase, NumberReason]]]


class NumberContexts:
    """Phrases before, after and around numbers, found by their word next to the number.

    A phrase with a capital letter is matched exactly, any other in any case.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        cut = Lexer(["$"], decimal_comma=False)
        self._before: _Index = {}
        self._after: _Index = {}
        self._whole: _Index = {}
        for row in rows:
            words = tuple(
                token.text
                for line in cut.lines(row["phrase"].removeprefix("… "))
                for token in line
                if token.text
            )
            entry = (words, NumberReason(row["reason"]))
            if row["place"] == "before":
                self._before.setdefault(words[-1].lower(), []).append(entry)
            else:
                index = self._after if row["place"] == "after" else self._whole
                index.setdefault(words[0].lower(), []).append(entry)

    def before(self, line: Line, i: int) -> NumberReason | None:
        """Return the reason that the words right before token `i` give; else None."""
        for words, reason in self._before.get(line[i - 1].lower, ()):
            if _spelled(line, i - len(words), words):
                return reason
        return None

    def after(self, line: Line, i: int) -> NumberReason | None:
        """Return the reason that the words from token `i` on give; else None."""
        for words, reason in self._after.get(line[i].lower, ()):
            if _spelled(line, i, words):
                return reason
        return None

    def whole(self, line: Line, i: int) -> tuple[int, NumberReason] | None:
        """Return where the name or idiom at token `i` ends, a token, and why; else None."""
        for words, reason in self._whole.get(line[i].lower, ()):
            if _spelled(line, i, words):
                return i + len(words), reason
        return None


def _spelled(line: Line, i: int, words: Phrase) -> bool:
    """Return whether `words` stand at token `i`."""
    exact = any(word != word.lower() for word in words)
    return all(
        (token.text if exact else token.lower) == word
        for token, word in zip(line[i : i + len(words)], words, strict=True)
    )


def load_number_contexts(workspace: Path | None = None) -> NumberContexts:
    """Return the phrases of `seeds/lexicon/number_contexts.csv`.

    Raises:
        SettingsError: The table is missing or broken.
    """
    return NumberContexts(read_table("number_contexts", CONTEXT_COLUMNS, workspace=workspace))
