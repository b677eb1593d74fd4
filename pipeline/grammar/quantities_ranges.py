"""Joins two amounts into a range, or leaves them two: "$5-6bn", "between 5 and 6", "5% to 7%".

A range is one quantity that lies between two numbers. "Rose from $3.0bn to $3.2bn" states two
quantities, one after the other, so it is none.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from pipeline.grammar.numbers import DASHES, HYPHENS
from pipeline.grammar.numbers_tokens import CURRENCY, WORD, Line, adjoined
from pipeline.grammar.quantities_amount import Amount
from pipeline.grammar.quantities_cues import NumberCues
from pipeline.grammar.quantities_found import Form

_NEAR = 4
"""Tokens looked back at most for the verb that changed something by the first amount."""

_OVER = 7
"""Tokens between "from" and its amount at most."""

_LEVEL = 10
"""A second amount this many times the first is no upper end: "gained 12 cents to $3.20"."""

_UNSCALED = Decimal(1000)
"""A first number from here on has its own size: "1,500 to 2 million"."""

_SCALES = tuple(Decimal(10) ** power for power in (12, 9, 6, 3, 2))
"""What number words can end in, largest first."""

_ENDS = frozenset({"of", "to", "at", "in", "between", "with", "for", "is", "are", "be"})
"""Words that cut an amount off from the verb before them."""

_HEDGES = frozenset(
    {"about", "almost", "around", "as", "least", "many", "more", "much", "nearly", "over", "than"}
)
"""Words that may bound the upper end of a range: "$900 to more than $1,100"."""

_LONGEST_HEDGE = 3

_TILDES = frozenset({"~", "～"})
"""Signs of a range in East Asian usage."""

_TIMES = frozenset({"x", "×"})
"""Signs between the sides of an area."""

_COORDINATED = frozenset({Form.PERCENT, Form.POINTS, Form.MONEY, Form.MEASURE})
"""Forms whose unit serves the number before "and" as well; of things each has its own."""

_AGAINST = frozenset({"from", "versus", "vs", "against"})
"""Words between two amounts of money that are compared."""

_BARE_RANGE = 6
"""Tokens before a spaced dash between bare numbers among which "range" must stand."""

Reader = Callable[[Line, int], Amount | None]

_ONE = Decimal(1)
_FAR = 12
"""Tokens looked back at most for the verb that "from" belongs to."""


def join_range(
    line: Line, low: Amount, read: Reader, cues: NumberCues
) -> tuple[Amount, Amount] | None:
    """Return the two ends of the range that begins with `low`, units and scales shared.

    Returns None where no second number follows, or where the two are separate statements.
    """
    link, j = _link(line, low)
    if not link:
        return None
    high = read(line, j)
    if high is None or not same_kind(low, high):
        return None
    low, high = share(low, high)
    if not low.value < high.value or (low.value < 0 < high.value and link == "-"):
        return None
    if not _is_range(line, low, high, link, cues):
        return None
    return low, high


def shared_unit(line: Line, low: Amount, read: Reader) -> Amount:
    """Return a first number with the unit that only the second has, its span the number alone.

    So in "from 5 to 7 percent" and "108- or 50-megapixel". Any other amount comes back as it is.
    """
    i = low.stop
    if line[i].text in HYPHENS and line[i + 1].lower in {"or", "and", "to"}:
        i += 1
    elif low.form is Form.BARE and (line[i].text in _TIMES or line[i].lower in _AGAINST):
        return _unit_behind(line, low, read)
    elif line[low.first - 1].lower != "from" or line[i].lower != "to":
        return low
    year = line[low.first].text.isdigit() and 1900 <= low.mantissa < 2100
    high = None if year or low.spelled else read(line, i + 1)
    if high is None or high.form is Form.BARE or not same_kind(low, high):
        return low
    return share(low, high)[0]


def coordinated_unit(line: Line, low: Amount, read: Reader) -> Amount:
    """Return a bare number with the unit behind the next: "rose 5 and 7 percent, respectively"."""
    if line[low.stop].lower not in {"and", "or"} or low.scale != _ONE:
        return low
    high = read(line, low.stop + 1)
    if high is None or not high.after or high.form not in _COORDINATED:
        return low
    return replace(share(low, high)[0], rule=high.rule)


def _unit_behind(line: Line, low: Amount, read: Reader) -> Amount:
    """Return `low` with the unit named at the second number only.

    So in "10 x 20 metres", and in "2 billion from 1.5 billion euros".
    """
    high = read(line, low.stop + 1)
    if high is None or not high.after:
        return low
    money = high.form is Form.MONEY and min(low.scale, high.scale) > _ONE
    sides = high.form is Form.MEASURE and line[low.stop].text in _TIMES
    shared = share(low, high)[0]
    return replace(shared, rule=high.rule) if money or sides else low


def _link(line: Line, low: Amount) -> tuple[str, int]:
    """Return what links `low` to a second number and the token where that begins."""
    i = low.stop
    if line[i].text in HYPHENS and line[i + 1].lower == "to":
        return "to", i + 3 if line[i + 2].text in HYPHENS else i + 2
    if line[i].text in DASHES:
        close = adjoined(line, i) and adjoined(line, i + 1)
        apart = not adjoined(line, i) and not adjoined(line, i + 1)
        # "$25M- $27M": where the second has a unit of its own, a space was lost
        lost = adjoined(line, i) and line[i + 1].kind == CURRENCY
        return ("-" if close else " - " if apart or lost else ""), i + 1
    word = line[i].lower
    if word == "to" and line[i + 1].lower in _HEDGES:
        return word, _past_hedges(line, i + 1)
    if word in {"to", "and", "or", "through"}:
        return word, i + 1
    if line[i].text in _TILDES:
        return "-", i + 1
    return "", i


def _past_hedges(line: Line, i: int) -> int:
    """Return the token after the words that only bound the upper end: "to more than $1,100"."""
    j = i
    while j - i < _LONGEST_HEDGE and line[j].lower in _HEDGES:
        j += 1
    return j


def same_kind(low: Amount, high: Amount) -> bool:
    """Return whether the two can be ends of one range: one unit, or a bare number before it."""
    if low.form is Form.BARE:
        return True
    if high.form is Form.BARE:
        return low.form is Form.MONEY and not low.after
    denominated = high.symbol.startswith(low.symbol + "/")
    return (low.symbol == high.symbol and low.item == high.item) or denominated


def share(low: Amount, high: Amount) -> tuple[Amount, Amount]:
    """Return both ends with the unit of the one that has it, and the low one's missing scale."""
    if high.form is Form.BARE and low.form is Form.MONEY:
        high = replace(high, symbol=low.symbol, form=low.form, factor=low.factor, rule=low.rule)
    elif low.form is Form.BARE or low.symbol != high.symbol:
        low = replace(
            low,
            symbol=high.symbol,
            item=high.item,
            form=high.form,
            factor=high.factor,
            after=high.after,
        )
    if low.scale == _ONE and low.mantissa < min(high.mantissa, _UNSCALED):
        low = replace(low, scale=_spelled_scale(low, high) if high.spelled else high.scale)
    return low, high


