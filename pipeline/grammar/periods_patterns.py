"""Patterns over tokens of time: "ORD QUARTER OF? YEAR" finds "third quarter of 2024"."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from pipeline.grammar.periods_calendar import Time
from pipeline.grammar.periods_tokens import Token
from pipeline.grammar.periods_words import Word

_LETTERS = ["", *(chr(0x100 + word) for word in Word)]
"""One letter for each kind of token, so that tokens can be searched as a string."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The tokens that one pattern matched, and the day that relative words count from."""

    tokens: Sequence[Token]
    anchor: date | None

    def find(self, *kinds: Word) -> Token | None:
        """Return the first token of one of the kinds; None where there is none."""
        return next((token for token in self.tokens if token.kind in kinds), None)

    def value(self, kind: Word, default: int = 0) -> int:
        """Return the number of the first token of a kind; `default` where there is none."""
        token = self.find(kind)
        return default if token is None else token.value

    def has(self, *kinds: Word) -> bool:
        """Return whether a token of one of the kinds is there."""
        return self.find(*kinds) is not None

    def times(self) -> list[Time]:
        """Return what the tokens mean that already are times, in reading order."""
        return [token.time for token in self.tokens if token.time is not None]


Build = Callable[[Piece], Time | None]
"""Turns matched tokens into a time; None where they make none after all."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of token kinds, what it makes of them, and the name it gives as the reason.

    In a pattern the names of `Word` stand for tokens; `|`, `?` and brackets mean what they mean
    in regular expressions, and a hyphen of the text may stand between any two tokens.
    """

    name: str
    pattern: str
    build: Build
    kind: Word = Word.POINT


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules that are tried together; of two that overlap the longer match wins."""

    rules: tuple[Rule, ...] = field()

    def reduce(self, tokens: list[Token], anchor: date | None) -> list[Token]:
        """Return the tokens with every match replaced by the one token that it means."""
        reduced: list[Token] = []
        position = 0
        for start, end, token in _best(_matches(self, tokens, anchor)):
            reduced += [*tokens[position:start], token]
            position = end
        return reduced + tokens[position:]


_Match = tuple[int, int, Token]


def letters(tokens: Sequence[Token]) -> str:
    """Return the tokens as a string, one letter for each."""
    return "".join([_LETTERS[token.kind] for token in tokens])


@cache
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Return the regular expression over letters that a pattern of token kinds means."""
    hyphen = f"{_LETTERS[Word.HYPHEN]}?"
    spaced = re.sub(r"(?<=[A-Z?)]) (?=[A-Z(])", hyphen, pattern)
    named = re.sub(r"[A-Z_]+", lambda name: _LETTERS[Word[name.group()]], spaced)
    # Where an optional word is missing, its hyphen must not be taken either.
    bare = _LETTERS[Word.HYPHEN]
    return re.compile(f"(?!{bare})(?:{named})(?<!{bare})")


def _matches(rule_set: RuleSet, tokens: list[Token], anchor: date | None) -> list[_Match]:
    """Return every match of every rule that means a time, in no order."""
    string = letters(tokens)
    found: list[_Match] = []
    for rule in rule_set.rules:
        for match in compile_pattern(rule.pattern).finditer(string):
            piece = tokens[match.start() : match.end()]
            time = rule.build(Piece(piece, anchor))
            if time is not None:
                found.append((match.start(), match.end(), _joined(rule, piece, time)))
    return found


_LEADING = {Word.THE, Word.FROM, Word.BETWEEN}
"""Words that a pattern needs and that are no part of the expression."""


def _joined(rule: Rule, piece: Sequence[Token], time: Time) -> Token:
    """Return the one token that a match means; a rule without name keeps its part's name."""
    if rule.kind is Word.OTHER:
        return Token(Word.OTHER, piece[0].start, piece[-1].end)
    start = next(token.start for token in piece if token.kind not in _LEADING)
    name = rule.name or next((token.rule for token in piece if token.rule), "")
    return Token(rule.kind, start, piece[-1].end, 0, time, name)


def _best(matches: list[_Match]) -> list[_Match]:
    """Return the longest matches that do not overlap, in reading order."""
    taken: set[int] = set()
    best: list[_Match] = []
    for start, end, token in sorted(matches, key=lambda match: (match[0] - match[1], match[0])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            best.append((start, end, token))
    return sorted(best, key=lambda match: match[0])
