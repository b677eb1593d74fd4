"""Every time expression of a text, dated: "third quarter of 2024", "last year", "by 2028".

The text is cut into tokens (`periods_tokens`); rules join them to years, parts of years, times
told from another time, intervals and lengths, in that order (`periods_years` to
`periods_spans`); what leaves its year out gets it from the text or the anchor
(`periods_memory`), and the words before it tell its role (`periods_roles`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.grammar.periods_borrow import borrow_years, named_parts
from pipeline.grammar.periods_calendar import Time, is_years_back, leans, period_of
from pipeline.grammar.periods_memory import Memory
from pipeline.grammar.periods_nearest import Tense
from pipeline.grammar.periods_points import POINTS
from pipeline.grammar.periods_relative import RELATIVE
from pipeline.grammar.periods_roles import PeriodRole, role_at, tense_at
from pipeline.grammar.periods_spans import EDGES, LENGTHS, SPANS
from pipeline.grammar.periods_tokens import Token, read_tokens
from pipeline.grammar.periods_years import COUNTS, YEARS
from schemas import Period

__all__ = ["FoundPeriod", "PeriodRole", "find_periods"]

_SPOKEN_OF = {PeriodRole.POINT, PeriodRole.SPAN}
"""Roles of the times that later words can lean on; "since 2019" is no topic."""

_PASSES = (COUNTS, YEARS, RELATIVE, POINTS, EDGES, SPANS, LENGTHS)


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """One time expression.

    `start` and `end` are half-open positions in the text that was given and leave out a leading
    preposition or article. `period` is None where nobody could know the year and for lengths,
    times of day and ages. `is_future` says whether it lies after the anchor, before it, or
    (None) around it or nobody knows. `rule` names what decided.
    """

    start: int
    end: int
    period: Period | None
    role: PeriodRole
    is_future: bool | None
    rule: str


def find_periods(text: str, anchor: date | None) -> tuple[FoundPeriod, ...]:
    """Return the time expressions of a text in reading order; they never overlap.

    Args:
        text: The text of one article, or a part of it.
        anchor: The day that "last year" counts from; None where it is unknown, and then times
            told from it have no period.
    """
    tokens = read_tokens(text)
    for rule_set in _PASSES:
        tokens = rule_set.reduce(tokens, anchor)
    tokens = borrow_years(tokens)
    return tuple(_found(tokens, Memory(anchor, named_parts(tokens))))


def _found(tokens: list[Token], memory: Memory) -> Iterator[FoundPeriod]:
    """Yield the times among the tokens, each with what the text before it says."""
    for position, token in enumerate(tokens):
        if token.time is not None:
            yield _resolved(tokens, position, token.time, memory)


def _resolved(tokens: list[Token], position: int, time: Time, memory: Memory) -> FoundPeriod:
    """Return one time, dated as far as it can be, and remember it."""
    token, role = tokens[position], role_at(tokens, position)
    tense = tense_at(tokens, position) if leans(time) else Tense.OPEN
    settled, decided = memory.settle(time, tense, token.start)
    period = period_of(settled)
    # "A year ago" leans on the topic; were it the next one, each would go a year further back.
    if period is not None and role in _SPOKEN_OF and not is_years_back(time):
        memory.note(settled, token.end)
    rule = f"{token.rule}: {decided}" if decided else token.rule
    return FoundPeriod(
        token.start, token.end, period, role, _is_future(period, role, memory.anchor), rule
    )


def _is_future(period: Period | None, role: PeriodRole, anchor: date | None) -> bool | None:
    """Return whether a period lies after the anchor; a deadline counts by its end."""
    if period is None or anchor is None:
        return None
    if period.period_end < anchor:
        return False
    by_end = role in (PeriodRole.DEADLINE,)
    if period.period_start > anchor or (by_end and period.period_end > anchor):
        return True
    return None
