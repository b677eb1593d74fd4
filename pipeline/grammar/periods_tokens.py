"""Text to tokens of time: words of the lexicon and times in digits, all else one gap."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.grammar import periods_digits as digits
from pipeline.grammar.periods_calendar import Time, When
from pipeline.grammar.periods_words import Word, time_words
from schemas import Grain

_CAPITAL_ONLY = {Word.MONTH, Word.WEEKDAY}
"""In lower case some of these are other words: may, march, sun, sat."""


_MOTHER = {"mom", "Mom"}
"""Only "MoM" and "MOM" compare months."""

_LOWER_DOUBTFUL = {"march", "august"}
"""Full names that are other words in lower case; "monday" and "october" are not."""

_TITLE_YEAR = 3
"""Value of a capital "Year"; 1 is "year", 2 is "years"."""

_SHORT_DOUBTFUL = {"mar", "mon", "tue", "wed", "thu", "fri", "sat", "sun"}
"""Short names that are common words or names too (Sun, Sat); a date must stand beside them."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text that the grammar knows; `time` and `rule` where it means one."""

    kind: Word
    start: int
    end: int
    value: int = 0
    time: Time | None = None
    rule: str = ""


@cache
def _scanner() -> re.Pattern[str]:
    """Return the pattern that cuts a text into pieces; every quantifier is bounded."""
    special = "|".join(rf"(?P<{name}>{pattern})" for name, pattern in digits.PATTERNS)
    return re.compile(
        # An address is no place for dates.
        r"(?P<address>(?:https?://|www\.)[^\s<>]{1,2000})"
        # last, year's; first, because most of a text is words; not Q3, H1, FY25, y/y
        r"|(?P<word>(?!Q[1-4]|H[12]|FY|CY[ '’-]?\d|[yqmwYQMW][/-])[A-Za-z]{1,40})"
        r"(?P<own>['’]s\b|['’](?= ))?"
        # A time in digits stands alone: no currency sign, digit or letter before it.
        rf"|(?<![\w$€£¥.,#])(?<!\d-)(?:{special})"
        # 12, 3.5, 1,200; read whole, so that no part of it is taken for a year
        r"|(?P<number>\d{1,40}(?:[.,]\d{1,40}){0,12})(?P<unit>[A-Za-z%]{0,40})"
        r"|(?P<rest>[A-Za-z]{1,40})"
        r"|(?P<mark>[^\w\s])"
    )


def read_tokens(text: str) -> list[Token]:
    """Return the tokens of time in reading order, with an OTHER wherever words were left out."""
    return list(_read_tokens(text))


# Times and comparisons of one text are asked for one after the other.
@lru_cache(maxsize=1)
def _read_tokens(text: str) -> tuple[Token, ...]:
    """Return what `read_tokens` does."""
    tokens: list[Token] = []
    position = 0
    words = time_words()
    gap = True
    for match in _scanner().finditer(text):
        word = match["word"]
        start = match.start()
        if gap and word and word.lower() not in words and not word.endswith("ed"):
            position = match.end()
            continue
        if text.count("\n", position, start) > 1 and not gap:
            tokens.append(Token(Word.OTHER, start, start))
            gap = True
        position = match.end()
        token = _token(text, match)
        if token.kind is not Word.OTHER or not gap:
            tokens.append(token)
        gap = token.kind is Word.OTHER
    return tuple(tokens)


def _token(text: str, match: re.Match[str]) -> Token:
    """Return the token of one match of the scanner."""
    kind = match.lastgroup or ""
    if match["word"]:
        return _word_token(text, match)
    if match["mark"]:
        return _mark_token(text, match)
    if match["number"]:
        return _number_token(match)
    return (
        Token(Word.OTHER, match.start(), match.end())
        if match["rest"] or match["address"]
        else _time_token(kind, match)
    )


def _word_token(text: str, match: re.Match[str]) -> Token:
    """Return the token of a word; the possessive "'s" stays outside."""
    word, start, end = match["word"], match.start("word"), match.end("word")
    entry = None if word in _MOTHER else time_words().get(word.lower())
    if entry is None:
        kind = Word.HAPPENED if _is_past(word) else Word.OTHER
        return Token(kind, start, match.end())
    if entry.kind in _CAPITAL_ONLY and not _is_date_name(text, word, start, end):
        kind = Word.FUTURE if word == "may" else Word.OTHER
        return Token(kind, start, match.end())
    # "Person of the Year" is a title.
    value = _TITLE_YEAR if word == "Year" else entry.value
    return Token(entry.kind, start, end, value)


