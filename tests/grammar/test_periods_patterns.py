"""Patterns over tokens of time, and the tokens themselves."""

from datetime import date

import pytest

from pipeline.grammar.periods_calendar import Time, When
from pipeline.grammar.periods_patterns import Piece, Rule, RuleSet, compile_pattern, letters
from pipeline.grammar.periods_tokens import read_tokens
from pipeline.grammar.periods_words import Word, time_words
from schemas import Grain


def kinds(text: str) -> list[str]:
    """Return the names of the tokens of a text."""
    return [token.kind.name for token in read_tokens(text)]


TEXTS = [
    ("third quarter of 2024", ["ORD", "QUARTER", "OF", "YEAR"]),
    ("three-year", ["NUM", "HYPHEN", "YEAR_NOUN"]),
    ("2019 - 2024", ["YEARS"]),
    ("last year's", ["LAST", "YEAR_NOUN"]),
    ("last one sells nice things", ["LAST", "NUM", "OTHER"]),
    ("in $2024", ["IN", "OTHER"]),
    ("in 1,999", ["IN", "OTHER"]),
    ("2024\n\nMay", ["YEAR", "OTHER", "MONTH"]),
    ("2024\nMay", ["YEAR", "MONTH"]),
    ("5% up", ["CHANGE", "CHANGE"]),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[row[0] for row in TEXTS])
def test_read_tokens(text: str, expected: list[str]) -> None:
    """Words of time become tokens, all else one gap, and an empty line parts them."""
    assert kinds(text) == expected


def test_tokens_stand_where_they_say() -> None:
    """A token's place is that of its word, without the possessive."""
    text = "In last year's March"
    assert [text[token.start : token.end] for token in read_tokens(text)] == [
        "In",
        "last",
        "year",
        "March",
    ]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("ORD QUARTER", "first quarter", True),
        ("ORD QUARTER", "first-quarter", True),
        ("ORD QUARTER OF? YEAR", "first quarter 2024", True),
        ("ORD (QUARTER|HALF)", "first half", True),
        ("ORD QUARTER", "first half", False),
        ("A? MONTH", "-May", True),
    ],
)
def test_compile_pattern(pattern: str, text: str, found: bool) -> None:
    """Names stand for tokens, and a hyphen may stand between two of them."""
    assert bool(compile_pattern(pattern).search(letters(read_tokens(text)))) is found


def _first(piece: Piece) -> Time | None:
    """Return a fixed year."""
    return When(Grain.YEAR, 2001 if piece.anchor is None else piece.anchor.year)


def test_longer_match_wins() -> None:
    """Of two rules that overlap the longer match is taken, whatever their order."""
    rules = RuleSet((Rule("short", "YEAR_NOUN", _first), Rule("long", "THIS YEAR_NOUN", _first)))
    (token,) = rules.reduce(read_tokens("this year"), date(2024, 5, 1))
    assert (token.rule, token.start, token.end) == ("long", 0, 9)
    assert token.time == When(Grain.YEAR, 2024)


def test_every_word_of_the_lexicon_has_a_use() -> None:
    """Months and weekdays have their numbers, and every kind is one that exists."""
    words = time_words()
    assert {entry.value for entry in words.values() if entry.kind is Word.MONTH} == set(
        range(1, 13)
    )
    assert {entry.value for entry in words.values() if entry.kind is Word.WEEKDAY} == set(range(7))
    assert all(word == word.lower() for word in words)
