"""Decides by the words around it that a number is no quantity, and why."""

from pipeline.grammar.numbers import HYPHENS
from pipeline.grammar.numbers_tokens import MIXED, NUMERAL, WORD, Line, adjoined
from pipeline.grammar.quantities_amount import Amount
from pipeline.grammar.quantities_cues import NumberCues
from pipeline.grammar.quantities_found import Form
from pipeline.grammar.quantities_multiples import counts_occasions
from pipeline.grammar.rejects_contexts import NumberContexts
from pipeline.grammar.rejects_names import compound_start, is_branded, is_model, is_name
from schemas import NumberReason

_YEARS = range(1900, 2100)
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_LIST_HIGHEST = 99
_FOOTNOTE = 2
"""Digits of a footnote's number at most."""

_POSTAL = 5
"""Digits of a postal code at least."""

_TIMES = frozenset({"x", "×"})
"""What stands between the sides of a size."""

_CLOSING = frozenset({".", ",", ")", "”", '"'})
_MARGIN = 4
"""Characters before a list number that tell whether it heads a line."""


class NumberJudge:
    """Says of an amount why it is no quantity, or nothing where it is one."""

    def __init__(self, contexts: NumberContexts, cues: NumberCues) -> None:
        self._contexts = contexts
        self._cues = cues

    def judge(self, line: Line, amount: Amount, text: str) -> NumberReason | None:
        """Return the reason to reject `amount`; None where nothing speaks against it."""
        if amount.form is not Form.BARE:
            return self._unit_in_name(line, amount, text)
        return (
            self._glued(line, amount, text)
            or _side(line, amount)
            or self._beside(line, amount)
            or _listed(line, amount, text)
            or _coded(line, amount)
            or _alone(line, amount, text)
            or self._year(line, amount)
            or self._pronoun(line, amount)
            or (NumberReason.NAME if is_name(line, amount, text, self._cues) else None)
            or (NumberReason.IDIOM if counts_occasions(line, amount) else None)
        )

    def _unit_in_name(self, line: Line, amount: Amount, text: str) -> NumberReason | None:
        """Return why a number with a unit is none: "SCP-173 m", "the top 500 companies"."""
        if amount.form in {Form.MONEY, Form.PERCENT, Form.POINTS}:
            return None
        if compound_start(line, amount.first, self._cues) < amount.first:
            return NumberReason.NAME
        if amount.form is Form.COUNT and is_branded(line, amount):
            return NumberReason.NAME
        if amount.number_end + 1 == amount.end:  # one letter that touches: "Item 1A", "Honor 8X"
            return self._lettered(line, amount, text)
        if amount.form is not Form.COUNT:
            return None
        if line[amount.first - 1].lower in self._cues.temporal:
            return self._year(line, amount)
        ranked = self._contexts.before(line, amount.first) is NumberReason.ORDINAL
        return NumberReason.ORDINAL if ranked else self._pronoun(line, amount)

    def _lettered(self, line: Line, amount: Amount, text: str) -> NumberReason | None:
        """Return why a number with one letter is a name or a reference, by the word before it."""
        if not line[amount.stop - 1].text.isupper():
            return None
        named = is_name(line, amount, text, self._cues)
        return self._contexts.before(line, amount.first) or (NumberReason.NAME if named else None)

    def _glued(self, line: Line, amount: Amount, text: str) -> NumberReason | None:
        """Return why letters that touch the number make a name of it: "5G", "GPT-4", "30e"."""
        first, stop = amount.first, amount.stop
        if amount.spelled:
            before = compound_start(line, first, self._cues) < first
            behind = line[stop].text in HYPHENS and adjoined(line, stop)
            idiom = before or (behind and line[stop + 1].kind == WORD)
            return NumberReason.IDIOM if idiom else None
        if adjoined(line, stop) and line[stop].kind in {WORD, MIXED, NUMERAL}:
            # "in 2001alleging": a space is missing
            return self._year(line, amount) or self._beside(line, amount) or NumberReason.NAME
        if adjoined(line, first) and line[first - 1].kind in {WORD, MIXED, NUMERAL}:
            return NumberReason.NAME
        compound = compound_start(line, first, self._cues) < first
        return NumberReason.NAME if compound or is_model(line, amount, text) else None

    def _beside(self, line: Line, amount: Amount) -> NumberReason | None:
        """Return the reason that a phrase beside the number gives: "page 5", "Windows 11"."""
        grouped = "," in line[amount.first].text
        before = self._contexts.before(line, amount.first)
        if before and not grouped and amount.scale == 1:
            return before
        return self._contexts.after(line, amount.stop)

    def _year(self, line: Line, amount: Amount) -> NumberReason | None:
        """Return PERIOD for a bare year, unless the words before count: "more than 2000 jobs"."""
        token = line[amount.first]
        if amount.scale != 1 or len(token.text) != 4 or not token.text.isdigit():
            return None
        counted = line[amount.first - 1].lower in self._cues.counting
        return None if counted or int(token.text) not in _YEARS else NumberReason.PERIOD

    def _pronoun(self, line: Line, amount: Amount) -> NumberReason | None:
        """Return PRONOUN for "one" that counts nothing: "one of the", "no one", "one analyst".

        With a bound or a hyphen it counts: "at least one plant", "one-unit".
        """
        first, stop = amount.first, amount.stop
        if line[first].lower != "one" or not amount.spelled or amount.mantissa != 1:
            return None
        counts = line[first - 1].lower in self._cues.counts_one or line[stop - 1].text in HYPHENS
        return None if counts and line[stop].kind == WORD else NumberReason.PRONOUN


