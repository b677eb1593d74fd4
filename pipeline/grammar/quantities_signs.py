"""Signs and brackets around a number: "−1.44 %", "$(1.20)", "(£0.2)M", "13,000+"."""

from dataclasses import replace

from pipeline.grammar.numbers import DASHES
from pipeline.grammar.numbers_tokens import CURRENCY, NUMERAL, Line, adjoined
from pipeline.grammar.quantities_amount import Amount
from pipeline.grammar.quantities_cues import NumberCues
from pipeline.grammar.quantities_found import Form
from pipeline.grammar.units import UnitTable

_BEFORE_SIGN = frozenset({"(", "[", "~", "<", ">", "=", "≤", "≥"})
"""What may touch a sign that belongs to the number behind it."""


def inner_sign(line: Line, i: int) -> tuple[bool, bool, int]:
    """Return (negative, bracket opened, number's token) for "$-99", "$(1.20)" and "$5"."""
    if line[i].text in DASHES and line[i + 1].kind == NUMERAL and adjoined(line, i + 1):
        return True, False, i + 1
    opened = line[i].text == "(" and line[i - 1].kind == CURRENCY
    return opened, opened, i + opened


def with_plus(line: Line, amount: Amount) -> Amount:
    """Return `amount` with the plus sign that touches its end: "13,000+", "$5bn+"."""
    token = line[amount.stop]
    if token.text != "+" or not adjoined(line, amount.stop):
        return amount
    number_end = token.end if amount.number_end == amount.end else amount.number_end
    return replace(amount, stop=amount.stop + 1, end=token.end, number_end=number_end, plus=True)


def close_bracket(line: Line, amount: Amount) -> Amount:
    """Return `amount` with the bracket that closes behind its number."""
    if line[amount.stop].text != ")":
        return amount
    end = line[amount.stop].end
    return replace(amount, stop=amount.stop + 1, end=end, number_end=end)


def leading_sign(line: Line, amount: Amount) -> Amount:
    """Return `amount` with what stands right before it: "+48%", "−1.44 %", "(£0.2)M"."""
    i = amount.first
    before, here = line[i - 1], line[i]
    minus = before.lower in {"minus", "negative"} and line[i - 2].lower != "or"
    if minus and (amount.form is not Form.BARE or amount.spelled):
        return replace(amount, first=i - 1, start=before.start, mantissa=-amount.mantissa)
    if before.end != here.start:
        return amount
    free = before.start != line[i - 2].end or line[i - 2].text in _BEFORE_SIGN
    if before.text == "+" and free:
        return replace(amount, first=i - 1, start=before.start)
    compared = line[i - 2].text in {"<", ">", "=", "≤", "≥"}
    signed = amount.form is not Form.BARE or "." in here.text or compared
    if before.text in DASHES and free and signed:
        return replace(amount, first=i - 1, start=before.start, mantissa=-amount.mantissa)
    return amount


def bracketed_loss(line: Line, amount: Amount, units: UnitTable, cues: NumberCues) -> Amount:
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
    elif line[amount.first - 2].lower in cues.before_loss:
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
