"""Units that stand in the headers of a table: "($m)", "in millions of euros", "GWh", "%"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.extract.tables_grid import without_note
from pipeline.grammar.quantities import Form, FoundQuantity, QuantityGrammar
from pipeline.grammar.units import UnitTable

SCALE_WORDS = {
    "000": "thousand",
    "000s": "thousand",
    "thousands": "thousand",
    "millions": "million",
    "billions": "billion",
    "trillions": "trillion",
    "m": "million",
    "mn": "million",
    "mln": "million",
    "mm": "million",
    "k": "thousand",
    "b": "billion",
    "bn": "billion",
    "bln": "billion",
    "tn": "trillion",
}
"""Scales as headers write them, and the words that the number grammar reads everywhere."""

FILLERS = frozenset("in of a an the as at constant current nominal approx approximately".split())

PER_SHARE = re.compile(r"\bper (?:diluted |basic |ordinary )?share\b|\bEPS\b", re.IGNORECASE)
"""What is told by the share is not told in millions, whatever the caption says."""

# "US$" "$" "€" | "millions" "'000" "000s" | "%" | "kWh/km"
_TOKEN = re.compile(r"[A-Za-z.]{0,3}[$£€¥₹]|%|/[A-Za-z]{1,12}|[A-Za-zµ°][\w.²³/&-]{0,30}|\d{3}s?")

# "(in millions, except per share)" | "[%]"
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,80})[)\]]")

_EXCEPT = re.compile(r",? ?(?:except|unless|other than)\b.*", re.IGNORECASE)

# "(1,234)" and "(5.2%)": accountants' minus
_NEGATIVE = re.compile(r"\(\s?([^()]{1,40}?)\s?\)(\s?%?)")

_PROBE = "1,234"


@dataclass(frozen=True, slots=True)
class UnitWords:
    """What stands before and behind the numbers of a column or table, as the grammar reads it.

    `words` are the header's own.
    """

    currency: str = ""
    scale: str = ""
    unit: str = ""
    words: str = ""

    def around(self, number: str) -> str:
        """Return a number with its unit, as running text would have it."""
        after = " ".join(part for part in (self.scale, self.unit) if part)
        joint = "" if after.startswith(("%", "/")) or not after else " "
        space = " " if self.currency[-1:].isalpha() else ""
        return f"{self.currency}{space}{number}{joint}{after}"

    @property
    def is_counted(self) -> bool:
        """Whether it is a word for the things counted and nothing else, such as "stores"."""
        return bool(self.unit) and not (self.currency or self.scale or self.unit.startswith("%"))

    def filled(self, farther: "UnitWords | None") -> "UnitWords":
        """Return this unit with what it leaves open taken from one farther off."""
        if farther is None or self.unit:
            return self
        return replace(
            self,
            currency=self.currency or farther.currency,
            scale=self.scale or farther.scale,
            unit="" if self.currency or farther.currency else farther.unit,
        )


class UnitReader:
    """Reads the units of headers, and the values of cells by them."""

    def __init__(self, grammar: QuantityGrammar, units: UnitTable) -> None:
        """Take the grammar that reads numbers in running text."""
        self._grammar = grammar
        self._units = units

    def find(self, header: str) -> tuple[UnitWords, tuple[int, int]] | None:
        """Return the unit that a header names, and where; None where it names none.

        It stands in brackets, behind the last comma, or is all of the header.
        """
        for start, end in _places(header):
            bracketed = header[start - 1 : start] in ("(", "[") and start > 0
            unit = self._unit(header[start:end], in_part=bracketed)
            if unit is not None:
                return unit, (start, end)
        percent = header.find("%")
        if percent >= 0:  # "% change"
            return UnitWords(unit="%", words="%"), (percent, percent + 1)
        return None

    def value(self, cell: str, unit: UnitWords | None) -> FoundQuantity | None:
        """Return what a cell's number comes to; None where it is no single number.

        The cell's own unit counts before that of its headers. Positions are of no meaning.
        """
        words = without_note(cell).replace("\u2212", "-")
        negative = _NEGATIVE.fullmatch(words)
        if negative:
            words = negative[1] + negative[2]
        own = self._scan(words)
        if own is None:
            return None
        found = own
        if unit is not None and own.form is Form.BARE:
            found = self._scan(unit.around(words)) or own
        elif unit is not None and own.form is Form.MONEY and unit.scale and not _scaled(own, words):
            found = self._scan(f"{words} {unit.scale}") or own
        if unit is not None and unit.unit.startswith("%") and found.unit == "point":
            found = replace(found, unit="percentage_point")
        return _negated(found) if negative else found

    def _scan(self, words: str) -> FoundQuantity | None:
        """Return the one quantity of some words."""
        scan = self._grammar.scan(words)
        return scan.quantities[0] if len(scan.quantities) == 1 and not scan.rejected else None

    def _unit(self, words: str, *, in_part: bool) -> UnitWords | None:
        """Return the unit that some words are; None where one of them is something else.

        With `in_part` a scale or currency among them is enough: "(thousand wafers a month)".
        """
        tokens = _TOKEN.findall(_EXCEPT.sub("", words.replace("’", "'").strip("' ")))
        unit = UnitWords(words=words)
        rest: list[str] = []
        for token in tokens:
            lower = token.lower()
            if token in self._units.before and not unit.currency:
                unit = replace(unit, currency=token)
            elif (scale := self._scale(token)) and not unit.scale:
                unit = replace(unit, scale=scale)
            elif lower not in FILLERS:
                rest.append(token)
        # "billions of U.S. dollars", "thousand wafers a month": the scale holds at least
        known = bool(unit.scale or unit.currency)
        tries = (rest, rest[-1:], []) if in_part and known else (rest,)
        for words_left in tries if tokens else ():
            tried = replace(unit, unit=" ".join(words_left))
            if self._is_unit(tried):
                return tried
        return None

    def _scale(self, token: str) -> str | None:
        """Return the scale word that a token stands for; None where it is none."""
        if token.lower() in SCALE_WORDS:
            return SCALE_WORDS[token.lower()]
        scale = self._units.scales.get(token.lower())
        return token.lower() if scale is not None and scale.use == "word" else None

    def _is_unit(self, unit: UnitWords) -> bool:
        """Tell whether the grammar reads a number between these words to their very end."""
        probe = unit.around(_PROBE)
        found = self._scan(probe)
        if found is None or found.end - found.start != len(probe):
            return False
        return found.form is not Form.BARE or bool(unit.scale)


def _places(header: str) -> Iterator[tuple[int, int]]:
    """Yield the parts of a header in which its unit may stand."""
    for found in _BRACKETS.finditer(header):
        yield found.span(1)
    comma = header.rfind(", ")
    if comma >= 0:
        yield comma + 2, len(header)
    yield 0, len(header)
    last = header.rfind(" ")
    if last >= 0:
        yield last + 1, len(header)


def _scaled(found: FoundQuantity, words: str) -> bool:
    """Tell whether a cell has a scale of its own: "$1.2bn"."""
    digits = re.sub(r"[^\d.]", "", words)
    try:
        return abs(found.value) != Decimal(digits)
    except ArithmeticError:
        return True


def _negated(found: FoundQuantity) -> FoundQuantity:
    """Return the quantity below zero."""
    return replace(found, value=-found.value)
