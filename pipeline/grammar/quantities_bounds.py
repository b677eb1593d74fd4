"""What the words beside a number say of it: about, nearly, more than, at least, up to."""

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from pipeline.grammar.numbers import HYPHENS
from pipeline.grammar.numbers_tokens import NUMERAL, Line, Token, adjoined
from pipeline.grammar.quantities_amount import Amount
from pipeline.grammar.quantities_found import Form
from pipeline.lexicon import read_table
from schemas import Bound

BOUND_COLUMNS = ("words", "bound", "place", "source")

_DETERMINERS = frozenset({"a", "an", "the", "its", "their", "his", "her"})
# "over 120 days", "within three months": here a time, no bound
_OF_TIME = frozenset({"over", "within", "under", "about", "crossing", "passing", "top", "beyond"})

Phrase = tuple[str, ...]
Phrases = Mapping[str, list[tuple[Phrase, Bound]]]
"""Phrases by the word that stands next to the number, longest first."""


class BoundReader:
    """Finds the bound of an amount from the phrases of `seeds/lexicon/bounds.csv`."""

    def __init__(self, phrases: Mapping[str, Phrases]) -> None:
        self._before = phrases["before"]
        self._verbs = phrases["verb"]
        self._after = phrases["after"]

    def read(self, line: Line, amount: Amount) -> tuple[Bound, str]:
        """Return the bound of `amount` and the words that set it; exact and "" where none do."""
        if amount.plus:
            return Bound.ABOVE, "+"
        found = self._read_after(line, amount) or self._read_before(line, amount)
        return found or (Bound.APPROXIMATE if amount.vague else Bound.EXACT, "")

    def _read_before(self, line: Line, amount: Amount) -> tuple[Bound, str] | None:
        i = amount.first
        found = _nearest(self._before, line, i)
        if found is None and line[i - 1].lower in _DETERMINERS:
            found = self._past_determiner(line, amount, i - 1)
        found = found or _nearest(self._verbs, line, i)
        if found and amount.form is Form.DURATION and found[1].lower() in _OF_TIME - {"about"}:
            return None
        return found

    def _past_determiner(self, line: Line, amount: Amount, i: int) -> tuple[Bound, str] | None:
        """Return the bound before a determiner: "surpass the $200 billion", "over a million"."""
        verb = _nearest(self._verbs, line, i)
        if verb:
            return verb
        if line[i].lower in {"a", "an"} and (amount.spelled or amount.form is Form.PERCENT):
            found = _nearest(self._before, line, i)
            return found if found and (amount.spelled or found[0] is Bound.APPROXIMATE) else None
        return None

    def _read_after(self, line: Line, amount: Amount) -> tuple[Bound, str] | None:
        i = amount.stop
        hyphen = line[i].text in HYPHENS and adjoined(line, i)
        for words, bound in self._after.get(line[i + hyphen].lower, ()):
            tokens = line[i + hyphen : i + hyphen + len(words)]
            fits = len(words) > 1 or hyphen
            if line[i + hyphen + len(words)].lower == "than":  # "200 or more than 300"
                fits = line[i + hyphen + len(words) + 1].kind != NUMERAL
            if line[i + hyphen].lower == "and" and line[i + hyphen + len(words)].lower == "than":
                fits = False  # "no more than 12 and more than 100": another limit
            if fits and all(t.lower == word for t, word in zip(tokens, words, strict=True)):
                return bound, _quote(tokens)
        return None


def _nearest(phrases: Phrases, line: Line, i: int) -> tuple[Bound, str] | None:
    """Return the bound of the longest phrase that ends before token `i`, with its words."""
    for words, bound in phrases.get(line[i - 1].lower, ()):
        tokens = line[i - len(words) : i]
        if all(token.lower == word for token, word in zip(tokens, words, strict=True)):
            return bound, _quote(tokens)
    return None


def _quote(tokens: list[Token]) -> str:
    """Return tokens as they stand: a space where there was any white space."""
    text = tokens[0].text
    for before, token in pairwise(tokens):
        text += token.text if before.end == token.start else f" {token.text}"
    return text


def load_bounds(workspace: Path | None = None) -> BoundReader:
    """Return the reader of the phrases in `seeds/lexicon/bounds.csv`.

    Raises:
        SettingsError: The table is missing or broken.
    """
    phrases: dict[str, dict[str, list[tuple[Phrase, Bound]]]] = {}
    for row in read_table("bounds", BOUND_COLUMNS, workspace=workspace):
        words = _phrase(row["words"].removeprefix("… "))
        nearest = words[0] if row["place"] == "after" else words[-1]
        place = phrases.setdefault(row["place"], {})
        place.setdefault(nearest, []).append((words, Bound(row["bound"])))
    for place in phrases.values():
        for found in place.values():
            found.sort(key=lambda entry: -len(entry[0]))
    return BoundReader(phrases)


def _phrase(words: str) -> Phrase:
    """Return a phrase as lexed: a full stop or sign is a token of its own."""
    spaced = words.replace(".", " .").replace(">=", "> =").replace("<=", "< =")
    return tuple(spaced.split())
