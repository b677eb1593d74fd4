"""Units that stand a little apart from their number: in brackets, behind "of a", in two parts."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from pipeline.grammar.numbers import HYPHENS, share_of
from pipeline.grammar.numbers_tokens import NUMERAL, Line, adjoined
from pipeline.grammar.quantities_amount import Amount
from pipeline.grammar.quantities_found import Form
from pipeline.grammar.units import Unit, UnitTable

_CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">"}
_APART = frozenset({"money", "percent", "points", "measure"})
"""Kinds of unit that may stand apart; a counting word in brackets is an aside."""

_CENTS = frozenset({"USD", "EUR", "CAD", "AUD", "NZD", "SGD", "HKD"})
"""Currencies that a bare "cents" can mean, whichever the article's own is."""

_IN_PARTS = frozenset({Form.MONEY, Form.MEASURE, Form.DURATION})
"""Forms that are said in two units."""

_ONE = Decimal(1)
_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)

# Source: BIPM SI brochure; US customary units (NIST Handbook 44).
_SMALLER = {
    ("ft", "in"): Decimal(12),
    ("yd", "ft"): Decimal(3),
    ("lb", "oz"): Decimal(16),
    ("m", "cm"): Decimal(100),
    ("kg", "g"): Decimal(1000),
    ("h", "min"): Decimal(60),
    ("min", "s"): Decimal(60),
    ("year", "month"): Decimal(12),
}
"""How many of a smaller unit make one of the larger that it is said with."""

Reader = Callable[[Line, int], Amount | None]


def unit_at(units: UnitTable, line: Line, amount: Amount) -> tuple[Unit, int] | None:
    """Return the unit of `amount` and the token after it; None where it has none.

    It follows at once, behind a hyphen, in brackets ("40 billion (euros)") or, for a part of
    one, behind "of a" ("0.35 of a percentage point").
    """
    i = amount.stop
    hyphen = line[i].text in HYPHENS and adjoined(line, i) and adjoined(line, i + 1)
    return (
        units.after.match(line, i + 1 if hyphen else i)
        or _bracketed(units, line, i)
        or _part_of(units, line, amount)
    )


def _bracketed(units: UnitTable, line: Line, i: int) -> tuple[Unit, int] | None:
    closing = _CLOSING.get(line[i].text)
    match = units.after.match(line, i + 1) if closing else None
    if match is None or match[0].kind not in _APART or line[match[1]].text != closing:
        return None
    return (match[0], match[1] + 1) if len(line[match[1] - 1].text) > 1 else None


def _part_of(units: UnitTable, line: Line, amount: Amount) -> tuple[Unit, int] | None:
    i = amount.stop
    if line[i].lower != "of" or line[i + 1].lower not in {"a", "an", "one"}:
        return None
    match = units.after.match(line, i + 2) if 0 < amount.mantissa < 1 else None
    return match if match and match[0].kind in _APART else None


def scale_behind(units: UnitTable, line: Line, amount: Amount) -> Amount:
    """Return money with the scale word behind its currency: "75 USD million"."""
    found = units.scale_at(line[amount.stop]) if amount.scale == _ONE else None
    if found is None or found.use != "word":
        return amount
    end = line[amount.stop].end
    return replace(
        amount, scale=found.value, stop=amount.stop + 1, end=end, number_end=end, after=True
    )


def with_smaller(line: Line, amount: Amount, read: Reader) -> Amount:
    """Return `amount` with the smaller unit said after it: "15 dollars and 50 cents", "5 ft 2 in".

    The value is in the larger unit.
    """
    if not amount.after or amount.scale != _ONE or amount.form not in _IN_PARTS:
        return amount
    i = amount.stop + (line[amount.stop].lower == "and")
    if line[i].kind != NUMERAL and not amount.spelled:
        return amount
    small = read(line, i)
    parts = _parts(amount, small) if small else _ONE
    if small is None or parts == _ONE or not 0 < small.mantissa < parts:
        return amount
    value = amount.mantissa + share_of(small.mantissa, parts)
    return replace(
        amount, mantissa=value, stop=small.stop, end=small.end, number_end=small.number_end
    )


def _parts(amount: Amount, small: Amount) -> Decimal:
    """Return how many of the second's unit make one of the first's; 1 where they do not."""
    whole = amount.mantissa == amount.mantissa.to_integral_value() and small.scale == _ONE
    if not whole or not small.after:
        return _ONE
    if amount.form is Form.MONEY:
        hundredth = (amount.factor, small.factor) == (_ONE, _CENT)
        same = amount.symbol == small.symbol or small.symbol in _CENTS
        return _HUNDRED if hundredth and same else _ONE
    return _SMALLER.get((amount.symbol, small.symbol), _ONE)


def inverted_percent(line: Line, amount: Amount) -> Amount:
    """Return a bare number behind "percent of" at the head of a clause as that percentage."""
    if amount.form is not Form.BARE or line[amount.first - 1].lower != "of":
        return amount
    i = amount.first - 2
    i -= line[i].lower == "cent" and line[i - 1].lower == "per"
    words = " ".join(token.lower for token in line[i : amount.first])
    alone = line[amount.stop].text == "" or not line[amount.stop].text[0].isalnum()
    heads = line[i - 1].text in {"", ".", ":", ";", "("}
    if not (alone and heads) or words not in _PERCENT_OF:
        return amount
    return replace(
        amount,
        first=i,
        start=line[i].start,
        symbol="percent",
        form=Form.PERCENT,
        rule="percent unit",
    )


_PERCENT_OF = frozenset({"percent of", "percents of", "per cent of"})
