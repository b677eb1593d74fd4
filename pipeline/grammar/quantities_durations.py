"""Tells durations that measure something ("a 15-year contract") from mere times ("for two years")."""

from pipeline.grammar.numbers import HYPHENS
from pipeline.grammar.numbers_tokens import Line
from pipeline.grammar.quantities_amounts import Amount

# "a 15-year contract", "27-year mine life", "six-month lockup period"
_MEASURED = frozenset(
    """contract contracts deal deals agreement agreements lease leases life lifespan lifetime term
    terms tenure warranty warranties guarantee project lock-up lockup loan loans licence license
    commitment partnership mission sentence ban mandate supply extension trial study construction
    payback maturity concession moratorium collaboration pact programme program plan course
    charter subscription backlog runway visibility offtake facility patent exclusivity
    suspension""".split()
)
# "built in 120 days", "delivered within three months"
_DONE = frozenset(
    """built build building completed complete finished assembled delivered deliver constructed
    installed deployed sold took take takes taking lasted last lasts lasting spent requires require
    required stretch stretches extend extends extended shortened cut reduced spans spanned spanning
    using developed produced recharge recharged charge charged charges""".split()
)
# "a battery life of 10 hours", "average of 45 days"
_OF = frozenset(
    """life lifespan lifetime term duration maturity average runtime range tenure supply period-of
    payback""".split()
)
# "10.8 months' supply", "48 hours of battery life"
_AFTER_PLURAL = frozenset(
    "supply inventory inventories worth playback battery talk use notice".split()
)
_LINKS = frozenset({"in", "within", "over", "for", "as", "just", "only", "under", "up", "about"})
_NEAR = 6
"""Tokens between the verb and the duration at most."""


def is_measured(line: Line, amount: Amount) -> bool:
    """Return whether the duration measures a thing that was done, lasts or is owed."""
    return (
        _modifies(line, amount)
        or _of_supply(line, amount)
        or _done_in(line, amount)
        or (line[amount.first - 1].lower == "of" and line[amount.first - 2].lower in _OF)
        or "." in line[amount.first].text
    )


def _modifies(line: Line, amount: Amount) -> bool:
    """Return whether a hyphenated duration stands before what it measures."""
    hyphen = any(token.text in HYPHENS for token in line[amount.first : amount.stop])
    if not hyphen:
        return False
    return any(line[k].lower in _MEASURED for k in range(amount.stop, amount.stop + 4))


def _of_supply(line: Line, amount: Amount) -> bool:
    """Return whether a supply follows: "months' supply", "days of inventory"."""
    skipped = {"'", "’", "of", "s"}
    after = [line[k].lower for k in range(amount.stop, amount.stop + 3)]
    return next((w for w in after if w not in skipped), "") in _AFTER_PLURAL


def _done_in(line: Line, amount: Amount) -> bool:
    """Return whether a verb of doing leads to the duration: "built in 120 days", "took 3 hours"."""
    before = [line[k].lower for k in range(amount.first - _NEAR, amount.first)]
    if before[-1] in {"past", "last", "next", "the", "previous", "first", "recent", "coming"}:
        return False
    if before[-1] in _DONE:
        return True
    return before[-1] in _LINKS and bool(set(before) & _DONE)
