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
_WHOLE = {"decade", "season + year", "relative: named", "months of year"}
"""Rules whose intervals are one time to a reader: the 1990s, this summer, the first nine months."""
_COMPARING = {Word.THAN, Word.VERSUS, Word.AGAINST}
_DEADLINES = {Word.BY, Word.BEFORE, Word.UNTIL, Word.WITHIN}
_WINDOW = 90
"""Characters before a time in which a verb still tells its tense."""
_CHANGE_TOKENS = 12
"""Tokens before "from" among which a word of change is looked for."""
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
    after = tokens[position + 1].kind if position + 1 < len(tokens) else Word.OTHER
    if word is Word.SINCE or (word is Word.FROM and after is Word.ONWARDS):
        return PeriodRole.SINCE
    if word in _DEADLINES:
        return PeriodRole.DEADLINE
    if isinstance(token.time, Back):
        return PeriodRole.COMPARISON if token.rule == "a year back" else PeriodRole.POINT
    return PeriodRole.SPAN if _is_span(token) else PeriodRole.POINT


def _is_span(token: Token) -> bool:
    """Return whether a token joins two times, rather than being one that has no short name."""
    time = token.time
    return isinstance(time, Interval) and time.grain is Grain.SPAN and token.rule not in _WHOLE


def _before(tokens: list[Token], position: int) -> int:
    """Return the position of the first token before that is no article."""
    before = position - 1
    while before >= 0 and tokens[before].kind in _SKIPPED:
        before -= 1
    # The dot of "vs."
    if before > 0 and tokens[before].kind is Word.DOT and tokens[before - 1].kind is Word.VERSUS:
        return before - 1
    return before


def _compares(tokens: list[Token], before: int, token: Token) -> bool:
    """Return whether the words say "compared with" or "up from"."""
    if before < 0:
        return False
    word = tokens[before].kind
    if word in (Word.WITH, Word.TO):
        return before > 0 and tokens[before - 1].kind is Word.COMPARED
    if word is Word.FROM:
        return isinstance(token.time, Back) or _changes(tokens, before)
    if word in (Word.OVER, Word.ON):
        return isinstance(token.time, Back)
    return word in _COMPARING


def _changes(tokens: list[Token], position: int) -> bool:
    """Return whether a change is told shortly before: "up 5%", "rose", "a decline"."""
    start = tokens[position].start
    for token in reversed(tokens[max(0, position - _CHANGE_TOKENS) : position]):
        if token.kind is Word.DOT or start - token.end > _WINDOW:
            return False
        if token.kind in (Word.GROWTH, Word.CHANGE) or (
            token.kind is Word.HAPPENED and token.value
        ):
            return True
    return False


def tense_at(tokens: list[Token], position: int) -> Tense:
    """Return which way the words around a time point: the nearest verb before it, else after."""
    day = _is_day(tokens[position])
    tense = _nearest_tense(tokens, position, -1, nouns=not day)
    if tense is not Tense.OPEN:
        return tense
    before = _before(tokens, position)
    if before >= 0 and tokens[before].kind in (Word.BY, Word.UNTIL):
        return Tense.AHEAD
    return Tense.OPEN if day else _nearest_tense(tokens, position, 1, nouns=True)


def _nearest_tense(tokens: list[Token], position: int, step: int, *, nouns: bool) -> Tense:
    """Return the tense of the first telling word on one side, inside sentence and window."""
    start = tokens[position].start
    place = position + step
    while 0 <= place < len(tokens) and abs(tokens[place].start - start) <= _WINDOW:
        if tokens[place].kind is Word.DOT:
            break
        tense = _tense_of(tokens, place, nouns=nouns)
        if tense is not Tense.OPEN:
            return tense
        place += step
    return Tense.OPEN


def _tense_of(tokens: list[Token], place: int, *, nouns: bool) -> Tense:
    """Return which way one word points; nouns of plans and forecasts count only where wanted."""
    kind = tokens[place].kind
    before = tokens[place - 1 - (tokens[place - 1].kind is Word.HYPHEN)].kind if place else kind
    if kind in _BEHIND:
        # "to be held", "will be paid"
        return Tense.AHEAD if before is Word.BE else Tense.BEHIND
    # "better than expected"
    ahead = kind in _AHEAD and before is not Word.THAN
    return Tense.AHEAD if ahead or (nouns and kind is Word.OUTLOOK) else Tense.OPEN


def _is_day(token: Token) -> bool:
    """Return whether a token means a single day."""
    return isinstance(token.time, When) and token.time.grain is Grain.DAY
