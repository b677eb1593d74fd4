"""Powers of ten, and what only looks like one."""

from decimal import Decimal

import pytest

from pipeline.grammar.numbers_scientific import split_power
from pipeline.grammar.quantities import QuantityGrammar, load_quantity_grammar

# text, quote, value
POWERS = [
    ("emitted 1.2e9 tonnes", "1.2e9 tonnes", "1200000000"),
    ("a dose of 2.5e-3 grams", "2.5e-3 grams", "0.0025"),
    ("4.5 x 10^6 cells", "4.5 x 10^6", "4500000"),
    ("3 × 10⁶ units", "3 × 10⁶ units", "3000000"),
    ("an error of 2.48×10−5 seen", "2.48×10−5", "0.0000248"),
    ("a factor of 10^6 in all", "10^6", "1000000"),
    ("some 10⁹ atoms", "10⁹", "1000000000"),
    ("at 4e14 in all", "4e14", "400000000000000"),
]

# text, what is read as a number all the same
NO_POWERS = [
    ("the 7E7 jet", []),
    ("an 1e9 chip", []),
    ("under Rule 13e-4 it", []),
    ("under 17 CFR 240.13e-4 it", []),
    ("a 2 x 10-inch pair", ["10-inch"]),
    ("a gain of 10¹ again", []),
    ("5 x 10^40 of them", []),
]


@pytest.fixture(scope="module")
def grammar() -> QuantityGrammar:
    """The grammar over the repository's tables."""
    return load_quantity_grammar()


@pytest.mark.parametrize(("text", "quote", "value"), POWERS, ids=[row[0] for row in POWERS])
def test_power_of_ten(grammar: QuantityGrammar, text: str, quote: str, value: str) -> None:
    """A number with a power of ten is one number, as a Decimal."""
    (found,) = grammar.scan(text).quantities
    assert (text[found.start : found.end], found.value) == (quote, Decimal(value))


@pytest.mark.parametrize(("text", "quotes"), NO_POWERS, ids=[row[0] for row in NO_POWERS])
def test_no_power_of_ten(grammar: QuantityGrammar, text: str, quotes: list[str]) -> None:
    """Names, rules, sizes, footnotes and numbers that nothing measures are none."""
    found = [text[q.start : q.end] for q in grammar.scan(text).quantities]
    assert [quote for quote in found if "2 x" not in quote and quote != "2"] == quotes


@pytest.mark.parametrize("text", ["5", "1,234.5", "½", "1/2", ""])
def test_plain_numeral_has_no_power(text: str) -> None:
    """A numeral without a power comes back as none."""
    assert split_power(text) is None