def _coded(line: Line, amount: Amount) -> NumberReason | None:
    """Return why the digits alone, or what they follow, make a code of them.

    A leading zero makes an identifier, a full stop before it a footnote ("said.1"), a place
    before five digits or more without commas a postal code ("Texas 78759").
    """
    token, before = line[amount.first], line[amount.first - 1]
    if amount.spelled or not token.text.isdigit() or amount.scale != 1:
        return None
    if token.text.startswith("0") and len(token.text) > 1:
        return NumberReason.IDENTIFIER
    if len(token.text) <= _FOOTNOTE and before.text in _CLOSING and adjoined(line, amount.first):
        return NumberReason.REFERENCE if adjoined(line, amount.first - 1) else None
    place = before.text == "," or before.text[:1].isupper()
    if len(token.text) >= _POSTAL and place and line[amount.stop].kind != WORD:
        return NumberReason.ADDRESS
    return None


def _side(line: Line, amount: Amount) -> NumberReason | None:
    """Return NAME for a side of a size without a unit: "a 2560 x 1600 screen"."""
    first, stop = amount.first, amount.stop
    before = line[first - 1].lower in _TIMES and line[first - 2].kind == NUMERAL
    behind = line[stop].lower in _TIMES and line[stop + 1].kind == NUMERAL
    return NumberReason.NAME if before or behind else None


def _alone(line: Line, amount: Amount, text: str) -> NumberReason | None:
    """Return BARE for digits without commas that stand alone on their line, as page numbers do."""
    if amount.spelled or not line[amount.first].text.isdigit():
        return None
    before = text[max(0, amount.start - _MARGIN) : amount.start].rstrip(" \t")
    behind = text[amount.end : amount.end + _MARGIN].lstrip(" \t")
    ends = {before[-1:], behind[:1]}
    alone = ends <= {"", "\n"} and ends != {""}
    return NumberReason.BARE if alone else None


def ordinal_end(line: Line, i: int) -> int:
    """Return the token after "4th" or "21st" at token `i`; 0 where there is no ordinal."""
    ends = line[i].kind == NUMERAL and adjoined(line, i + 1)
    return i + 2 if ends and line[i + 1].lower in _SUFFIXES else 0


def _listed(line: Line, amount: Amount, text: str) -> NumberReason | None:
    """Return LIST for "1." and "2)" at the head of a line or behind a gap, and for "(3)"."""
    after, before = line[amount.stop], line[amount.first - 1]
    decimal = "." in line[amount.first].text
    if amount.spelled or amount.scale != 1 or amount.mantissa > _LIST_HIGHEST or decimal:
        return None
    if before.text in {"(", "["} and after.text in {")", "]"}:
        return NumberReason.LIST
    margin = text[max(0, amount.start - _MARGIN) : amount.start].rstrip(" \t")
    heads = margin.endswith("\n") or not margin
    ends = after.text in {".", ")"} and adjoined(line, amount.stop)
    gap = text[max(0, amount.start - 2) : amount.start].isspace() and amount.start > 1
    begins = gap and line[amount.stop + 1].text[:1].isupper()
    return NumberReason.LIST if ends and (heads or begins) else None