def _is_past(word: str) -> bool:
    """Return whether a word that the lexicon does not know looks like a verb in the past."""
    return word.endswith("ed") and word.islower() and len(word) > 4


def _is_date_name(text: str, word: str, start: int, end: int) -> bool:
    """Return whether a month or a weekday is meant and no other word or name."""
    lower = word.lower()
    if not word[0].isupper():
        return len(word) > len("Sept") and lower not in _LOWER_DOUBTFUL
    if lower in _SHORT_DOUBTFUL:
        return bool(
            _date_around().match(text, end) or text[max(0, start - 2) : start - 1].isdigit()
        )
    return lower != "may" or not _is_surname(text, start)


def _is_surname(text: str, start: int) -> bool:
    """Return whether a capital word that is none of time stands right before: "Theresa May"."""
    before = _word_before().search(text, max(0, start - 30), start)
    return before is not None and before[1].lower() not in time_words()


@cache
def _date_around() -> re.Pattern[str]:
    """Return what follows a short month or weekday: a digit, or a month after a comma."""
    return re.compile(r"\.?,? ?-?(?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))")


@cache
def _word_before() -> re.Pattern[str]:
    """Return a capital word that ends where the search ends."""
    return re.compile(r"\b([A-Z][a-z]{1,24})\.? $")


def _mark_token(text: str, match: re.Match[str]) -> Token:
    """Return the token of a punctuation mark; a hyphen is one only inside a word."""
    mark, start, end = match["mark"], match.start(), match.end()
    if mark == "-" and text[start - 1 : start].isalnum() and text[end : end + 1].isalnum():
        return Token(Word.HYPHEN, start, end)
    marks = {",": Word.COMMA, ".": Word.DOT, "(": Word.OPEN, ")": Word.CLOSE, "%": Word.CHANGE}
    return Token(Word.DASH if mark in "-–—" else marks.get(mark, Word.OTHER), start, end)


def _number_token(match: re.Match[str]) -> Token:
    """Return the token of a plain number; one with a sign, a fraction or a unit is OTHER."""
    whole = match["number"]
    if match["unit"].startswith("%"):
        return Token(Word.CHANGE, match.start(), match.end())
    if match["unit"] or not whole.isdigit() or len(whole) > 3:
        return Token(Word.OTHER, match.start(), match.end())
    if match.string[match.start() - 1 : match.start()] in tuple("$€£¥#"):
        return Token(Word.OTHER, match.start(), match.end())
    return Token(Word.NUM, match.start(), match.end(), int(whole))


_CHANGES = {"y": Word.YOY, "q": Word.QOQ, "m": Word.MOM, "w": Word.WOW}
"""What "y/y", "q-o-q" and their like compare, by the first letter."""

_READERS: dict[str, tuple[Word, str, Callable[[str], Time | None]]] = {
    "iso": (Word.DATE_DIGITS, "date in digits", digits.read_iso),
    "date": (Word.DATE_DIGITS, "date in digits", digits.read_date),
    "part": (Word.SHORT_PERIOD, "quarter + year", digits.read_part),
    "turned": (Word.SHORT_PERIOD, "quarter + year", digits.read_part),
    "bare": (Word.SHORT_PERIOD, "quarter", digits.read_part),
    "fiscal": (Word.YEAR, "fiscal year", digits.read_fiscal),
    "calendar": (Word.YEAR, "explicit year", digits.read_calendar),
    "years": (Word.YEARS, "years", digits.read_years),
    "decade": (Word.DECADE, "decade", digits.read_decade),
}


def _time_token(kind: str, match: re.Match[str]) -> Token:
    """Return the token of a time in digits; OTHER where the digits are no such time."""
    start, end, text = match.start(), match.end(), match.group()
    if kind == "change":
        return Token(_CHANGES[text[0].lower()], start, end)
    if kind == "clock":
        return Token(Word.CLOCK, start, end)
    if kind == "nth":
        return Token(Word.NTH, start, end, int(text[:-2]))
    if kind == "year":
        year = int(text[:4])
        return Token(Word.YEAR, start, end, year, When(Grain.YEAR, year), "explicit year")
    word, rule, reader = _READERS[kind]
    time = reader(text)
    return Token(word, start, end, 0, time, rule) if time else Token(Word.OTHER, start, end)
