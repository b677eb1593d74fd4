"""Every form that business articles write, and units that stand apart from their number."""

from decimal import Decimal

import pytest

from pipeline.grammar.quantities import QuantityGrammar, load_quantity_grammar
from schemas import Bound

POINT = ("0.35", "", "percentage_point")
MILLIONS = ("1510000000", "1530000000")

# text, quote, value, upper end or "", unit
FORMS = [
    ("margins of 7%-8% are usual", "7%-8%", "7", "8", "percent"),
    ("a 5m-9m strip", "5m-9m", "5000000", "9000000", "count"),
    ("a term of three (3) years", "three (3) years", "3", "", "year"),
    ("within a forty-five (45) mile radius", "forty-five (45) mile", "45", "", "mi"),
    ("sales of USD34.6 million", "USD34.6 million", "34600000", "", "USD"),
    ("a fee of £1.2bn", "£1.2bn", "1200000000", "", "GBP"),
    ("some $1.51 billion to $1.53 billion", "$1.51 billion to $1.53 billion", *MILLIONS, "USD"),
    ("a quarter of homes", "quarter", "0.25", "", "ratio"),
    ("one in three homes", "one in three", "0.333333333333", "", "ratio"),
    ("4 in 10 job seekers", "4 in 10", "0.4", "", "ratio"),
    ("half a million people", "half a million people", "500000", "", "count"),
    ("a quarter of a million zebras", "quarter of a million", "250000", "", "count"),
    ("it has 119 containers", "119 containers", "119", "", "count"),
    ("it has 249 million users", "249 million users", "249000000", "", "count"),
    ("with four CPUs", "four CPUs", "4", "", "count"),
    ("a 50kW motor", "50kW", "50", "", "kW"),
    ("a 420 km road", "420 km", "420", "", "km"),
    ("two to three plants", "two to three", "2", "3", "count"),
    ("1.2m-1.5m zebras", "1.2m-1.5m", "1200000", "1500000", "count"),
    ("in all 1\u202f234\u202f567 zebras", "1\u202f234\u202f567", "1234567", "", "count"),
    ("in all 5\u2009million zebras", "5\u2009million", "5000000", "", "count"),
    ("nine hundred and ninety-nine zebras", "nine hundred and ninety-nine", "999", "", "count"),
    ("a 6.1-inch display", "6.1-inch", "6.1", "", "in"),
    ('a 6.1" display', '6.1"', "6.1", "", "in"),
    ("the board is 2 1/2 in thick", "2 1/2 in", "2.5", "", "in"),
    (
        "rose 0.35 of a percentage point",
        "0.35 of a percentage point",
        "0.35",
        "",
        "percentage_point",
    ),
    ("one-tenth of one percent", "one-tenth of one percent", "0.1", "", "percent"),
    ("a half percentage point", "half percentage point", "0.5", "", "percentage_point"),
    ("40 billion (euros) at most", "40 billion (euros)", "40000000000", "", "EUR"),
    ("lost 75 USD million", "75 USD million", "75000000", "", "USD"),
    ("15 dollars and 50 cents", "15 dollars and 50 cents", "15.5", "", "USD"),
    ("he is 5 feet 2 inches tall", "5 feet 2 inches", "5.166666666667", "", "ft"),
    ("some 43 minutes per month", "43 minutes per month", "43", "", "min/month"),
    ("paid 500 rupees 20 times over", "500 rupees", "500", "", "INR"),
    ("per cent of 210", "per cent of 210", "210", "", "percent"),
    ("100 percentage", "100 percentage", "100", "", "percent"),
    ("He said: 5 trucks", "5 trucks", "5", "", "count"),
    ("a price of −€3.5m", "−€3.5m", "-3500000", "", "EUR"),
    ("$900 to more than $1,100 a pen", "$900 to more than $1,100", "900", "1100", "USD"),
]

# text, the quotes of what is found
SEVERAL = [
    ("five percent (5%) of it", ["five percent", "5%"]),
    ("for three (see page 4) pumps", ["three"]),
    ("£1.2bn (€1.4bn)", ["£1.2bn", "€1.4bn"]),
    ("it got 50 million $COIN tokens", ["50 million"]),
    ('he said "we grew by 102" and left', ["102"]),
    ("its 15 plants and 50 cents", ["15", "50 cents"]),
    ("5 feet and 2 plants", ["5 feet", "2"]),
    ("5 feet and 20 inches", ["5 feet", "20 inches"]),
    ("5 per cent of 210 shops", ["5 per cent", "210 shops"]),
    ("rose 3.5 in June and 2 in all", ["3.5", "2"]),
    ("the best quarter in years", []),
    ("won about 40 (mostly small) deals", ["40"]),
    ("from an initial price of $5 to $7", ["$5", "$7"]),
]


