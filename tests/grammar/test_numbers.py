"""Numerals and number words: their digits, their words, and what is no number."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.grammar.numbers import NumeralReader, load_number_words, parse_numeral
from pipeline.grammar.numbers_tokens import PADDING, Lexer

NUMERALS = [
    ("61.71", "61.71"),
    ("1,234,567", "1234567"),
    ("1,234.5", "1234.5"),
    ("12,34,567", "1234567"),
    ("1 234 567", "1234567"),
    ("1\u00a0234", "1234"),
    ("1'234'567", "1234567"),
    ("1.234.567,89", "1234567.89"),
    ("2,5", "2.5"),
    (".5", "0.5"),
    ("007", "7"),
]

NUMERALS_WITH_COMMA = [
    ("1.234,5", "1234.5"),
    ("1.234", "1234"),
    ("2,75", "2.75"),
    ("2.5", "2.5"),
]

SPELLED = [
    ("seven", "seven", "7"),
    ("twenty-five plants", "twenty-five", "25"),
    ("one hundred and five", "one hundred and five", "105"),
    ("two hundred and fifty thousand", "two hundred and fifty thousand", "250000"),
    ("two thousand million", "two thousand million", "2000000000"),
    ("five lakh crore", "five lakh crore", "5000000000000"),
    ("two dozen", "two dozen", "24"),
    ("half a million", "half a million", "500000"),
    ("quarter of a billion", "quarter of a billion", "250000000"),
    ("one and a half", "one and a half", "1.5"),
    ("two million and a half", "two million and a half", "2500000"),
    ("2 1/2 inches", "2 1/2", "2.5"),
    ("6-3/8 percent", "6-3/8", "6.375"),
    ("2½ years", "2½", "2.5"),
    ("one hundred and two hundred", "one hundred", "100"),
    ("two three", "two", "2"),
]

NO_NUMBERS = ["million", "plant", "and five", "hundredth", "°"]


@pytest.mark.parametrize(("text", "value"), NUMERALS, ids=[row[0] for row in NUMERALS])
def test_numeral_has_its_value(text: str, value: str) -> None:
    """Grouping signs are dropped and one decimal sign is read, however digits are grouped."""
    assert parse_numeral(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "value"), NUMERALS_WITH_COMMA, ids=[row[0] for row in NUMERALS_WITH_COMMA]
)
def test_numeral_with_decimal_comma_has_its_value(text: str, value: str) -> None:
    """Where the comma is the decimal sign, a full stop before three digits groups."""
    assert parse_numeral(text, decimal_comma=True) == Decimal(value)


@given(st.integers(min_value=0, max_value=10**18))
def test_grouped_integer_reads_back(number: int) -> None:
    """An integer written with commas is the integer again, in both conventions."""
    assert parse_numeral(f"{number:,}") == number
    assert parse_numeral(f"{number:,}".replace(",", "."), decimal_comma=True) == number


@pytest.fixture(scope="module")
def reader() -> NumeralReader:
    """A reader over the repository's number words."""
    return NumeralReader(load_number_words())


@pytest.mark.parametrize(("text", "quote", "value"), SPELLED, ids=[row[0] for row in SPELLED])
def test_number_in_words_has_its_value(
    reader: NumeralReader, text: str, quote: str, value: str
) -> None:
    """A number in words is read as far as it goes, with a fraction that belongs to it."""
    (line,) = Lexer(["$"], decimal_comma=False).lines(text)
    number = reader.read(line, PADDING)
    assert number is not None
    assert (text[number.start : number.end], number.value) == (quote, Decimal(value))


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_other_words_are_no_number(reader: NumeralReader, text: str) -> None:
    """A scale without a number, and words that only look like one, begin no number."""
    (line,) = Lexer(["$"], decimal_comma=False).lines(text)
    assert reader.read(line, PADDING) is None


@given(st.text(max_size=300))
def test_tokens_keep_every_character_but_white_space(text: str) -> None:
    """The tokens stand in reading order at their places and leave out white space alone."""
    lexer = Lexer(["$", "EUR"], decimal_comma=False)
    tokens = [token for line in lexer.lines(text) for token in line if token.text]
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    left = "".join(token.text for token in tokens)
    assert "".join(left.split()) == "".join(text.split())
