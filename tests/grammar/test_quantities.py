"""Quantities as articles write them: span, value, unit, form."""

from decimal import Decimal

import pytest

from pipeline.grammar.quantities import Form, QuantityGrammar, load_quantity_grammar

# text, quote, value, unit
MONEY = [
    ("sales of $61.71 billion", "$61.71 billion", "61710000000", "USD"),
    ("raised US$30m in May", "US$30m", "30000000", "USD"),
    ("paid USD34.6 million for it", "USD34.6 million", "34600000", "USD"),
    ("34.6 million USD in cash", "34.6 million USD", "34600000", "USD"),
    ("reach $25.0B by then", "$25.0B", "25000000000", "USD"),
    ("a $1.7-billion plant", "$1.7-billion", "1700000000", "USD"),
    ("a budget of $ 75 million", "$ 75 million", "75000000", "USD"),
    ("worth $1.2 billion", "$1.2\u00a0billion", "1200000000", "USD"),
    ("the fund is RMB 1.2 trillion", "RMB 1.2 trillion", "1200000000000", "CNY"),
    ("about Rs 5 lakh crore", "Rs 5 lakh crore", "5000000000000", "INR"),
    ("it won 500 crore rupees", "500 crore rupees", "5000000000", "INR"),
    ("from A$23,300 each", "A$23,300", "23300", "AUD"),
    ("a C$8.5 billion sale", "C$8.5 billion", "8500000000", "CAD"),
    ("costs CAD $10 now", "CAD $10", "10", "CAD"),
    ("costs $10 million CAD now", "$10 million CAD", "10000000", "CAD"),
    ("fell to HK$11.10 today", "HK$11.10", "11.1", "HKD"),
    ("lost 2 billion yuan", "2 billion yuan", "2000000000", "CNY"),
    ("it cost 25 billion dollars", "25 billion dollars", "25000000000", "USD"),
    ("5 million Swiss francs", "5 million Swiss francs", "5000000", "CHF"),
    ("order intake of MSEK 45", "MSEK 45", "45000000", "SEK"),
    ("shares fell to 97p", "97p", "0.97", "GBP"),
    ("paid 65 cents for it", "65 cents", "0.65", "USD"),
    ("361 million pounds in profit", "361 million pounds", "361000000", "GBP"),
    ("of $1.54 per share", "$1.54 per share", "1.54", "USD/share"),
    ("earned 64 cents a share", "64 cents a share", "0.64", "USD/share"),
    ("oil at $33 a barrel", "$33 a barrel", "33", "USD/bbl"),
    ("copper at $3.75/lb", "$3.75/lb", "3.75", "USD/lb"),
    ("costs $70.00 per square foot", "$70.00 per square foot", "70", "USD/sqft"),
    ("sold at €1,200 per tonne", "€1,200 per tonne", "1200", "EUR/t"),
    ("paid $5 per Acme share", "$5 per Acme share", "5", "USD/share"),
    ("at 1.31 euros per US dollar", "1.31 euros per US dollar", "1.31", "EUR/USD"),
    ("3 billion pounds of debt", "3 billion pounds", "3000000000", "GBP"),
    ("at $90 million per launch", "$90 million per launch", "90000000", "USD/launch"),
    ("for $9.99 a month", "$9.99 a month", "9.99", "USD/month"),
    ("saves $5bn a year", "$5bn", "5000000000", "USD"),
    ("earnings of $(1.20)", "$(1.20)", "-1.2", "USD"),
    ("cash flow was $(9.7)M", "$(9.7)M", "-9700000", "USD"),
    ("EBITDA of (£0.2)M", "(£0.2)M", "-200000", "GBP"),
    ("a result of −€3.5m", "−€3.5m", "-3500000", "EUR"),
    ("a million euros", "million euros", "1000000", "EUR"),
]

