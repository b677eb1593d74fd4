"""Text to tokens of time: words of the lexicon and times in digits, all else one gap."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.grammar import periods_digits as digits
from pipeline.grammar.periods_calendar import Time, When
from pipeline.grammar.periods_words import Word, WordEntry, time_words
from schemas import Grain

_CAPITAL_ONLY = {Word.MONTH, Word.WEEKDAY}
"""In lower case these are other words: may, march, sun, sat."""


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
        # A time in digits stands alone: no currency sign, digit or letter before it.
        rf"(?<![\w$€£¥.,#])(?<!\d-)(?:{special})"
        # 12, 3.5, 1,200; read whole, so that no part of it is taken for a year
        r"|(?P<number>\d{1,40}(?:[.,]\d{1,40}){0,12})(?P<unit>[A-Za-z%]{0,40})"
        # last, year's
        r"|(?P<word>[A-Za-z]{1,40})(?P<own>['’]s\b|['’](?= ))?"
        r"|(?P<mark>[^\w\s])"
    )


def read_tokens(text: str) -> list[Token]:
    """Return the tokens of time in reading order, with an OTHER wherever words were left out."""
    tokens: list[Token] = []
    for token in _raw_tokens(text):
        if token.kind is Word.OTHER and tokens and tokens[-1].kind is Word.OTHER:
            continue
        tokens.append(token)
    return tokens


def _raw_tokens(text: str) -> Iterator[Token]:
    """Yield a token for every piece of the text, and one for every empty line."""
    position = 0
    for match in _scanner().finditer(text):
        if "\n" in text[position : match.start()] and _breaks(text[position : match.start()]):
            yield Token(Word.OTHER, match.start(), match.start())
        position = match.end()
        yield _token(text, match)


def _breaks(gap: str) -> bool:
    """Return whether the white space between two pieces ends a paragraph."""
    return gap.count("\n") > 1


def _token(text: str, match: re.Match[str]) -> Token:
    """Return the token of one match of the scanner."""
    kind = match.lastgroup or ""
    if match["word"]:
        return _word_token(text, match)
    if match["mark"]:
        return _mark_token(text, match)
    if match["number"]:
        return _number_token(match)
    return _time_token(kind, match)


def _word_token(text: str, match: re.Match[str]) -> Token:
    """Return the token of a word; the possessive "'s" stays outside."""
    word, start, end = match["word"], match.start("word"), match.end("word")
    entry = time_words().get(word.lower())
    if entry is None or (entry.kind in _CAPITAL_ONLY and not _is_name(text, match, entry)):
        return Token(Word.OTHER, start, match.end())
    return Token(entry.kind, start, end, entry.value)


def _is_name(text: str, match: re.Match[str], entry: WordEntry) -> bool:
    """Return whether a month or a weekday is meant: capital, and no abbreviation by chance."""
    word = match["word"]
    if not word[0].isupper():
        return False
    # "Mar", "Sat" and "Sun" are other words too; a dot, a comma or a digit shows the date.
    if len(word) <= 4 and word not in ("May", "June", "July"):
        return text[match.end() : match.end() + 2].strip()[:1] in (".", ",", "-", "") or (
            text[match.end() : match.end() + 2].strip()[:1].isdigit()
        )
    return True


def _mark_token(text: str, match: re.Match[str]) -> Token:
    """Return the token of a punctuation mark; a hyphen is one only inside a word."""
    mark, start, end = match["mark"], match.start(), match.end()
    if mark == "-" and text[start - 1 : start].isalnum() and text[end : end + 1].isalnum():
        return Token(Word.HYPHEN, start, end)
    marks = {",": Word.COMMA, ".": Word.DOT, "(": Word.OPEN, ")": Word.CLOSE}
    return Token(Word.DASH if mark in "-–—" else marks.get(mark, Word.OTHER), start, end)


def _number_token(match: re.Match[str]) -> Token:
    """Return the token of a plain number; one with a sign, a fraction or a unit is OTHER."""
    whole = match["number"]
    if match["unit"] or not whole.isdigit() or len(whole) > 3:
        return Token(Word.OTHER, match.start(), match.end())
    if match.string[match.start() - 1 : match.start()] in tuple("$€£¥#"):
        return Token(Word.OTHER, match.start(), match.end())
    return Token(Word.NUM, match.start(), match.end(), int(whole))


_READERS: dict[str, tuple[Word, str, Callable[[str], Time | None]]] = {
    "iso": (Word.DATE_DIGITS, "date in digits", digits.read_iso),
    "date": (Word.DATE_DIGITS, "date in digits", digits.read_date),
    "part": (Word.SHORT_PERIOD, "quarter + year", digits.read_part),
    "turned": (Word.SHORT_PERIOD, "quarter + year", digits.read_part),
    "bare": (Word.SHORT_PERIOD, "quarter", digits.read_part),
    "fiscal": (Word.YEAR, "fiscal year", digits.read_fiscal),
    "years": (Word.YEARS, "years", digits.read_years),
    "decade": (Word.DECADE, "decade", digits.read_decade),
}


def _time_token(kind: str, match: re.Match[str]) -> Token:
    """Return the token of a time in digits; OTHER where the digits are no such time."""
    start, end, text = match.start(), match.end(), match.group()
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