def _spelled_scale(low: Amount, high: Amount) -> Decimal:
    """Return the scale that "three" shares in "three to four million"; 1 where it shares none."""
    for scale in _SCALES:
        if high.mantissa % scale == 0:
            return scale if low.mantissa * scale < high.mantissa else _ONE
    return _ONE


def _is_range(line: Line, low: Amount, high: Amount, link: str, cues: NumberCues) -> bool:
    """Return whether the words around make a range of the two."""
    before = line[low.first - 1].lower
    if link == "and":
        return _between(line, low)
    if link == "or":
        return low.spelled and high.spelled and high.value - low.value == 1
    if link in {"-", " - "}:
        return _dashed(line, low, high, link, cues)
    if before == "from" or _starts_from(line, low):
        return _from_to(line, low, cues)
    if before == "between" or _between(line, low):
        return True
    return not _led_to(line, low, high, cues)


def _starts_from(line: Line, low: Amount) -> bool:
    """Return whether "from" leads to `low` over words alone: "from an initial price of $5"."""
    for token in reversed(line[low.first - _OVER : low.first]):
        if token.lower == "from":
            return True
        if token.kind != WORD or token.lower in {"to", "between"}:
            return False
    return False


def _between(line: Line, low: Amount) -> bool:
    """Return whether "between" stands before `low`, at most an adverb apart."""
    return "between" in {line[low.first - 1].lower, line[low.first - 2].lower}


def _dashed(line: Line, low: Amount, high: Amount, link: str, cues: NumberCues) -> bool:
    """Return whether a dash joins the ends: not of a score, a name or a spaced aside."""
    if link == " - ":
        near = {token.lower for token in line[low.first - _BARE_RANGE : low.first]}
        named = low.form is not Form.BARE and high.form is not Form.BARE
        return named or bool(near & cues.ranging)
    if low.form is not Form.BARE:
        return True
    words = {token.lower for token in line[low.first - 6 : low.first]}
    words |= {line[k].lower for k in range(high.stop, high.stop + 3)}
    return not words & cues.score and line[high.stop].text not in HYPHENS | {"/"}


def _from_to(line: Line, low: Amount, cues: NumberCues) -> bool:
    """Return whether "from A to B" is a range: some word of ranging is near, no verb of change."""
    words = [token.lower for token in line[max(0, low.first - _FAR) : low.first - 1]]
    for word in reversed(words):
        if word in {".", ";", "!", "?"}:
            return False
        if word in cues.ranging:
            return True
        if word in cues.change or word in cues.changed:
            return False
    return False


def _led_to(line: Line, low: Amount, high: Amount, cues: NumberCues) -> bool:
    """Return whether "A to B" tells a change A and the level B that it led to."""
    much = low.value > 0 and high.value / low.value > _LEVEL
    prefixed = line[low.first].kind == CURRENCY
    unlike = low.after != high.after and low.form is not Form.BARE and not prefixed
    return much or unlike or _follows_change(line, low, cues)


def _follows_change(line: Line, low: Amount, cues: NumberCues) -> bool:
    """Return whether a verb of change governs `low`: "rose 5", "raised its dividend 5"."""
    for token in reversed(line[low.first - _NEAR : low.first]):
        if token.lower in cues.changed:
            return True
        if token.lower in _ENDS or not token.text.isalpha():
            return False
    return False
