"""Two numbers that make one range, and two that stay two."""

from decimal import Decimal

import pytest

from pipeline.grammar.quantities import QuantityGrammar, load_quantity_grammar
from schemas import Bound

# text, quote, low, high, unit
RANGES = [
    ("€2.5bn-€3bn", "€2.5bn-€3bn", "2500000000", "3000000000", "EUR"),
    ("€2.5M- €3M", "€2.5M- €3M", "2500000", "3000000", "EUR"),
    ("a €5-6bn plan", "€5-6bn", "5000000000", "6000000000", "EUR"),
    ("between $5 and $6 billion", "$5 and $6 billion", "5000000000", "6000000000", "USD"),
    ("between 5 and 10 percent", "5 and 10 percent", "5", "10", "percent"),
    ("a 5% to 7% drop", "5% to 7%", "5", "7", "percent"),
    ("growth of 5-7%", "5-7%", "5", "7", "percent"),
    ("growth of 5–7%", "5–7%", "5", "7", "percent"),
    ("is expected to grow 5% to 7%", "5% to 7%", "5", "7", "percent"),
    ("a range of $1.51 to $1.53", "$1.51 to $1.53", "1.51", "1.53", "USD"),
    ("guidance of $3.10 to $3.30 per share", "$3.10 to $3.30 per share", "3.1", "3.3", "USD/share"),
    ("ranging from $5 to $10", "$5 to $10", "5", "10", "USD"),
    ("anywhere from 10 to 20 tonnes", "10 to 20 tonnes", "10", "20", "t"),
    ("from between 10 and 15 million", "10 and 15 million", "10000000", "15000000", "count"),
    ("$900m to $1.2bn", "$900m to $1.2bn", "900000000", "1200000000", "USD"),
    ("an 8- to 16-metre mast", "8- to 16-metre", "8", "16", "m"),
    ("1.2m-1.5m users", "1.2m-1.5m users", "1200000", "1500000", "count"),
    ("$5 million - $6 million", "$5 million - $6 million", "5000000", "6000000", "USD"),
    ("two to three plants", "two to three", "2", "3", "count"),
    ("between three and four million", "three and four million", "3000000", "4000000", "count"),
    ("two to three hundred staff", "two to three hundred staff", "200", "300", "count"),
    ("between 1,500 and 2 million users", "1,500 and 2 million users", "1500", "2000000", "count"),
    ("two or three plants", "two or three", "2", "3", "count"),
    ("lowered its outlook to 5% to 6%", "5% to 6%", "5", "6", "percent"),
]

# text, the quotes of the two quantities
PAIRS = [
    ("rose from $3.0bn to $3.2bn", "$3.0bn", "$3.2bn"),
    ("an increase from 5% to 7%", "5%", "7%"),
    ("to expand from $12.5bn in 2025 to $31bn", "$12.5bn", "$31bn"),
    ("rose 5 cents to $3.20", "5 cents", "$3.20"),
    ("raised its dividend 5 cents to 35 cents", "5 cents", "35 cents"),
    ("shares were up 3% to 5.2%", "3%", "5.2%"),
    ("fell 20% to 15%", "20%", "15%"),
    ("fell to $3m from $4m", "$3m", "$4m"),
    ("grew 16% to 250,000", "16%", "250,000"),
    ("£546m ($1.04bn)", "£546m", "$1.04bn"),
    ("estimates of $154.6M/$154.7M", "$154.6M", "$154.7M"),
    ("$5bn and $6bn", "$5bn", "$6bn"),
    ("five plants or seven mines", "five", "seven"),
]


@pytest.fixture(scope="module")
def grammar() -> QuantityGrammar:
    """The grammar over the repository's tables."""
    return load_quantity_grammar()


@pytest.mark.parametrize(
    ("text", "quote", "low", "high", "unit"), RANGES, ids=[row[0] for row in RANGES]
)
def test_range(
    grammar: QuantityGrammar, text: str, quote: str, low: str, high: str, unit: str
) -> None:
    """A range is one quantity over both numbers, which share currency, scale and unit."""
    (found,) = grammar.scan(text).quantities
    assert text[found.start : found.end] == quote
    assert (found.value, found.value_high) == (Decimal(low), Decimal(high))
    assert (found.unit, found.bound) == (unit, Bound.RANGE)


@pytest.mark.parametrize(("text", "first", "second"), PAIRS, ids=[row[0] for row in PAIRS])
def test_two_quantities(grammar: QuantityGrammar, text: str, first: str, second: str) -> None:
    """A start and an end, a change and its level, or two amounts side by side are no range."""
    found = grammar.scan(text).quantities
    assert [text[q.start : q.end] for q in found] == [first, second]
    assert all(q.value_high is None for q in found)


def test_start_of_a_change_shares_the_unit_of_its_end(grammar: QuantityGrammar) -> None:
    """In "from 5 to 7 percent" the first number is a percentage too, its span the number alone."""
    text = "It rose from 5 to 7 percent, or from $3 to $5 billion."
    found = grammar.scan(text).quantities
    assert [text[q.start : q.end] for q in found] == ["5", "7 percent", "$3", "$5 billion"]
    assert [q.unit for q in found] == ["percent", "percent", "USD", "USD"]
    assert found[2].value == Decimal(3_000_000_000)


def test_hanging_hyphen_shares_the_unit(grammar: QuantityGrammar) -> None:
    """In "108- or 50-megapixel" both are megapixels."""
    found = grammar.scan("a 108- or 50-megapixel photo").quantities
    assert [(q.value, q.unit) for q in found] == [(108, "MP"), (50, "MP")]
