"""Quantities as articles write them: span, value, unit, form."""

from decimal import Decimal

import pytest

from pipeline.grammar.quantities import QuantityGrammar, load_quantity_grammar


@pytest.fixture(scope="module")
def grammar() -> QuantityGrammar:
    """The grammar over the repository's tables."""
    return load_quantity_grammar()


MONEY = [
    ("sales of $61.71 billion", "$61.71 billion", "61710000000", "USD"),
    ("raised US$30m", "US$30m", "30000000", "USD"),
]


@pytest.mark.parametrize(("text", "quote", "value", "unit"), MONEY, ids=[row[0] for row in MONEY])
def test_money(grammar: QuantityGrammar, text: str, quote: str, value: str, unit: str) -> None:
    """An amount of money is found with its whole span, plain value and ISO 4217 unit."""
    (found,) = grammar.scan(text).quantities
    assert (text[found.start : found.end], found.value, found.unit) == (quote, Decimal(value), unit)
