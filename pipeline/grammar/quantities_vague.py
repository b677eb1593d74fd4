"""Vague numbers, whose value is only an order of size: dozens, hundreds of billions of yen."""

from dataclasses import replace
from decimal import Decimal

from pipeline.grammar.numbers import HYPHENS, NumeralReader
from pipeline.grammar.numbers_tokens import Line, adjoined
from pipeline.grammar.quantities_amount import Amount
from pipeline.grammar.quantities_amounts import AmountReader

_HEDGES = frozenset({"several", "few"})
_ONLY_WITH_OF = frozenset({"tens"})


class VagueReader:
    """Reads the vague number that begins at a token."""

    def __init__(self, amounts: AmountReader, numerals: NumeralReader) -> None:
        self._amounts = amounts
        self._numerals = numerals
        self._words = numerals.words

    def read(self, line: Line, i: int) -> Amount | None:
        """Return the vague number at token `i` with its unit; None where none begins."""
        return self._plural(line, i) or self._multi(line, i) or self._several(line, i)

    def _plural(self, line: Line, i: int) -> Amount | None:
        """Return "dozens", "billions of dollars", "hundreds of billions of yen"."""
        value = self._words.vague.get(line[i].lower)
        if value is None or (line[i].lower in _ONLY_WITH_OF and line[i + 1].lower != "of"):
            return None
        stop = i + 1
        while line[stop].lower == "of" and line[stop + 1].lower in self._words.vague:
            value *= self._words.vague[line[stop + 1].lower]
            stop += 2
        if line[i].lower in _ONLY_WITH_OF and stop == i + 1:
            return None
        return self._with_unit(line, _vague(line, i, stop, value), skip=line[stop].lower == "of")

    def _multi(self, line: Line, i: int) -> Amount | None:
        """Return "multibillion-dollar", "multi-million-dollar"."""
        value, stop = self._words.multi.get(line[i].lower), i + 1
        if line[i].lower == "multi" and line[i + 1].text in HYPHENS:
            value, stop = self._words.multipliers.get(line[i + 2].lower), i + 3
        if value is None:
            return None
        hyphen = line[stop].text in HYPHENS and adjoined(line, stop)
        return self._with_unit(line, _vague(line, i, stop, value), skip=hyphen)

    def _several(self, line: Line, i: int) -> Amount | None:
        """Return "several hundred", "few thousand"."""
        if line[i].lower not in _HEDGES or line[i + 1].lower not in self._words.multipliers:
            return None
        number = self._numerals.read(line, i + 1)
        if number is None:
            return None
        return self._with_unit(line, _vague(line, i, number.stop, number.value), skip=False)

    def _with_unit(self, line: Line, amount: Amount, *, skip: bool) -> Amount:
        """Return `amount` with the unit behind it, or behind "of" or a hyphen."""
        shifted = replace(amount, stop=amount.stop + skip)
        found = self._amounts.with_unit(line, shifted, None)
        return found if found.stop > shifted.stop else amount


def _vague(line: Line, first: int, stop: int, value: Decimal) -> Amount:
    return Amount(
        first=first,
        stop=stop,
        start=line[first].start,
        end=line[stop - 1].end,
        number_end=line[stop - 1].end,
        mantissa=value,
        spelled=True,
        vague=True,
        rule="vague number",
    )
