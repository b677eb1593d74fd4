"""Multiples: doubled, twice as much, three times the amount, tenfold, 2x."""

from dataclasses import replace

from pipeline.grammar.numbers import HYPHENS, NumberWords
from pipeline.grammar.numbers_tokens import Line, adjoined
from pipeline.grammar.quantities_amount import Amount
from pipeline.grammar.quantities_cues import NumberCues
from pipeline.grammar.quantities_found import Form

_DOUBLES = frozenset({"double", "doubles", "triple", "treble", "triples", "quadruple", "quintuple"})
"""Forms that are an adjective or a noun as often as a verb."""


class MultipleReader:
    """Reads multiples: words that are one, and bare numbers that "times" or "fold" makes one."""

    def __init__(self, words: NumberWords, cues: NumberCues) -> None:
        self._words = words
        self._cues = cues

    def read(self, line: Line, i: int) -> Amount | None:
        """Return the multiple that the word at `i` is ("doubled", "fivefold"); else None."""
        value = self._words.multiples.get(line[i].lower)
        if value is None or not self._multiplies(line, i):
            return None
        token = line[i]
        return Amount(
            first=i,
            stop=i + 1,
            start=token.start,
            end=token.end,
            number_end=token.end,
            mantissa=value,
            symbol="ratio",
            form=Form.MULTIPLE,
            spelled=True,
            rule="multiple word",
        )

    def extend(self, line: Line, number: Amount) -> Amount | None:
        """Return a bare number with its "times" or "fold" as a multiple; None where none is.

        "won it three times" counts occasions and is none.
        """
        i = number.stop
        if line[i].text in HYPHENS and adjoined(line, i) and adjoined(line, i + 1):
            i += 1
        if line[i].lower == "fold":
            return _extended(line, number, i + 1, "fold")
        if line[i].lower == "times" and self._compares(line, number, i):
            return _extended(line, number, i + 1, "times")
        return None

    def _multiplies(self, line: Line, i: int) -> bool:
        """Return whether the word at `i` says how many times, and names nothing else."""
        word, after = line[i].lower, line[i + 1]
        if after.text in HYPHENS and adjoined(line, i + 1):
            return False
        if after.lower in self._cues.no_multiple:
            return False
        if word in _DOUBLES:
            before = line[i - 1].lower
            return before in self._cues.before_multiple or after.lower in self._cues.after_multiple
        return word not in {"twice", "thrice"} or self._compares_twice(line, i)

    def _compares_twice(self, line: Line, i: int) -> bool:
        """Return whether "twice" at `i` compares: "twice as fast", "more than twice the size"."""
        before, after = line[i - 1].lower, line[i + 1].lower
        known = self._cues.after_times | self._cues.after_half
        return after in known or before in self._cues.before_times

    def _compares(self, line: Line, number: Amount, i: int) -> bool:
        """Return whether "times" at `i` compares: by the word after or before, or a decimal."""
        after = line[i + 1].lower
        decimal = number.mantissa != number.mantissa.to_integral_value()
        if decimal or after in self._cues.after_times:
            return after not in {"over", "that", "the"} or (
                line[i + 2].lower not in self._cues.no_times
            )
        return line[number.first - 1].lower in self._cues.before_times


def counts_occasions(line: Line, number: Amount) -> bool:
    """Return whether "times" follows: with no multiple, it counts how often."""
    return line[number.stop].lower in {"times", "time"}


def _extended(line: Line, number: Amount, stop: int, rule: str) -> Amount:
    return replace(
        number,
        stop=stop,
        end=line[stop - 1].end,
        symbol="ratio",
        form=Form.MULTIPLE,
        after=True,
        rule=rule,
    )