@pytest.fixture(scope="module")
def grammar() -> QuantityGrammar:
    """The grammar over the repository's tables."""
    return load_quantity_grammar()


@pytest.mark.parametrize(
    ("text", "quote", "low", "high", "unit"), FORMS, ids=[row[0] for row in FORMS]
)
def test_form(
    grammar: QuantityGrammar, text: str, quote: str, low: str, high: str, unit: str
) -> None:
    """Each form is one quantity with its span, value, upper end and unit."""
    found = grammar.scan(text).quantities[0]
    assert text[found.start : found.end] == quote
    assert found.value == Decimal(low)
    assert found.value_high == (Decimal(high) if high else None)
    assert found.unit == unit


@pytest.mark.parametrize(("text", "quotes"), SEVERAL, ids=[row[0] for row in SEVERAL])
def test_what_stays_apart(grammar: QuantityGrammar, text: str, quotes: list[str]) -> None:
    """What only looks like one quantity stays as many as it is."""
    assert [text[q.start : q.end] for q in grammar.scan(text).quantities] == quotes


# text, unit of each quantity
INHERITED = [
    ("€1.2 billion, up from 1.1 billion", ["EUR", "EUR"]),
    ("1.8 billion euros from 1.65 billion a year before", ["EUR", "EUR"]),
    ("2 billion from 1.5 billion euros", ["EUR", "EUR"]),
    ("€2bn (estimate 1.9 billion to 2.1 billion)", ["EUR", "EUR"]),
    ("$5 to 6 billion", ["USD"]),
    ("rose 5 and 7 percent, respectively", ["percent", "percent"]),
    ("a 10 x 20 metre hall", ["m", "m"]),
    ("€1.2 billion, with 1.1 billion zebras", ["EUR", "count"]),
    ("€1.2 billion. It has 1.1 billion in all", ["EUR", "count"]),
    ("€1.2 billion and 20 million users, up from 18 million", ["EUR", "count", "count"]),
    ("€1.2 billion, 40 in all", ["EUR", "count"]),
    ("12 firms and 5 percent", ["count", "percent"]),
    ("the teams have 5 and 7 zebras", ["count", "count"]),
]


@pytest.mark.parametrize(("text", "units"), INHERITED, ids=[row[0] for row in INHERITED])
def test_unit_named_once(grammar: QuantityGrammar, text: str, units: list[str]) -> None:
    """A currency or unit serves the numbers that a reader would read with it, and no others."""
    assert [q.unit for q in grammar.scan(text).quantities] == units


# text, low, high
LIMITS = [
    ("more than 20 and less than 35 percent", "20", "35"),
    ("larger than 20 and less than 35", "20", "35"),
    ("at most 100 and at least 20 zebras", "20", "100"),
    ("at least $5 but no more than $10 million", "5000000", "10000000"),
    ("greater than 30 and less than or equal to 40", "30", "40"),
    ("some 20~100 zebras", "20", "100"),
    ("a range of 1000 - 5000", "1000", "5000"),
    ("between minus ten and fifteen", "-10", "15"),
]

NO_LIMITS = [
    "more than 40 and less than 10",
    "more than 20 robots and less than 35 drones",
    "more than 20 and 35",
    "more than $20 and less than 35 percent",
    "200 or more than 190",
]


@pytest.mark.parametrize(("text", "low", "high"), LIMITS, ids=[row[0] for row in LIMITS])
def test_two_limits_are_a_range(grammar: QuantityGrammar, text: str, low: str, high: str) -> None:
    """A lower and an upper limit of one thing are one range."""
    (found,) = grammar.scan(text).quantities
    assert (found.value, found.value_high) == (Decimal(low), Decimal(high))
    assert found.bound is Bound.RANGE


@pytest.mark.parametrize("text", NO_LIMITS)
def test_limits_of_two_things(grammar: QuantityGrammar, text: str) -> None:
    """Limits that contradict each other, or limit two things, stay two quantities."""
    assert [q.value_high for q in grammar.scan(text).quantities] == [None, None]
