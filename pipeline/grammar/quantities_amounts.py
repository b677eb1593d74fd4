"""Reads one amount at a token: sign, currency, number, scale, unit and denominator."""

from dataclasses import replace
from decimal import Decimal

from pipeline.grammar.numbers import HYPHENS, NumeralReader
from pipeline.grammar.numbers_tokens import BLOCKED, CURRENCY, PADDING, WORD, Line, adjoined
from pipeline.grammar.quantities_amount import Amount
from pipeline.grammar.quantities_cues import NumberCues
from pipeline.grammar.quantities_endings import (
    inverted_percent,
    scale_behind,
    unit_at,
    with_smaller,
)
from pipeline.grammar.quantities_found import Form
from pipeline.grammar.quantities_signs import (
    close_bracket,
    inner_sign,
    leading_sign,
    with_plus,
)
from pipeline.grammar.units import DOLLAR, Unit, UnitTable

_ONE = Decimal(1)
_FORMS = {
    "money": Form.MONEY,
    "percent": Form.PERCENT,
    "points": Form.POINTS,
    "measure": Form.MEASURE,
    "duration": Form.DURATION,
    "count": Form.COUNT,
    "multiple": Form.MULTIPLE,
}

_LINKS = frozenset({"per", "/", "a", "an"})
_POUNDS = frozenset({"pounds", "pound"})
_QUOTES = frozenset({'"', "”"})
"""Signs of inches that close quotations as well."""

_ENDS_CLAUSE = frozenset({".", ",", ";", ")", ""})
"""What no preposition stands before: in "2 in." these are inches."""

_LARGE = Decimal(1_000_000)


