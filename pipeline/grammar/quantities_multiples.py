"""Multiples: doubled, twice as much, three times the amount, tenfold, 2x."""

from dataclasses import replace
from decimal import Decimal

from pipeline.grammar.numbers import HYPHENS, NumberWords
from pipeline.grammar.numbers_tokens import Line, Token, adjoined
from pipeline.grammar.quantities_amounts import Amount
from pipeline.grammar.quantities_found import Form

# "will double", "more than double", "to triple": what makes a verb of the word
_BEFORE_MULTIPLE = frozenset(
    """to will would could can may might should must than nearly almost about at is are was were
    be been being roughly approximately over around likely not they we it least over up set
    expected and or""".split()
)
# "double the amount", "triple its sales": what the word multiplies
_AFTER_MULTIPLE = frozenset(
    """the that its their his her our in from to over by what last this those these year sales
    revenue revenues profit profits output production capacity size as since every each your
    my between within during digits""".split()
) - {"digits"}
# "double-digit growth", "a double blow", "doubling down": no multiple
_NO_MULTIPLE = frozenset(
    """digit digits decker check click whammy blow bed beds bedroom down taxation standard agent dip
    bottom top glazing room play header final jeopardy counting a crown title gold helix
    edged aaa b bb c""".split()
)
# "three times as many", "four times the size", "17 times earnings"
_AFTER_TIMES = frozenset(
    """as more the larger higher greater bigger faster less lower smaller its their his that what
    longer better cheaper stronger oversubscribed subscribed covered earnings sales revenue
    revenues ebitda book forward projected expected estimated annual normal average leverage
    lower quicker heavier likelier over current trailing""".split()
)
# "rose nearly four times", "trades at 17 times", "a factor of"
_BEFORE_TIMES = frozenset("to by nearly almost about at factor just around up".split())
_DOUBLES = frozenset({"double", "doubles", "triple", "treble", "triples", "quadruple", "quintuple"})


def word_multiple(line: Line, i: int, words: NumberWords) -> Amount | None:
    """Return the multiple that the word at `i` is ("doubled", "twice", "fivefold"); else None."""
    value = words.multiples.get(line[i].lower)
    if value is None or not _multiplies(line, i):
        return None
    return _amount(line, i, i + 1, value, "multiple word")


def _multiplies(line: Line, i: int) -> bool:
    """Return whether the word at `i` says how many times, and names nothing else."""
    word, after = line[i], line[i + 1]
    joined = after.text in HYPHENS and adjoined(line, i + 1)
    if (line[i + 2] if joined else after).lower in _NO_MULTIPLE or joined:
        return False
    if word.lower not in _DOUBLES:
        return not (word.lower == "twice" and after.lower in {"weekly", "daily", "a", "in"})
    return line[i - 1].lower in _BEFORE_MULTIPLE or after.lower in _AFTER_MULTIPLE


def times_multiple(line: Line, number: Amount) -> Amount | None:
    """Return a bare number with its "times", "fold" or "x" as a multiple; None where none is.

    "won it three times" counts occasions and is none.
    """
    i = number.stop
    if line[i].text in HYPHENS and adjoined(line, i) and adjoined(line, i + 1):
        i += 1
    if line[i].lower == "fold":
        return _extended(line, number, i + 1, "fold")
    if line[i].lower == "times" and _compares(line, number, i):
        return _extended(line, number, i + 1, "times")
    return None


def counts_occasions(line: Line, number: Amount) -> bool:
    """Return whether "times" follows: with no multiple, it counts how often."""
    return line[number.stop].lower in {"times", "time"}


def _compares(line: Line, number: Amount, i: int) -> bool:
    """Return whether "times" at `i` compares: by the word after, the word before, or a decimal."""
    if line[i + 1].lower in _AFTER_TIMES or number.mantissa != number.mantissa.to_integral_value():
        return not (line[i + 1].lower in {"over", "that", "the"} and _ordinary(line[i + 2]))
    return line[number.first - 1].lower in _BEFORE_TIMES


def _ordinary(token: Token) -> bool:
    """Return whether a word speaks of time: "three times the past year" counts occasions."""
    return token.lower in {"past", "last", "next", "same", "course", "years", "years'"}


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


def _amount(line: Line, first: int, stop: int, value: Decimal, rule: str) -> Amount:
    return Amount(
        first=first,
        stop=stop,
        start=line[first].start,
        end=line[stop - 1].end,
        number_end=line[stop - 1].end,
        mantissa=value,
        symbol="ratio",
        form=Form.MULTIPLE,
        spelled=True,
        rule=rule,
    )