OTHERS = [
    ("rose 85.1% on the year", "85.1%", "85.1", "percent", Form.PERCENT),
    ("a loss of −1.44 %", "−1.44 %", "-1.44", "percent", Form.PERCENT),
    ("sales were +48%", "+48%", "48", "percent", Form.PERCENT),
    ("up 8.4 percent", "8.4 percent", "8.4", "percent", Form.PERCENT),
    ("up three per cent", "three per cent", "3", "percent", Form.PERCENT),
    ("up 3 pct", "3 pct", "3", "percent", Form.PERCENT),
    ("one and a half percent", "one and a half percent", "1.5", "percent", Form.PERCENT),
    ("by 50 basis points", "50 basis points", "50", "basis_point", Form.POINTS),
    ("by 75bps", "75bps", "75", "basis_point", Form.POINTS),
    ("10 percentage points", "10 percentage points", "10", "percentage_point", Form.POINTS),
    ("half a percentage point", "half a percentage point", "0.5", "percentage_point", Form.POINTS),
    ("a 10MW plant", "10MW", "10", "MW", Form.MEASURE),
    ("a 48 kWh battery", "48 kWh", "48", "kWh", Form.MEASURE),
    ("321,000 square feet", "321,000 square feet", "321000", "sqft", Form.MEASURE),
    ("a 200-square-foot shop", "200-square-foot", "200", "sqft", Form.MEASURE),
    ("a 5 nm chip", "5 nm", "5", "nm", Form.MEASURE),
    ("at 3.2 GHz", "3.2 GHz", "3.2", "GHz", Form.MEASURE),
    ("100,000 barrels a day", "100,000 barrels a day", "100000", "bbl/day", Form.MEASURE),
    ("10.9 billion lbs of copper", "10.9 billion lbs", "10900000000", "lb", Form.MEASURE),
    ("2 billion pounds of copper", "2 billion pounds", "2000000000", "lb", Form.MEASURE),
    ("a wall 5m high", "5m", "5", "m", Form.MEASURE),
    ("a 27-year mine life", "27-year", "27", "year", Form.DURATION),
    ("it was built in 120 days", "120 days", "120", "day", Form.DURATION),
    ("a 10.8 months' supply", "10.8 months", "10.8", "month", Form.DURATION),
    ("3.032 million units", "3.032 million units", "3032000", "count", Form.COUNT),
    ("a 4.99 million-unit rate", "4.99 million-unit", "4990000", "count", Form.COUNT),
    ("13,000+ students", "13,000+ students", "13000", "count", Form.COUNT),
    ("we sold 20m gadgets", "20m", "20000000", "count", Form.BARE),
    ("an index of 1 234 567", "1 234 567", "1234567", "count", Form.BARE),
    ("Four new networks", "Four", "4", "count", Form.BARE),
    ("profit doubled", "doubled", "2", "ratio", Form.MULTIPLE),
    ("the price halved", "halved", "0.5", "ratio", Form.MULTIPLE),
    ("it will triple sales", "triple", "3", "ratio", Form.MULTIPLE),
    ("twice as fast", "twice", "2", "ratio", Form.MULTIPLE),
    ("three times as many", "three times", "3", "ratio", Form.MULTIPLE),
    ("trades at 17 times earnings", "17 times", "17", "ratio", Form.MULTIPLE),
    ("a threefold rise", "threefold", "3", "ratio", Form.MULTIPLE),
    ("a 5-fold rise", "5-fold", "5", "ratio", Form.MULTIPLE),
    ("grew 2.5x", "2.5x", "2.5", "ratio", Form.MULTIPLE),
    ("half of the market", "half", "0.5", "ratio", Form.FRACTION),
    ("a quarter of sales", "quarter", "0.25", "ratio", Form.FRACTION),
    ("two-thirds of buyers", "two-thirds", "0.666666666667", "ratio", Form.FRACTION),
    ("one in five buyers", "one in five", "0.2", "ratio", Form.FRACTION),
    ("nine out of 10 firms", "nine out of 10", "0.9", "ratio", Form.FRACTION),
]