class AmountReader:
    """Reads the amount that begins at a token. `dollar` is what a bare "$" stands for."""

    def __init__(
        self, units: UnitTable, numerals: NumeralReader, cues: NumberCues, dollar: str
    ) -> None:
        self._units = units
        self._cues = cues
        self._numerals = numerals
        self._dollar = dollar

    def read(self, line: Line, i: int) -> Amount | None:
        """Return the amount at token `i`, a number or a currency; None where none begins."""
        money, j = self._currencies(line, i)
        negative, opened, j = inner_sign(line, j)
        numeral = self._numerals.read(line, j)
        if numeral is None:
            return None
        amount = Amount(
            first=i,
            stop=numeral.stop,
            start=line[i].start,
            end=numeral.end,
            number_end=numeral.end,
            mantissa=-numeral.value if negative else numeral.value,
            spelled=numeral.spelled,
        )
        amount = close_bracket(line, amount) if opened else amount
        amount = self._scaled(line, amount, money=money is not None)
        if money is not None and _is_code(line, amount):
            return amount
        amount = with_plus(line, self.with_unit(line, amount, money))
        amount = with_smaller(line, amount, self.read)
        amount = leading_sign(line, self._with_denominator(line, amount))
        return inverted_percent(line, amount)

    def _currencies(self, line: Line, i: int) -> tuple[Unit | None, int]:
        """Return the currency before the number and the number's token ("CAD $10", "US$ 5")."""
        money: Unit | None = None
        while line[i].kind == CURRENCY:
            found = self._units.before[line[i].text]
            money = found if money is None or money.symbol == DOLLAR else money
            i += 1
        return money, i

    def _scaled(self, line: Line, amount: Amount, *, money: bool) -> Amount:
        """Return `amount` with the scale words behind it: "million", "bn", "lakh crore"."""
        amount = with_plus(line, amount)
        i, scale = amount.stop, _ONE
        while True:
            j = i + 1 if line[i].text in HYPHENS and adjoined(line, i) else i
            found = self._units.scale_at(line[j])
            if found is None or not self._scale_fits(line, j, found.use, money=money):
                break
            scale *= found.value
            i = j + 1
            if found.use != "word":
                break
        if i == amount.stop:
            return amount
        end = line[i - 1].end
        return replace(amount, scale=scale, stop=i, end=end, number_end=end)

    def _scale_fits(self, line: Line, i: int, use: str, *, money: bool) -> bool:
        """Return whether the scale at `i` may multiply the number before it."""
        if use == "word":
            return True
        if money and line[i].text not in {"t", "T"} and line[i - 1].text not in HYPHENS:
            return True
        if not adjoined(line, i) or line[i - 1].text in HYPHENS:
            return False
        if use == "metre":
            return line[i + 1].lower not in self._cues.metre and line[i + 1].text != "/"
        return use == "tight" or money

    def with_unit(self, line: Line, amount: Amount, money: Unit | None) -> Amount:
        """Return `amount` with its currency, or with the unit that follows it."""
        i = amount.stop
        match = unit_at(self._units, line, amount)
        if money is not None:
            if match and match[0].kind == "money" and _names_dollar(line, i, money):
                return self._apply(line, amount, match[0], match[1])
            return self._apply(line, amount, money, i)
        if match is None or not self._unit_fits(line, amount, match[0], match[1]):
            return amount
        unit = match[0]
        if line[match[1] - 1].lower in _POUNDS and self._is_sterling(line, match[1], amount):
            unit = Unit("GBP", "money")
        applied = replace(self._apply(line, amount, unit, match[1]), after=True)
        return scale_behind(self._units, line, applied) if unit.kind == "money" else applied

    def _is_sterling(self, line: Line, stop: int, amount: Amount) -> bool:
        """Return whether pounds are money: converted behind, or millions that weigh nothing."""
        converted = line[stop].text == "(" and line[stop + 1].kind == CURRENCY
        weighs = line[stop].lower == "of" and line[stop + 1].lower in self._cues.weighed
        return converted or (amount.value >= _LARGE and not weighs)

    def _unit_fits(self, line: Line, amount: Amount, unit: Unit, stop: int) -> bool:
        """Return whether the matched word counts as the amount's unit, and not "in" as inches."""
        if line[stop - 1].text in _QUOTES and (amount.spelled or _closes_quote(line, stop - 1)):
            return False
        if unit.symbol == "in" and line[stop - 1].lower == "in":
            ends = line[stop].text in _ENDS_CLAUSE and line[stop].kind != BLOCKED
            measured = line[stop].lower in self._cues.metre
            return measured or ends or ("." in line[amount.first].text and adjoined(line, stop - 1))
        if unit.singular:
            return amount.value == 1 or line[stop - 2].text in HYPHENS
        return True

    def _apply(self, line: Line, amount: Amount, unit: Unit, stop: int) -> Amount:
        counted = unit.kind == "count"
        symbol = self._symbol(unit)
        return replace(
            amount,
            stop=stop,
            end=line[stop - 1].end if stop > amount.stop else amount.end,
            symbol="count" if counted else symbol,
            item=symbol if counted else None,
            form=_FORMS[unit.kind],
            factor=unit.factor,
            rule=f"{unit.kind} unit",
        )

    def _with_denominator(self, line: Line, amount: Amount) -> Amount:
        """Return `amount` with its denominator: "$33 a barrel", "$3.75/lb", "bbl per day"."""
        timed = amount.form is Form.DURATION and line[amount.stop].lower == "per"
        if not (timed or amount.form in {Form.MONEY, Form.MEASURE}) or "/" in amount.symbol:
            return amount
        symbol, stop = self._denominator(line, amount.stop)
        if not _divides(amount, symbol):
            return amount
        form = Form.MEASURE if timed else amount.form  # "43 minutes per month"
        symbol = f"{amount.symbol}/{symbol}"
        return replace(amount, stop=stop, end=line[stop - 1].end, symbol=symbol, form=form)

    def _denominator(self, line: Line, i: int) -> tuple[str, int]:
        """Return the denominator that begins at `i` and the token after it; "" where none does.

        After "per" any word will do, and a name may stand before the unit ("per Acme share").
        """
        link = line[i].lower
        if link not in _LINKS or (link == "/" and not adjoined(line, i)):
            return "", i
        match = self._units.denominators.match(line, i + 1)
        if match is None and link == "per":
            match = self._units.denominators.match(line, i + 2)
        if match:
            return self._symbol(match[0]), match[1]
        word = line[i + 1]
        plain = link == "per" and word.kind == WORD and word.text == word.lower
        return (word.lower if plain else ""), i + 2

    def _symbol(self, unit: Unit) -> str:
        """Return the unit's symbol, with the article's own dollar for an unnamed one."""
        return self._dollar if unit.symbol == DOLLAR else unit.symbol


def _closes_quote(line: Line, i: int) -> bool:
    """Return whether the sign at `i` ends a quotation, so that it means no inches: "Route 66"."""
    for k in range(i - 1, PADDING - 1, -1):
        if line[k].text in _QUOTES or line[k].text == "“":
            return line[k].text == "“" or (line[k].text == '"' and not adjoined(line, k))
    return False


def _divides(amount: Amount, symbol: str) -> bool:
    """Return whether `symbol` is a denominator: in "$5bn a year" it only says when it is paid."""
    if not symbol or symbol in {"annum", "cent", "se"}:
        return False
    times = {"year", "quarter", "week", "month", "day"}
    return not (amount.form is Form.MONEY and symbol in times and amount.scale != _ONE)


def _is_code(line: Line, amount: Amount) -> bool:
    """Return whether letters touch the number on both sides, as in the ticker NOK1V."""
    i = amount.stop
    code = line[amount.first].text.isalpha() and adjoined(line, amount.first + 1)
    return code and adjoined(line, i) and line[i].kind == WORD


def _names_dollar(line: Line, i: int, money: Unit) -> bool:
    """Return whether the word after a "$" amount names its currency: "$10 million CAD"."""
    return money.symbol == DOLLAR and line[i].text.isupper() and len(line[i].text) == 3
