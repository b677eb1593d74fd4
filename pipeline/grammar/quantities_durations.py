"""Tells durations that measure ("a 15-year contract") from mere times ("for two years")."""

from pipeline.grammar.numbers import HYPHENS
from pipeline.grammar.numbers_tokens import Line
from pipeline.grammar.quantities_amount import Amount
from pipeline.grammar.quantities_cues import NumberCues

_NEAR = 6
"""Tokens between the verb and the duration at most."""


def is_measured(line: Line, amount: Amount, cues: NumberCues) -> bool:
    """Return whether the duration measures a thing that was done, lasts or is owed."""
    return (
        _modifies(line, amount, cues)
        or _of_supply(line, amount, cues)
        or _done_in(line, amount, cues)
        or (line[amount.first - 1].lower == "of" and line[amount.first - 2].lower in cues.lasting)
        or _precise(line, amount, cues)
    )


def _modifies(line: Line, amount: Amount, cues: NumberCues) -> bool:
    """Return whether a hyphenated duration stands before what it measures."""
    hyphen = any(token.text in HYPHENS for token in line[amount.first : amount.stop])
    if not hyphen:
        return False
    return any(line[k].lower in cues.measured for k in range(amount.stop, amount.stop + 4))


def _of_supply(line: Line, amount: Amount, cues: NumberCues) -> bool:
    """Return whether a supply follows: "months' supply", "days of inventory"."""
    skipped = {"'", "’", "of", "s"}
    after = [line[k].lower for k in range(amount.stop, amount.stop + 3)]
    return next((w for w in after if w not in skipped), "") in cues.supply


def _done_in(line: Line, amount: Amount, cues: NumberCues) -> bool:
    """Return whether a verb of doing leads to the duration: "built in 120 days", "took 3 hours"."""
    before = [line[k].lower for k in range(amount.first - _NEAR, amount.first)]
    if before[-1] in cues.past_time:
        return False
    if before[-1] in cues.done:
        return True
    return before[-1] in cues.duration_link and bool(set(before) & cues.done)


def _precise(line: Line, amount: Amount, cues: NumberCues) -> bool:
    """Return whether the duration has decimals, as measured ones do, and no "last" before it."""
    return "." in line[amount.first].text and line[amount.first - 1].lower not in cues.past_time