VAGUE = [
    ("hundreds of billions of yen", "hundreds of billions of yen", "100000000000", "JPY"),
    ("billions of dollars", "billions of dollars", "1000000000", "USD"),
    ("a multibillion-dollar loss", "multibillion-dollar", "1000000000", "USD"),
    ("dozens of shops", "dozens of shops", "12", "count"),
    ("several hundred staff", "several hundred staff", "100", "count"),
]


@pytest.fixture(scope="module")
def grammar() -> QuantityGrammar:
    """The grammar over the repository's tables."""
    return load_quantity_grammar()


@pytest.mark.parametrize(("text", "quote", "value", "unit"), MONEY, ids=[row[0] for row in MONEY])
def test_money(grammar: QuantityGrammar, text: str, quote: str, value: str, unit: str) -> None:
    """An amount of money is found with its whole span, plain value and ISO 4217 unit."""
    text = text.replace(quote.replace("\u00a0", " "), quote)
    (found,) = grammar.scan(text).quantities
    assert (text[found.start : found.end], found.value, found.unit) == (quote, Decimal(value), unit)
    assert found.form is Form.MONEY


@pytest.mark.parametrize(
    ("text", "quote", "value", "unit", "form"), OTHERS, ids=[row[0] for row in OTHERS]
)
def test_other_quantities(
    grammar: QuantityGrammar, text: str, quote: str, value: str, unit: str, form: Form
) -> None:
    """Percents, points, measures, durations, counts, multiples and fractions are told apart."""
    (found,) = grammar.scan(text).quantities
    assert (text[found.start : found.end], found.value, found.unit) == (quote, Decimal(value), unit)
    assert (found.form, found.value_high, found.vague) == (form, None, False)


@pytest.mark.parametrize(("text", "quote", "value", "unit"), VAGUE, ids=[row[0] for row in VAGUE])
def test_vague_numbers(
    grammar: QuantityGrammar, text: str, quote: str, value: str, unit: str
) -> None:
    """A vague number is marked as such and has the value of its order of size."""
    (found,) = grammar.scan(text).quantities
    assert (text[found.start : found.end], found.value, found.unit) == (quote, Decimal(value), unit)
    assert found.vague


NUMBER_ENDS = [
    ("3.032 million units", "3.032 million"),
    ("85.1%", "85.1"),
    ("$3.75/lb", "$3.75"),
    ("25 billion dollars", "25 billion"),
    ("$61.71 billion", "$61.71 billion"),
    ("$5-6bn", "$5-6bn"),
]


@pytest.mark.parametrize(("text", "number"), NUMBER_ENDS, ids=[row[0] for row in NUMBER_ENDS])
def test_number_ends_before_its_unit(grammar: QuantityGrammar, text: str, number: str) -> None:
    """`number_end` is where number and scale end, before the unit word."""
    (found,) = grammar.scan(text).quantities
    assert text[found.start : found.number_end] == number


def test_counting_word_names_the_thing_counted(grammar: QuantityGrammar) -> None:
    """A counting word of the lexicon gives the item in the singular; a bare number has none."""
    counted, bare = grammar.scan("5,000 people and 30 zebras").quantities
    assert (counted.item, bare.item) == ("person", None)


def test_bare_dollar_is_the_articles_own(grammar: QuantityGrammar) -> None:
    """The caller says which dollar a bare sign, the word and a cent mean; a named one stays."""
    text = "$5, 6 dollars, 7 cents and US$8"
    units = [q.unit for q in grammar.scan(text, dollar="CAD").quantities]
    assert units == ["CAD", "CAD", "CAD", "USD"]


def test_decimal_comma(grammar: QuantityGrammar) -> None:
    """With the decimal comma, full stops group and the comma divides."""
    (found,) = grammar.scan("EUR 1.234,5 million", decimal_comma=True).quantities
    assert found.value == Decimal("1234500000")


def test_millions_lacking_a_dot_are_found_in_plain_text(grammar: QuantityGrammar) -> None:
    """A decimal comma before a scale word is read as one in any article."""
    (found,) = grammar.scan("2,5 million tonnes").quantities
    assert (found.value, found.unit) == (Decimal(2500000), "t")
