"""Reads one amount at a token: sign, currency, number, scale, unit and denominator."""

from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.grammar.numbers import DASHES, HYPHENS, NumeralReader
from pipeline.grammar.numbers_tokens import CURRENCY, NUMERAL, WORD, Line, adjoined
from pipeline.grammar.quantities_found import Form
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

_POUNDS = frozenset({"pounds", "pound"})
_LARGE = Decimal(1_000_000)
_HUGE = Decimal(10) ** 27
"""Whole numbers from here on keep their exponent: more digits than a Decimal holds."""

# "200m below sea level", "a 5m high wall": what makes of the letter m a metre
_METRE_WORDS = frozenset(
    """long high tall wide deep away below above thick race sprint freestyle hurdles dash relay
    butterfly backstroke from across apart x × diameter""".split()
)
# "was (£1.2)" is a loss; "£546m ($1.04bn)" only adds a conversion
_BEFORE_LOSS = frozenset({"of", "was", "were", "to", "from", "and", "or", ",", "is", "at", ":"})


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount: tokens `[first, stop)`, characters `[start, end)`, and what was read.

    `mantissa` is the number as written, `scale` what its scale word multiplies, 1 where none
    stands. `symbol` is the unit, "count" where none stands. `after` is true where the unit
    stands behind the number, so that a number before it may share it. `plus` is true of "13,000+".
    """

    first: int
    stop: int
    start: int
    end: int
    number_end: int
    mantissa: Decimal
    scale: Decimal = _ONE
    symbol: str = "count"
    item: str | None = None
    form: Form = Form.BARE
    factor: Decimal = _ONE
    spelled: bool = False
    vague: bool = False
    after: bool = False
    plus: bool = False
    rule: str = "bare number"

    @property
    def value(self) -> Decimal:
        """The value in plain units, scale and unit factor applied."""
        return plain(self.mantissa * self.scale * self.factor)


def plain(value: Decimal) -> Decimal:
    """Return `value` without trailing zeros, a whole number without an exponent."""
    whole = value.to_integral_value()
    return whole.quantize(_ONE) if value == whole and whole < _HUGE else value.normalize()


class AmountReader:
    """Reads the amount that begins at a token. `dollar` is what a bare "$" stands for."""

    def __init__(self, units: UnitTable, numerals: NumeralReader, dollar: str) -> None:
        self._units = units
        self._numerals = numerals
        self._dollar = dollar

    def read(self, line: Line, i: int) -> Amount | None:
        """Return the amount at token `i`, a number or a currency; None where none begins."""
        money, j = self._currencies(line, i)
        negative, opened, j = _inner_sign(line, j)
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
        amount = _close(line, amount) if opened else amount
        amount = self._scaled(line, amount, money=money is not None)
        amount = _plus(line, self.with_unit(line, amount, money))
        return _leading_sign(line, self._with_denominator(line, amount))

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
        amount = _plus(line, amount)
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
        if use == "word" or (money and line[i].text not in {"t", "T"}):
            return True
        if not adjoined(line, i):
            return False
        if use == "metre":
            return line[i + 1].lower not in _METRE_WORDS and line[i + 1].text != "/"
        return use == "tight" or money

    def with_unit(self, line: Line, amount: Amount, money: Unit | None) -> Amount:
        """Return `amount` with its currency, or with the unit that follows it."""
        i = amount.stop
        hyphen = line[i].text in HYPHENS and adjoined(line, i) and adjoined(line, i + 1)
        match = self._units.after.match(line, i + 1 if hyphen else i)
        if money is not None:
            if match and match[0].kind == "money" and _names_dollar(line, i, money):
                return self._apply(line, amount, match[0], match[1])
            return self._apply(line, amount, money, i)
        if match is None or not self._unit_fits(line, amount, match[0], match[1]):
            return amount
        unit = match[0]
        if line[match[1] - 1].lower in _POUNDS and _is_sterling(line, match[1], amount):
            unit = Unit("GBP", "money")
        return replace(self._apply(line, amount, unit, match[1]), after=True)

    def _unit_fits(self, line: Line, amount: Amount, unit: Unit, stop: int) -> bool:
        """Return whether the matched word counts as the amount's unit.

        A counting word in the singular fits one thing, or a compound ("million-unit").
        """
        word = line[stop - 1].lower
        if unit.kind == "count" and word == unit.symbol and not word.endswith(("s", "aircraft")):
            return amount.value == 1 or line[stop - 2].text in HYPHENS
        return True

    def _apply(self, line: Line, amount: Amount, unit: Unit, stop: int) -> Amount:
        counted = unit.kind == "count"
        symbol = self._dollar if unit.symbol == DOLLAR else unit.symbol
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
        if amount.form not in {Form.MONEY, Form.MEASURE}:
            return amount
        i = amount.stop
        link = line[i].lower
        if link not in {"per", "/", "a", "an"} or (link == "/" and not adjoined(line, i)):
            return amount
        match = self._units.denominators.match(line, i + 1)
        symbol, stop = (match[0].symbol, match[1]) if match else ("", i + 2)
        if not match and link == "per" and line[i + 1].kind == WORD:
            symbol = line[i + 1].lower
        if not _divides(amount, symbol):
            return amount
        return replace(
            amount, stop=stop, end=line[stop - 1].end, symbol=f"{amount.symbol}/{symbol}"
        )


def _divides(amount: Amount, symbol: str) -> bool:
    """Return whether `symbol` is a denominator: "$5bn a year" only says when it is paid."""
    if not symbol or symbol in {"annum", "cent", "se"}:
        return False
    return not (amount.form is Form.MONEY and symbol in {"year", "quarter", "week"})


def _names_dollar(line: Line, i: int, money: Unit) -> bool:
    """Return whether the word after a "$" amount names its currency: "$10 million CAD"."""
    return money.symbol == DOLLAR and line[i].text.isupper() and len(line[i].text) == 3


def _is_sterling(line: Line, stop: int, amount: Amount) -> bool:
    """Return whether pounds are money: in millions and not "of" something, or converted."""
    converted = line[stop].text == "(" and line[stop + 1].kind == CURRENCY
    return converted or (amount.value >= _LARGE and line[stop].lower != "of")


def _inner_sign(line: Line, i: int) -> tuple[bool, bool, int]:
    """Return (negative, bracket opened, number's token) for "$-99", "$(1.20)" and "$5"."""
    if line[i].text in DASHES and line[i + 1].kind == NUMERAL and adjoined(line, i + 1):
        return True, False, i + 1
    opened = line[i].text == "(" and line[i - 1].kind == CURRENCY
    return opened, opened, i + opened


def _plus(line: Line, amount: Amount) -> Amount:
    """Return `amount` with the plus sign that touches its end: "13,000+", "$5bn+"."""
    token = line[amount.stop]
    if token.text != "+" or not adjoined(line, amount.stop):
        return amount
    number_end = token.end if amount.number_end == amount.end else amount.number_end
    return replace(amount, stop=amount.stop + 1, end=token.end, number_end=number_end, plus=True)


def _close(line: Line, amount: Amount) -> Amount:
    """Return `amount` with the bracket that closes behind its number."""
    if line[amount.stop].text != ")":
        return amount
    end = line[amount.stop].end
    return replace(amount, stop=amount.stop + 1, end=end, number_end=end)


def _leading_sign(line: Line, amount: Amount) -> Amount:
    """Return `amount` with what stands right before it: "+48%", "−1.44 %", "(£0.2)M"."""
    i = amount.first
    before, here = line[i - 1], line[i]
    if before.end != here.start:
        return amount
    free = before.start != line[i - 2].end or line[i - 2].text in {"(", "[", "~"}
    if before.text == "+" and free:
        return replace(amount, first=i - 1, start=before.start)
    if before.text in DASHES and free and (amount.form is not Form.BARE or "." in here.text):
        return replace(amount, first=i - 1, start=before.start, mantissa=-amount.mantissa)
    return amount


def bracketed_loss(line: Line, amount: Amount, units: UnitTable) -> Amount:
    """Return a bracketed money amount as a loss: "(£0.2)M", and "(£1.2)" after "was".

    Brackets after another amount or a noun only hold a conversion or an aside.
    """
    opening, closing = line[amount.first - 1], line[amount.stop]
    if amount.form is not Form.MONEY or opening.text != "(" or closing.text != ")":
        return amount
    scale = units.scale_at(line[amount.stop + 1])
    if scale and adjoined(line, amount.stop + 1):
        end = line[amount.stop + 1].end
        amount = replace(amount, scale=amount.scale * scale.value)
        stop = amount.stop + 2
    elif line[amount.first - 2].lower in _BEFORE_LOSS:
        end, stop = closing.end, amount.stop + 1
    else:
        return amount
    return replace(
        amount,
        first=amount.first - 1,
        start=opening.start,
        stop=stop,
        end=end,
        number_end=end,
        mantissa=-abs(amount.mantissa),
        rule="bracketed loss",
    )
