"""Text as tokens: numerals, currency signs, words and symbols, each with its place.

A token never crosses white space, except a numeral whose digits are grouped by spaces.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.grammar.numbers_scientific import SCIENTIFIC

NUMERAL, VERSION, CURRENCY, MIXED, WORD, SYMBOL, BLOCKED = "n", "v", "c", "x", "w", "s", "b"
"""Kinds of token: number, dotted number like 1.2.3, currency before a number, word with
digits inside (H100), word, any other character, and one that is already known as no number."""

PADDING = 12
"""Empty tokens at both ends of a line, so that looking a few tokens around never fails."""

SEGMENT = 20_000
"""Characters lexed at once at most, so that a text in one line needs no more memory."""


class Token(NamedTuple):
    """A stretch `[start, end)` of the text; `lower` is its text in lower case."""

    start: int
    end: int
    text: str
    lower: str
    kind: str


Line = list[Token]
"""The tokens of a segment in reading order, with PADDING empty tokens on both sides."""

# Alternatives run from the most to the least particular; {D} is the decimal sign, {G} the
# sign that groups. Every quantifier is bounded: no text can make the lexer slow.
_NUMERAL = r"""
    [0-9]{{1,3}}(?:{D}[0-9]{{3}}){{1,6}}{G}[0-9]{{1,2}}(?!{G}?[0-9])     # 1.234,56
  | [0-9]{{1,3}}(?:{D}[0-9]{{3}}){{2,6}}(?!{D}?[0-9])                     # 1.234.567
  | [0-9]{{1,3}}(?:{G}[0-9]{{3}}){{1,7}}(?![0-9])(?:{D}[0-9]{{1,15}})?   # 1,234,567.89
  | [0-9]{{1,2}}(?:{G}[0-9]{{2}}){{1,6}}{G}[0-9]{{3}}(?![0-9])(?:{D}[0-9]{{1,9}})?  # 12,34,567
  | [0-9]{{1,3}}(?:[\u00a0\u202f\u2009'’][0-9]{{3}}){{1,6}}(?![0-9])(?:{D}[0-9]{{1,9}})?  # 1 234
  | [0-9]{{1,3}}(?:\u0020[0-9]{{3}}){{2,6}}(?![0-9])(?:{D}[0-9]{{1,9}})?  # 1 234 567
  | [0-9]{{1,3}}(?:\u0020[0-9]{{3}}){{1,2}}(?=\s(?:million|billion|euros?|dollars|kron[eo]r|yen
      |EUR|USD|SEK|NOK|DKK|CHF|€|km|MWh?|GWh|tonnes|square)\b)                       # 10 000 euros
  | [0-9]{{1,3}}{G}[0-9]{{1,2}}(?=\s?(?:%|per\ ?cent|million|billion|bn\b|mn\b))  # 2,5 million
  | [0-9]{{1,30}}+(?:{D}[0-9]{{1,20}}+)?+(?!\.?[0-9])                    # 61.71
"""

# ".5", but no full stop with a footnote behind it: "said.1", "(DPd).1"
_POINT = r"""(?<![\w.)\]”"'’])\.[0-9]{1,9}"""

# "sold": most tokens are words that no number follows, so they come first and cost little
_PLAIN_WORD = r"""
    (?P<p>[A-Za-z][a-z]{0,59}+(?![\w'’&]|\s?[$£€¥]|\.?\s?[(+−–-]?\s?\.?[0-9]))
"""

_OTHER = r"""
    (?P<v>[0-9]{1,30}(?:\.[0-9]{1,20}){1,9})             # 1.2.3
  | (?P<x>[^\W\d_]{1,40}[0-9]\w{0,40}(?:\.[0-9]{1,9}){0,4})  # H100, V4.0.0
  | (?P<w>[^\W\d_]{1,60}(?:['’][^\W\d_]{1,3}(?!\w))?)    # year's
  | (?P<s>\S)
"""

_KINDS = {"d": CURRENCY, "p": WORD}
"""Groups of the pattern that are cases of another kind."""

_PAD = Token(-1, -1, "", "", SYMBOL)


class Lexer:
    """Cuts text into tokens; knows the currency signs and the decimal convention.

    Args:
        currencies: What may stand right before a number as its currency ("US$", "EUR").
        decimal_comma: True where "1.234,5" is one thousand and so on.
    """

    def __init__(self, currencies: Iterable[str], *, decimal_comma: bool) -> None:
        self.decimal_comma = decimal_comma
        decimal, group = (",", r"\.") if decimal_comma else (r"\.", ",")
        signs = "|".join(re.escape(c) for c in sorted(currencies, key=len, reverse=True))
        numeral = f"{SCIENTIFIC} | {_NUMERAL}".format(D=decimal, G=group)
        self._tokens = re.compile(
            rf"{_PLAIN_WORD} | (?P<c>(?<![^\W\d_])(?:{signs})(?=\s?[(+−–-]?\s?\.?[0-9]))"
            rf"| (?P<d>[$£€¥](?=\s?[(+−–-]?\s?\.?[0-9]))"
            rf"| (?P<n>(?=[0-9])(?:{numeral}) | {_POINT}) | {_OTHER}",
            re.VERBOSE,
        )

    def lines(self, text: str) -> Iterator[Line]:
        """Yield the text's tokens, one line a paragraph; a long paragraph comes in pieces."""
        for start, end in _segments(text):
            yield self._line(text, start, end)

    def _line(self, text: str, start: int, end: int) -> Line:
        tokens = [_PAD] * PADDING
        for match in self._tokens.finditer(text, start, end):
            word, kind = match.group(), match.lastgroup or SYMBOL
            kind = _KINDS.get(kind, kind)
            tokens.append(Token(match.start(), match.end(), word, word.lower(), kind))
        return tokens + [_PAD] * PADDING


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """Yield half-open stretches that end at blank lines, or at white space where too long."""
    start = 0
    while start < len(text):
        limit = min(len(text), start + SEGMENT)
        blank = text.find("\n\n", start, limit)
        end = blank + 2 if blank >= 0 else limit
        if blank < 0 and limit < len(text):
            cut = max(text.rfind(". ", start, limit), text.rfind("\n", start, limit))
            cut = cut if cut > start else text.rfind(" ", start, limit)
            end = cut + 1 if cut > start else limit
        yield start, end
        start = end


def adjoined(line: Line, i: int) -> bool:
    """Return whether token `i` begins where the one before it ends."""
    return line[i].start == line[i - 1].end and line[i].text != ""
