"""What a time is for in its sentence, told by the words before it."""

from enum import StrEnum

from pipeline.grammar.periods_calendar import Back, Interval, When
from pipeline.grammar.periods_nearest import Tense
from pipeline.grammar.periods_tokens import Token
from pipeline.grammar.periods_words import Word
from schemas import Grain


class PeriodRole(StrEnum):
    """What a time expression is for."""

    POINT = "point"
    DEADLINE = "deadline"
    SPAN = "span"
    SINCE = "since"
    COMPARISON = "comparison"
    DURATION = "duration"
    TIME = "time"
    AGE = "age"


_BY_KIND = {
    Word.LENGTH: PeriodRole.DURATION,
    Word.CLOCK: PeriodRole.TIME,
    Word.OLD: PeriodRole.AGE,
}
_SKIPPED = (Word.THE, Word.A)
_COMPARING = {Word.FROM, Word.THAN, Word.VERSUS, Word.AGAINST}
_DEADLINES = {Word.BY, Word.BEFORE, Word.UNTIL, Word.WITHIN}
_WINDOW = 90
"""Characters before a time in which a verb still tells its tense."""
_AHEAD = {Word.FUTURE, Word.NEXT, Word.COMING}
_BEHIND = {Word.HAPPENED, Word.SAY, Word.SINCE}


def role_at(tokens: list[Token], position: int) -> PeriodRole:
    """Return the role of the time at a position of the tokens."""
    token = tokens[position]
    if token.kind in _BY_KIND:
        return _BY_KIND[token.kind]
    before = _before(tokens, position)
    if _compares(tokens, before, token):
        return PeriodRole.COMPARISON
    word = tokens[before].kind if before >= 0 else Word.OTHER
    if word is Word.SINCE:
        return PeriodRole.SINCE
    if word in _DEADLINES:
        return PeriodRole.DEADLINE
    if isinstance(token.time, Back):
        return PeriodRole.COMPARISON if token.rule == "a year back" else PeriodRole.POINT
    return PeriodRole.SPAN if isinstance(token.time, Interval) else PeriodRole.POINT


def _before(tokens: list[Token], position: int) -> int:
    """Return the position of the first token before that is no article."""
    before = position - 1
    while before >= 0 and tokens[before].kind in _SKIPPED:
        before -= 1
    return before


def _compares(tokens: list[Token], before: int, token: Token) -> bool:
    """Return whether the words say "compared with" or "up from"."""
    if before < 0:
        return False
    word = tokens[before].kind
    if word in (Word.WITH, Word.TO):
        return before > 0 and tokens[before - 1].kind is Word.COMPARED
    if word is Word.OVER:
        return isinstance(token.time, Back)
    return word in _COMPARING


def tense_at(tokens: list[Token], position: int) -> Tense:
    """Return which way the words around a time point: the nearest verb before it, else after."""
    nouns = not _is_day(tokens[position])
    tense = _nearest_tense(tokens, position, -1, nouns=nouns)
    if tense is Tense.OPEN:
        tense = _nearest_tense(tokens, position, 1, nouns=nouns)
    before = _before(tokens, position)
    if tense is Tense.OPEN and before >= 0 and tokens[before].kind is Word.BY:
        return Tense.AHEAD
    return tense


def _nearest_tense(tokens: list[Token], position: int, step: int, *, nouns: bool) -> Tense:
    """Return the tense of the first telling word on one side, inside sentence and window."""
    start = tokens[position].start
    place = position + step
    while 0 <= place < len(tokens) and abs(tokens[place].start - start) <= _WINDOW:
        kind = tokens[place].kind
        if kind is Word.DOT:
            break
        if kind in _AHEAD or (nouns and kind is Word.OUTLOOK):
            return Tense.AHEAD
        if kind in _BEHIND:
            return Tense.BEHIND
        place += step
    return Tense.OPEN


def _is_day(token: Token) -> bool:
    """Return whether a token means a single day."""
    return isinstance(token.time, When) and token.time.grain is Grain.DAY
