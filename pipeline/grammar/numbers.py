"""Numerals and number words read as Decimal values, with their place."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from pipeline.grammar.numbers_scientific import split_power
from pipeline.grammar.numbers_tokens import NUMERAL, Line, adjoined
from pipeline.lexicon import read_table

HYPHENS = frozenset("-‐‑")
"""The hyphens that join words: hyphen-minus, hyphen, and the one that does not break."""

DASHES = frozenset("-‐‑–—−")
"""Every dash that can stand between the ends of a range."""

WORD_COLUMNS = ("form", "value", "kind", "source")

_HEADS = frozenset({"several", "few", "multi"})
"""Words that begin a number though they are none: "several hundred", "multi-billion"."""

_LONGEST = 12
"""Number words read into one number at most: "nine hundred and ninety-nine thousand …"."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number before its scale word: the tokens up to `stop`, and whether it is in words."""

    start: int
    end: int
    stop: int
    value: Decimal
    spelled: bool = False


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The words that are numbers, by what they do in one.

    `cardinals` (one … ninety) add, `multipliers` (hundred … billion, dozen) multiply,
    `fractions` divide (half, third, quarters), `glyphs` are the signs (½), `vague` the
    plurals without a number (dozens, billions), `multiples` the verbs and adverbs (doubled,
    twice), `ordinals` those that are no fraction (first, fourth), `multi` joins ("multibillion").
    `starts` are all words that can begin a number.
    """

    cardinals: Mapping[str, Decimal]
    multipliers: Mapping[str, Decimal]
    fractions: Mapping[str, Decimal]
    glyphs: Mapping[str, Decimal]
    vague: Mapping[str, Decimal]
    multi: Mapping[str, Decimal]
    multiples: Mapping[str, Decimal]
    ordinals: Mapping[str, Decimal]
    starts: frozenset[str]

    def __contains__(self, word: str) -> bool:
        """Return whether a number can begin with `word`, in lower case."""
        return word in self.starts


def load_number_words(workspace: Path | None = None) -> NumberWords:
    """Return the words of `seeds/lexicon/number_words.csv`.

    Raises:
        SettingsError: The table is missing or broken.
    """
    kinds: dict[str, dict[str, Decimal]] = {}
    for row in read_table("number_words", WORD_COLUMNS, workspace=workspace):
        kinds.setdefault(row["kind"], {})[row["form"]] = _ratio(row["value"])
    return NumberWords(
        cardinals=kinds["cardinal"],
        multipliers=kinds["multiplier"],
        fractions=kinds["fraction"],
        glyphs=kinds["glyph"],
        vague=kinds["vague"],
        multi=kinds["multi"],
        multiples=kinds["multiple"],
        ordinals=kinds["ordinal"],
        starts=_HEADS.union(*kinds.values()),
    )


def _ratio(text: str) -> Decimal:
    """Return "0.25" or "1/3" as a Decimal."""
    above, _, below = text.partition("/")
    return Decimal(above) / Decimal(below or 1)


def share_of(part: Decimal, whole: Decimal) -> Decimal:
    """Return `part` / `whole`, rounded to twelve places where it never ends."""
    return round(part / whole, 12).normalize()


def parse_numeral(text: str, *, decimal_comma: bool = False) -> Decimal:
    """Return the value of a numeral as the lexer cuts it: "1,234.5", "1 234", ".5", "2,5".

    A sign that groups stands before exactly three digits; the same sign before one or two
    is a decimal sign, whatever the convention. A power of ten is applied: "1.2e9", "3 × 10⁶".
    """
    if powered := split_power(text):
        return parse_numeral(powered[0], decimal_comma=decimal_comma) * powered[1]
    text = "".join(c for c in text if c.isdigit() or c in ".,")
    decimal, group = (",", ".") if decimal_comma else (".", ",")
    repeats = text.count(decimal) > 1
    first = decimal in text and group in text[text.rindex(decimal) :]
    short = decimal not in text and text.count(group) == 1 and len(text.rpartition(group)[2]) < 3
    if repeats or first or short:
        decimal, group = group, decimal
    return Decimal(text.replace(group, "").replace(decimal, "."))


class NumeralReader:
    """Reads the number that begins at a token: digits, words, or both with a fraction."""

    def __init__(self, words: NumberWords, *, decimal_comma: bool = False) -> None:
        self.words = words
        self._decimal_comma = decimal_comma

    def read(self, line: Line, i: int) -> Numeral | None:
        """Return the number at token `i` without its scale word; None where none begins."""
        token = line[i]
        if token.kind == NUMERAL:
            value = parse_numeral(token.text, decimal_comma=self._decimal_comma)
            return self._with_fraction(line, Numeral(token.start, token.end, i + 1, value))
        if token.text in self.words.glyphs:
            return Numeral(token.start, token.end, i + 1, self.words.glyphs[token.text])
        number = self.half_scale(line, i) or self._spelled(line, i)
        return number and self._in_digits_too(line, self._and_a_half(line, number))

    def _in_digits_too(self, line: Line, number: Numeral) -> Numeral:
        """Return a spelled number with its digits, as contracts repeat them: "thirty (30) days"."""
        opening, digits, closing = (line[number.stop + n] for n in range(3))
        if (opening.text, digits.kind, closing.text) != ("(", NUMERAL, ")"):
            return number
        if parse_numeral(digits.text, decimal_comma=self._decimal_comma) != number.value:
            return number
        return replace(number, end=closing.end, stop=number.stop + 3)

    def _with_fraction(self, line: Line, whole: Numeral) -> Numeral:
        """Return `whole` with the fraction after it: "2 1/2", "5-3/8", "2½", "3 and a half"."""
        i = whole.stop
        if adjoined(line, i) and line[i].text in self.words.glyphs:
            value = whole.value + self.words.glyphs[line[i].text]
            return Numeral(whole.start, line[i].end, i + 1, value)
        j = i + 1 if line[i].text in HYPHENS and adjoined(line, i) else i
        fraction = simple_fraction(line, j)
        if fraction and whole.value == whole.value.to_integral_value():
            return Numeral(whole.start, line[j + 2].end, j + 3, whole.value + fraction)
        return self._and_a_half(line, whole)

    def _and_a_half(self, line: Line, whole: Numeral) -> Numeral:
        """Return `whole` with "and a half" or "and a quarter" added where it follows."""
        i = whole.stop
        share = self.words.fractions.get(line[i + 2].lower)
        if line[i].lower == "and" and line[i + 1].lower in {"a", "one"} and share:
            scale = _last_scale(whole)
            end = line[i + 2].end
            return Numeral(whole.start, end, i + 3, whole.value + share * scale, whole.spelled)
        return whole

    def half_scale(self, line: Line, i: int) -> Numeral | None:
        """Return "half a million", "quarter of a million", "half million" as a number."""
        share = self.words.fractions.get(line[i].lower)
        if not share:
            return None
        j = i + (line[i + 1].lower == "of")
        j += line[j + 1].lower in {"a", "an"}
        scale = self.words.multipliers.get(line[j + 1].lower)
        if scale and (j > i or line[i].lower in {"half", "quarter"}):
            return Numeral(line[i].start, line[j + 1].end, j + 2, share * scale, spelled=True)
        return None

    def _spelled(self, line: Line, i: int) -> Numeral | None:
        """Return the number spelled out at `i`: "twenty-five", "one hundred and five"."""
        total, current, last, j, stop = Decimal(0), Decimal(0), Decimal(0), i, i
        while j - i < _LONGEST:
            word = line[j].lower
            if (small := self.words.cardinals.get(word)) is not None:
                if stop > i and not _adds(last, small):
                    break
                current += small
                last = small
            elif (large := self.words.multipliers.get(word)) is not None:
                if stop == i and not _counts_one(line, i):
                    break
                if last >= 1000 and not current:  # "two thousand million", "five lakh crore"
                    total *= large
                elif large >= 1000:
                    total, current = total + (current or Decimal(1)) * large, Decimal(0)
                else:
                    current = (current or Decimal(1)) * large
                last = large
            else:
                break
            stop = j + 1
            j = self._next_number_word(line, stop, last)
        if stop == i:
            return None
        return Numeral(line[i].start, line[stop - 1].end, stop, total + current, spelled=True)

    def _next_number_word(self, line: Line, j: int, last: Decimal) -> int:
        """Return the token where the number may go on: past a hyphen, or "and" after a scale.

        In "one hundred and two hundred" there are two numbers.
        """
        if line[j].text in HYPHENS and adjoined(line, j) and adjoined(line, j + 1):
            return j + 1
        if line[j].lower == "and" and last in {100, 1000}:
            ends = self.words.multipliers.get(line[j + 2].lower) != last
            return j + 1 if ends and line[j + 1].lower in self.words.cardinals else j
        return j


def simple_fraction(line: Line, i: int) -> Decimal | None:
    """Return the value of "1/2" or "3 / 8" at token `i`; None where there is no such fraction."""
    above, slash, below = line[i], line[i + 1], line[i + 2]
    if not (above.kind == below.kind == NUMERAL and slash.text in {"/", "⁄"}):
        return None
    if not (
        above.text.isdigit() and below.text in {"2", "3", "4", "5", "6", "8", "10", "16", "32"}
    ):
        return None
    top, bottom = Decimal(above.text), Decimal(below.text)
    return share_of(top, bottom) if top < bottom else None


def _last_scale(number: Numeral) -> Decimal:
    """Return what a half after `number` is half of: 1, or the scale that it ends in."""
    scale = Decimal(1)
    for step in (Decimal(1000), Decimal(10**6), Decimal(10**9), Decimal(10**12)):
        if number.spelled and number.value and number.value % step == 0:
            scale = step
    return scale


def _adds(last: Decimal, small: Decimal) -> bool:
    """Return whether `small` may follow a word of value `last`: "twenty five", "hundred ten"."""
    if last >= 100:
        return True
    return 20 <= last < 100 and 0 < small < 10


def _counts_one(line: Line, i: int) -> bool:
    """Return whether a scale word without a number counts one: "a million", "billion-dollar"."""
    follows = line[i + 1].text in HYPHENS and adjoined(line, i + 1)
    return line[i - 1].lower in {"a", "an", "per", "several", "few"} or follows
