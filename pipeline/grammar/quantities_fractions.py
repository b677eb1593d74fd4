"""Fractions in words: half of, a quarter, two-thirds, one in three, half a percentage point."""

from dataclasses import replace
from decimal import Decimal

from pipeline.grammar.numbers import HYPHENS, NumeralReader, share_of, simple_fraction
from pipeline.grammar.numbers_tokens import NUMERAL, WORD, Line, adjoined
from pipeline.grammar.quantities_amount import Amount
from pipeline.grammar.quantities_cues import NumberCues
from pipeline.grammar.quantities_found import Form
from pipeline.grammar.units import Unit, UnitTable

_FORMS = {"percent": Form.PERCENT, "points": Form.POINTS, "measure": Form.MEASURE}
_ONE = Decimal(1)
_ONE_OF = frozenset({"a", "an", "one"})
_ROUND = frozenset(Decimal(n) for n in (3, 4, 5, 10, 20, 50, 100, 1000, 10_000, 100_000, 1_000_000))
"""What one of many is counted in; another whole needs "out of" or "one in"."""


class FractionReader:
    """Reads the fraction that begins at a token."""

    def __init__(self, units: UnitTable, numerals: NumeralReader, cues: NumberCues) -> None:
        self._units = units
        self._numerals = numerals
        self._cues = cues
        self._parts = numerals.words.fractions

    def read(self, line: Line, i: int) -> Amount | None:
        """Return the fraction at token `i`; None where none begins."""
        token = line[i]
        if token.lower in self._parts:
            if self._numerals.half_scale(line, i):  # "half a million" is a number
                return None
            return self._part_of_unit(line, i) or self._half(line, i) or self._part(line, i)
        if token.kind == NUMERAL or token.text in self._numerals.words.glyphs:
            return self._some_of_many(line, i) or self._written(line, i)
        if token.lower in self._numerals.words.cardinals:
            return self._some_of_many(line, i) or self._counted_parts(line, i)
        return None

    def _some_of_many(self, line: Line, i: int) -> Amount | None:
        """Return "one in three", "nine out of 10", "one out of every five" as a fraction."""
        if not any(line[k].lower in {"in", "out"} for k in (i + 1, i + 2, i + 3)):
            return None
        part = self._numerals.read(line, i)
        j = _many_at(line, part.stop) if part else 0
        whole = self._numerals.read(line, j) if j else None
        if part is None or whole is None or not part.value < whole.value <= 1_000_000:
            return None
        out = line[part.stop].lower == "out"
        year = 1900 <= whole.value < 2100
        fits = part.value == 1 or whole.value in _ROUND or out or whole.spelled
        if year or not fits or (self._is_measured(line, whole.stop) and not out):
            return None
        return _fraction(line, i, whole.stop, share_of(part.value, whole.value), "some of many")

    def _is_measured(self, line: Line, i: int) -> bool:
        """Return whether the whole has a unit: "one in 10 minutes", but not "one in 10 homes"."""
        match = self._units.after.match(line, i)
        return match is not None and match[0].kind != "count"

    def _counted_parts(self, line: Line, i: int) -> Amount | None:
        """Return "two-thirds", "one-third", "three quarters of", "one fifth" as a fraction."""
        count = self._numerals.words.cardinals[line[i].lower]
        joined = line[i + 1].text in HYPHENS
        j = i + 1 + joined
        word, after = line[j].lower, line[j + 1]
        part = self._parts.get(word)
        if part is None or not count or count * part > 2 or (count > 1) != word.endswith("s"):
            return None
        of = after.lower in self._cues.after_part
        if word.startswith("quarter") and not joined:
            return self._quarters(line, i, count) if of else None
        if not (joined or of or count > 1 or after.kind != WORD):
            return None
        value = share_of(count * part, _ONE)
        return self._with_unit(line, _fraction(line, i, j + 1, value, "counted parts"))

    def _quarters(self, line: Line, i: int, count: Decimal) -> Amount | None:
        """Return "three quarters of" unless quarters of a year are counted."""
        timed = line[i - 1].lower in self._cues.period_before
        value = share_of(count, Decimal(4))
        return None if timed else _fraction(line, i, i + 2, value, "counted parts")

    def _written(self, line: Line, i: int) -> Amount | None:
        """Return "1/3 of" or "½ of" as a fraction, "3/4 mile" as a measure."""
        value, stop = simple_fraction(line, i), i + 3
        if value is None:
            value, stop = self._numerals.words.glyphs.get(line[i].text), i + 1
        if value is None or line[stop].text == "/":
            return None
        written = _fraction(line, i, stop, share_of(value, _ONE), "written fraction")
        amount = self._with_unit(line, written)
        of = line[stop].lower in {"of", "the"}
        return amount if of or amount.form is not Form.FRACTION else None

    def _part_of_unit(self, line: Line, i: int) -> Amount | None:
        """Return "half a percentage point", "a quarter point", "half-mile" with its unit."""
        if line[i].lower.endswith("s"):
            return None
        stop = i + 1 + (line[i + 1].lower == "of")
        stop += line[stop].lower in {"a", "an", "one"} or line[stop].text in HYPHENS
        match = self._unit_at(line, stop)
        if match is None:
            return None
        if stop == i + 1 and line[i].lower == "half" and line[i - 1].lower not in {"a", "one"}:
            return None
        part = _fraction(line, i, stop, self._parts[line[i].lower], "part of a unit")
        part = replace(self._with_unit(line, part), number_end=line[i].end)
        if part.symbol == "point":  # of an interest rate
            return replace(part, symbol="percentage_point", form=Form.POINTS)
        return part

    def _half(self, line: Line, i: int) -> Amount | None:
        """Return "half" as a fraction where it is one, not half of a year or a match."""
        before, after = line[i - 1], line[i + 1]
        if line[i].lower != "half" or before.lower in self._cues.period_before:
            return None
        joined = after.text in HYPHENS and adjoined(line, i + 1)
        if joined or before.text in HYPHENS or after.lower in self._cues.after_half_time:
            return None
        if after.lower in self._cues.after_half or before.lower in self._cues.before_half:
            return _fraction(line, i, i + 1, self._parts["half"], "half")
        return None

    def _part(self, line: Line, i: int) -> Amount | None:
        """Return "a third of", "nearly a quarter of", "by a fifth" as a fraction."""
        word, before, after = line[i].lower, line[i - 1].lower, line[i + 1].lower
        if word.startswith("hal") or word.endswith("s") or after in self._cues.no_part:
            return None
        by = before in {"a", "one"} and line[i - 2].lower in self._cues.by_part
        of = before in self._cues.before_part and after in self._cues.after_part
        if not (of or by):
            return None
        first = i - (before == "one")
        return _fraction(line, first, i + 1, share_of(self._parts[word], _ONE), "part")

    def _unit_at(self, line: Line, i: int) -> tuple[Unit, int] | None:
        """Return the percent, point or measure at `i`; "in" and quotes only behind digits."""
        match = self._units.after.match(line, i)
        if match is None or match[0].kind not in _FORMS:
            return None
        written = line[i - 1].kind == NUMERAL or line[i - 1].text in self._numerals.words.glyphs
        marked = match[0].symbol == "in" and not line[i].lower.startswith("inch")
        return None if marked and (not written or line[i].lower == "in") else match

    def _with_unit(self, line: Line, amount: Amount) -> Amount:
        """Return the fraction with the unit behind it, where a percent, point or measure is.

        "of a" and "of one" may stand between: "one-tenth of one percent".
        """
        i = amount.stop
        if line[i].lower == "of" and line[i + 1].lower in _ONE_OF:
            i += 2
        i += line[i].text in HYPHENS and adjoined(line, i)
        match = self._unit_at(line, i)
        if match is None:
            return amount
        unit, stop = match
        return replace(
            amount,
            stop=stop,
            end=line[stop - 1].end,
            symbol=unit.symbol,
            form=_FORMS[unit.kind],
            factor=unit.factor,
            after=True,
        )


def _many_at(line: Line, i: int) -> int:
    """Return the token where the whole of "in", "out of (every)" begins; 0 where none is."""
    if line[i].lower == "out" and line[i + 1].lower == "of":
        i += 1
    elif line[i].lower != "in":
        return 0
    return i + 2 if line[i + 1].lower == "every" else i + 1


def _fraction(line: Line, first: int, stop: int, value: Decimal, rule: str) -> Amount:
    end = line[stop - 1].end
    return Amount(
        first=first,
        stop=stop,
        start=line[first].start,
        end=end,
        number_end=end,
        mantissa=value,
        symbol="ratio",
        form=Form.FRACTION,
        spelled=True,
        rule=rule,
    )
