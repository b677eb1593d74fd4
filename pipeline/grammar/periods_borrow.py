"""Years taken from the words beside: "January and February 2025", "Q4 and full year 2025"."""

from collections import defaultdict
from dataclasses import replace

from pipeline.grammar.periods_calendar import When
from pipeline.grammar.periods_tokens import Token
from pipeline.grammar.periods_words import Word
from schemas import Grain

_JOINS = {Word.AND, Word.COMMA}
_PARTS = {Grain.HALF, Grain.QUARTER, Grain.MONTH}


def borrow_years(tokens: list[Token]) -> list[Token]:
    """Return the tokens with the year given to each time that shares it with the next one.

    The last of a list gives its year to those before: "January, February and March 2025".
    """
    borrowed = list(tokens)
    for position in range(len(tokens) - 3, -1, -1):
        if borrowed[position + 1].kind in _JOINS:
            borrowed[position] = _with_year(*borrowed[position : position + 3])
    return borrowed


def _with_year(token: Token, join: Token, giver: Token) -> Token:
    """Return a token with the year of the one after the join, where it lacks one and that fits."""
    time, other = token.time, giver.time
    if not isinstance(time, When) or not isinstance(other, When) or other.year is None:
        return token
    if not time.floating or time.grain not in _PARTS:
        return token
    same = other.grain is time.grain
    # fourth quarter and fiscal 2025; a comma before a year starts something else
    whole = other.grain is Grain.YEAR and join.kind is Word.AND and time.grain is not Grain.MONTH
    if not same and not whole:
        return token
    fiscal = time.fiscal or other.fiscal
    settled = replace(time, year=other.year, fiscal=fiscal, floating=False)
    return replace(token, time=settled, rule=f"{token.rule}: year of the next")


def named_parts(tokens: list[Token]) -> dict[tuple[Grain, int], list[When]]:
    """Return every part of a year that the text gives with its year, by size and number."""
    named: dict[tuple[Grain, int], list[When]] = defaultdict(list)
    for token in tokens:
        time = token.time
        if isinstance(time, When) and time.year is not None and token.kind is Word.POINT:
            named[time.grain, time.index].append(time)
    return named
