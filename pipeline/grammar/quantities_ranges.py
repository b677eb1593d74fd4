"""Joins two amounts into a range, or leaves them two: "$5-6bn", "between 5 and 6", "5% to 7%".

A range is one quantity that lies between two numbers. "Rose from $3.0bn to $3.2bn" states two
quantities, one after the other, so it is none.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from pipeline.grammar.numbers import DASHES, HYPHENS
from pipeline.grammar.numbers_tokens import CURRENCY, Line, adjoined
from pipeline.grammar.quantities_amounts import Amount
from pipeline.grammar.quantities_found import Form

Reader = Callable[[Line, int], Amount | None]

_ONE = Decimal(1)
_FAR = 12
"""Tokens looked back at most for the verb that "from" belongs to."""

# "rose 5 cents to $3.20", "up 3% to 5.2%": a change, then the level it led to
_CHANGED = frozenset(
    """rose fell grew gained lost climbed jumped dropped slipped slid soared surged sank plunged
    tumbled edged advanced added shed eased dipped rallied widened narrowed improved increased
    decreased declined raised cut lifted lowered trimmed boosted slashed up down higher lower
    upped hiked reduced doubled tripled halved swelled shrank rebounded recovered declining rising
    falling gaining jumping climbing dropping crept ticked leapt leaped inched spiked""".split()
)
# "to grow from 5% to 7%", "an increase from 5 to 7": verbs and nouns of change before "from"
_CHANGE = _CHANGED | frozenset(
    """rise rises fall falls grow grows growing growth gain gains climb climbs jump jumps drop drops
    slip slide increase increases increasing decrease decreases decline declines raise raises
    raising lift lifts lower lowers lowering cut cuts cutting boost boosts change changed changes
    go goes went going move moved moves moving shift shifted swing swung expand expanded expands
    expanding shrink shrinks narrow narrowing widen widening improve improves improving
    improvement reduce reduces reducing reduction double doubles triple triples quadruple
    quadrupled upgrade upgraded downgrade downgraded revised revise revision adjusted convert
    converted turn turned reversed bring brought push pushed pushing come came recover recovery
    surge plunge drop-off bump bumped hike ballooned balloon transition extended extend scale
    scaling ramp ramping accelerate accelerated slow slowed slowing slowdown up down""".split()
)
# "ranging from 5 to 7", "anywhere from", "guidance of 5 to 7"
_RANGING = frozenset(
    """range ranges ranged ranging vary varies varied varying anywhere between priced prices
    somewhere spanning spans span""".split()
)
_SCORES = frozenset(
    """beat beats beating won win wins winning lost lose loses losing drew draw defeat defeated
    defeats victory score scored scores vote voted votes ruling ruled decision lead led leads
    trail trailed set sets tie tied game match final series win-loss record""".split()
)


def join_range(line: Line, low: Amount, read: Reader) -> tuple[Amount, Amount] | None:
    """Return the two ends of the range that begins with `low`, units and scales shared.

    Returns None where no second number follows, or where the two are separate statements.
    """
    link, j = _link(line, low)
    if not link:
        return None
    high = read(line, j)
    if high is None or not _same_kind(low, high):
        return None
    low, high = _share(low, high)
    if not low.value < high.value or low.value < 0 < high.value and link == "-":
        return None
    if not _is_range(line, low, high, link):
        return None
    return low, high


def _link(line: Line, low: Amount) -> tuple[str, int]:
    """Return what links `low` to a second number and the token where that begins."""
    i = low.stop
    if line[i].text in HYPHENS and line[i + 1].lower == "to":
        return "to", i + 3 if line[i + 2].text in HYPHENS else i + 2
    if line[i].text in DASHES:
        close = adjoined(line, i) and adjoined(line, i + 1)
        apart = not adjoined(line, i) and not adjoined(line, i + 1)
        return ("-" if close else " - " if apart else ""), i + 1
    word = line[i].lower
    if word in {"to", "and", "or"}:
        return word, i + 1
    return "", i


def _same_kind(low: Amount, high: Amount) -> bool:
    """Return whether the two can be ends of one range: one unit, or a bare number before it."""
    if low.form is Form.BARE:
        return True
    if high.form is Form.BARE:
        return low.form is Form.MONEY and not low.after
    denominated = high.symbol.startswith(low.symbol + "/")
    return (low.symbol == high.symbol and low.item == high.item) or denominated


def _share(low: Amount, high: Amount) -> tuple[Amount, Amount]:
    """Return both ends with the unit of the one that has it, and the low one's missing scale."""
    if high.form is Form.BARE and low.form is Form.MONEY:
        high = replace(high, symbol=low.symbol, form=low.form, factor=low.factor, rule=low.rule)
    elif low.form is Form.BARE or low.symbol != high.symbol:
        low = replace(low, symbol=high.symbol, item=high.item, form=high.form, factor=high.factor)
    missing = low.scale == _ONE and high.scale != _ONE and not low.spelled
    if missing and low.mantissa <= max(high.mantissa, Decimal(999)) and _needs(low, high):
        low = replace(low, scale=high.scale)
    return low, high


def _needs(low: Amount, high: Amount) -> bool:
    """Return whether the low end is short of a scale word: "10 to 15 million", not "1,500 to …"."""
    return low.mantissa < high.mantissa


def _is_range(line: Line, low: Amount, high: Amount, link: str) -> bool:
    """Return whether the words around make a range of the two."""
    before = line[low.first - 1].lower
    if link == "and":
        return _between(line, low)
    if link == "or":
        return low.spelled and high.spelled and high.value - low.value == 1
    if link in {"-", " - "}:
        return _dashed(line, low, high, link)
    if before == "from":
        return _from_to(line, low)
    if before == "between" or _between(line, low):
        return True
    return not _led_to(line, low, high)


def _between(line: Line, low: Amount) -> bool:
    """Return whether "between" stands before `low`, at most an adverb apart."""
    return "between" in {line[low.first - 1].lower, line[low.first - 2].lower}


def _dashed(line: Line, low: Amount, high: Amount, link: str) -> bool:
    """Return whether a dash joins the ends: not of a score, a name or a spaced aside."""
    if link == " - ":
        return low.form is not Form.BARE and high.form is not Form.BARE
    if low.form is not Form.BARE:
        return True
    words = {token.lower for token in line[low.first - 6 : low.first]}
    words |= {line[k].lower for k in range(high.stop, high.stop + 3)}
    return not words & _SCORES and not line[high.stop].text in HYPHENS | {"/"}


def _from_to(line: Line, low: Amount) -> bool:
    """Return whether "from A to B" is a range: some word of ranging is near, no verb of change."""
    words = [token.lower for token in line[max(0, low.first - _FAR) : low.first - 1]]
    for word in reversed(words):
        if word in {".", ";", "!", "?"}:
            return False
        if word in _RANGING:
            return True
        if word in _CHANGE:
            return False
    return False


def _led_to(line: Line, low: Amount, high: Amount) -> bool:
    """Return whether "A to B" tells a change A and the level B that it led to."""
    words = [line[low.first - 1].lower, line[low.first - 2].lower]
    if words[0] in {"by", "a", "an", "the", "about", "nearly", "almost", "around"}:
        words.append(line[low.first - 3].lower)
    past = bool(set(words) & _CHANGED)
    much = low.value > 0 and high.value / low.value > 10
    unlike = (
        low.after != high.after and low.form is not Form.BARE and line[low.first].kind != CURRENCY
    )
    return past or much or unlike
