"""Joins a lower and an upper limit into a range: "more than 20 and less than 35 percent"."""

from collections.abc import Callable
from dataclasses import replace

from pipeline.grammar.numbers_tokens import CURRENCY, NUMERAL, Line
from pipeline.grammar.quantities_amount import Amount
from pipeline.grammar.quantities_bounds import BoundReader
from pipeline.grammar.quantities_ranges import same_kind, share
from schemas import Bound

_LINKS = frozenset({"and", "but", ",", "yet"})
_FAR = 8
"""Tokens between the two numbers at most: "20, but less than or equal to 35"."""

_OPPOSITE = {Bound.ABOVE: Bound.BELOW, Bound.BELOW: Bound.ABOVE}

Reader = Callable[[Line, int], Amount | None]


def join_limits(
    line: Line, first: Amount, read: Reader, bounds: BoundReader
) -> tuple[Amount, Amount] | None:
    """Return the two ends of the range whose one limit is `first`, in the order of the text.

    Both have the values in ascending order, whichever limit is said first. None where no
    opposite limit follows, or where the two contradict each other ("over 40 and under 10").
    """
    if line[first.stop].lower not in _LINKS:
        return None
    opposite = _OPPOSITE.get(bounds.read(line, first)[0])
    second = _second(line, first, read) if opposite else None
    if second is None or not same_kind(first, second):
        return None
    bound, words = bounds.read(line, second)
    if bound is not opposite or not _directly(line, first, second, words):
        return None
    return _ordered(*share(first, second), opposite)


def _second(line: Line, first: Amount, read: Reader) -> Amount | None:
    """Return the amount that begins at the next number, a few words behind `first`."""
    for i in range(first.stop + 1, first.stop + _FAR):
        if line[i].kind in {NUMERAL, CURRENCY}:
            return read(line, i)
        if line[i].text in {"", ".", ";"}:
            return None
        spelled = read(line, i)
        if spelled is not None:
            return spelled
    return None


def _directly(line: Line, first: Amount, second: Amount, words: str) -> bool:
    """Return whether nothing but links and the bound's words stand between the two."""
    between = [token.lower for token in line[first.stop : second.first]]
    while between and between[0] in _LINKS:
        del between[0]
    return "".join(between) in {words.lower().replace(" ", ""), f"is{words.lower()}"}


def _ordered(first: Amount, second: Amount, opposite: Bound) -> tuple[Amount, Amount] | None:
    if opposite is Bound.ABOVE:  # "at most 100 and at least 20"
        low, high = second.value, first.value
        first = replace(first, mantissa=second.mantissa, scale=second.scale, factor=second.factor)
        second = replace(second, mantissa=high / (second.scale * second.factor))
    else:
        low, high = first.value, second.value
    return (first, second) if low < high else None
