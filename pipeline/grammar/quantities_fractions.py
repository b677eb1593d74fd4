"""Fractions in words: half of, a quarter, two-thirds, one in three, half a percentage point."""

from dataclasses import replace
from decimal import Decimal

from pipeline.grammar.numbers import HYPHENS, NumberWords, NumeralReader, share_of, simple_fraction
from pipeline.grammar.numbers_tokens import Line, adjoined
from pipeline.grammar.quantities_amounts import Amount
from pipeline.grammar.quantities_found import Form
from pipeline.grammar.units import UnitTable

_HALVES = frozenset({"half"})
# "half of all", "half its staff", "half that much"
_AFTER_HALF = frozenset(
    """of the its their his her our my your that those these all what as this""".split()
)
# "by half", "more than half", "in half", "about half"
_BEFORE_HALF = frozenset(
    """by than nearly almost about around roughly over under in approximately least just one only
    to for""".split()
)
# "the first half of the year", "the half"
_PERIOD_BEFORE = frozenset(
    """first second third fourth last latter next this the other previous prior final past each
    better opening closing early late per every fiscal 1st 2nd fourth-quarter""".split()
)
# "a third of", "a quarter more", "a third higher"
_AFTER_PART = frozenset("of more less lower higher fewer below above".split())
_BEFORE_PART = frozenset("a one nearly about almost around roughly".split())
_PLURAL = {"thirds", "quarters", "fifths", "sixths", "sevenths", "eighths", "ninths", "tenths"}
_ROUND = frozenset(Decimal(n) for n in (10, 20, 50, 100, 1000, 10_000, 100_000, 1_000_000))


class FractionReader:
    """Reads the fraction that begins at a token."""

    def __init__(self, units: UnitTable, numerals: NumeralReader) -> None:
        self._units = units
        self._numerals = numerals
        self._words: NumberWords = numerals.words

    def read(self, line: Line, i: int) -> Amount | None:
        """Return the fraction at token `i`; None where none begins."""
        return (
            self._some_of_many(line, i)
            or self._counted_parts(line, i)
            or self._written(line, i)
            or self._part_of_unit(line, i)
            or self._half(line, i)
            or self._part(line, i)
        )

    def _some_of_many(self, line: Line, i: int) -> Amount | None:
        """Return "one in three", "nine out of 10", "one out of every five" as a fraction."""
        part = self._numerals.read(line, i)
        j = _many_at(line, part.stop) if part else 0
        whole = self._numerals.read(line, j) if j else None
        if part is None or whole is None or not part.value < whole.value:
            return None
        out = line[part.stop].lower == "out"
        fits = part.value == 1 or whole.value in _ROUND or out or whole.spelled
        if not fits or whole.value > 1_000_000 or 1900 <= whole.value < 2100:
            return None
        if self._units.after.match(line, whole.stop) and not out:
            return None
        return _fraction(line, i, whole.stop, share_of(part.value, whole.value), "some of many")

    def _counted_parts(self, line: Line, i: int) -> Amount | None:
        """Return "two-thirds", "three quarters", "one-third" as a fraction."""
        count = self._words.cardinals.get(line[i].lower)
        j = i + 2 if line[i + 1].text in HYPHENS else i + 1
        part = self._words.fractions.get(line[j].lower)
        if not count or part is None or count * part > 2:
            return None
        plural, joined = line[j].lower in _PLURAL, j == i + 2
        if (count > 1) != plural or not (joined or line[j + 1].lower in _AFTER_PART or plural):
            return None
        if "quarter" in line[j].lower and not (joined or line[j + 1].lower == "of"):
            return None
        return self._with_unit(line, _fraction(line, i, j + 1, count * part, "counted parts"))

    def _written(self, line: Line, i: int) -> Amount | None:
        """Return "1/3 of" or "½ of" as a fraction; with a unit behind, it is a measure."""
        value = simple_fraction(line, i)
        stop = i + 3
        if value is None:
            value, stop = self._words.glyphs.get(line[i].text), i + 1
        if value is None or line[stop].text == "/":
            return None
        amount = self._with_unit(line, _fraction(line, i, stop, value, "written fraction"))
        of = line[stop].lower in {"of", "the"}
        return amount if of or amount.form is not Form.FRACTION else None

    def _part_of_unit(self, line: Line, i: int) -> Amount | None:
        """Return "half a percentage point", "a quarter point", "half-mile" with its unit."""
        part = self._words.fractions.get(line[i].lower)
        if part is None or line[i].lower in _PLURAL:
            return None
        stop = i + 1
        if line[stop].lower == "of":
            stop += 1
        stop += line[stop].lower in {"a", "an", "one"} or line[stop].text in HYPHENS
        match = self._units.after.match(line, stop)
        if match is None or stop == i + 1 and line[i].lower == "half":
            return None
        if match[0].kind not in {"percent", "points", "measure"}:
            return None
        return self._with_unit(line, _fraction(line, i, stop, part, "part of a unit"), end=i + 1)

    def _half(self, line: Line, i: int) -> Amount | None:
        """Return "half" as a fraction where it is one, not half of a year or a match."""
        if line[i].lower not in _HALVES or line[i - 1].lower in _PERIOD_BEFORE:
            return None
        joined = line[i + 1].text in HYPHENS and adjoined(line, i + 1)
        if joined or line[i - 1].text in HYPHENS or line[i + 1].lower in {"year", "time", "hour"}:
            return None
        if line[i + 1].lower in _AFTER_HALF or line[i - 1].lower in _BEFORE_HALF:
            return _fraction(line, i, i + 1, self._words.fractions["half"], "half")
        return None

    def _part(self, line: Line, i: int) -> Amount | None:
        """Return "a third of", "nearly a quarter of", "by a fifth" as a fraction."""
        part = self._words.fractions.get(line[i].lower)
        if part is None or line[i].lower in _HALVES or line[i].lower in _PLURAL:
            return None
        by = line[i - 1].lower in {"a", "one"} and line[i - 2].lower in {"by", "than", "about"}
        of = line[i - 1].lower in _BEFORE_PART and line[i + 1].lower in _AFTER_PART
        ends = line[i + 1].lower not in {"party", "time", "day", "year", "consecutive"}
        if not (of or by) or not ends:
            return None
        first = i - 1 if line[i - 1].lower == "one" else i
        return _fraction(line, first, i + 1, part, "part")

    def _with_unit(self, line: Line, amount: Amount, *, end: int = 0) -> Amount:
        """Return the fraction with the unit behind it, where a percent, point or measure is."""
        i = amount.stop
        i += line[i].text in HYPHENS and adjoined(line, i)
        match = self._units.after.match(line, i)
        if match is None or match[0].kind not in {"percent", "points", "measure"}:
            return amount
        unit, stop = match
        form = {"percent": Form.PERCENT, "points": Form.POINTS}
        return replace(
            amount,
            stop=stop,
            end=line[stop - 1].end,
            number_end=line[end - 1].end if end else amount.number_end,
            symbol=unit.symbol,
            form=form.get(unit.kind, Form.MEASURE),
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
    return Amount(
        first=first,
        stop=stop,
        start=line[first].start,
        end=line[stop - 1].end,
        number_end=line[stop - 1].end,
        mantissa=value,
        symbol="ratio",
        form=Form.FRACTION,
        spelled=True,
        rule=rule,
    )
