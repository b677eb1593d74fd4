"""Decides by the words around it that a number is no quantity, and why."""

from pipeline.grammar.numbers import HYPHENS
from pipeline.grammar.numbers_tokens import MIXED, NUMERAL, SYMBOL, WORD, Line, Token, adjoined
from pipeline.grammar.quantities_amounts import Amount
from pipeline.grammar.quantities_found import Form
from pipeline.grammar.quantities_multiples import counts_occasions
from pipeline.grammar.rejects_contexts import NumberContexts
from schemas import NumberReason

_YEARS = range(1900, 2100)

# "mid-2024", "sub-5", "top-10": prefixes that make no name of the number
_PREFIXES = frozenset(
    """mid pre post sub non multi under over plus ex early late since to around than nearly about
    ultra""".split()
)
# "in 2000 people voted": what stands before a year
_TEMPORAL = frozenset(
    """in by since during until till from before after early late mid through fiscal of for year
    around about""".split()
)
# "more than 2000 people": what stands before a count
_COUNTING = frozenset(
    {"than", "approximately", "some", "nearly", "almost", "roughly", "least", "these"}
)
# Capitalised at the head of a sentence or in a headline, and no part of a name
_NO_NAME = frozenset(
    """about some nearly over only all these those the in at with of for from since by after around
    almost between more another up to than and or other first last next past least every both
    just roughly approximately additional additionally what when as but if has have had are is was
    were will add plus including includes total than under below above through during until under
    also its their his her our my your no not an a on into while where which who whose how why
    nearly another same extra new exactly fewer less most many there here this that it they we he
    she i you do does did can could may might should would must be been being so then thus
    per via within without across against among monday tuesday wednesday thursday friday saturday
    sunday january february march april june july august september october november december
    today yesterday tomorrow mr mrs ms dr meanwhile however overall finally currently now still""".split()
)
# "one of the largest", "no one", "this one": one as a pronoun
_ONE_BEFORE = frozenset(
    """no the this that each every any which another some not only new good bad big only easy
    right wrong last first next latest previous other long hard difficult tough""".split()
)
_ONE_AFTER = frozenset(
    """of who that which is was has had with in to for at on can could may might should would will
    must 's ’s or and but as than . , ; : ? ! ) ” \" another""".split()
)
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})


class NumberJudge:
    """Says of an amount why it is no quantity, or nothing where it is one."""

    def __init__(self, contexts: NumberContexts) -> None:
        self._contexts = contexts

    def judge(self, line: Line, amount: Amount, text: str) -> NumberReason | None:
        """Return the reason to reject `amount`; None where nothing speaks against it."""
        if amount.form is Form.BARE:
            return (
                _glued(line, amount)
                or self._named(line, amount)
                or _listed(line, amount, text)
                or _year(line, amount)
                or _pronoun(line, amount)
                or _in_name(line, amount, text)
                or (NumberReason.IDIOM if counts_occasions(line, amount) else None)
            )
        return _unit_in_name(line, amount)

    def _named(self, line: Line, amount: Amount) -> NumberReason | None:
        """Return the reason that a phrase beside the number gives: "page 5", "Windows 11"."""
        before = self._contexts.before(line, amount.first)
        grouped = "," in line[amount.first].text and line[amount.first].kind == NUMERAL
        if before and not grouped and amount.scale == 1:
            return before
        return self._contexts.after(line, amount.stop)


def ordinal_end(line: Line, i: int) -> int:
    """Return the token after "4th" or "21st" at token `i`; 0 where there is no ordinal."""
    ends = line[i].kind == NUMERAL and adjoined(line, i + 1)
    return i + 2 if ends and line[i + 1].lower in _SUFFIXES else 0


def compound_start(line: Line, i: int) -> int:
    """Return the token where the name that ends in number `i` begins ("COVID-19"), else `i`."""
    joined = line[i - 1].text in HYPHENS and adjoined(line, i) and adjoined(line, i - 1)
    if joined and line[i - 2].kind in {WORD, MIXED} and line[i - 2].lower not in _PREFIXES:
        return i - 2
    return i


def compound_end(line: Line, i: int) -> int:
    """Return the token after the letters and numbers that hang on token `i`: "747-400ER"."""
    while adjoined(line, i) and (
        line[i].kind in {WORD, MIXED, NUMERAL}
        or (line[i].text in HYPHENS and adjoined(line, i + 1) and _has_digit(line[i + 1]))
    ):
        i += 1
    return i


def _has_digit(token: Token) -> bool:
    return token.kind in {NUMERAL, MIXED}


def _glued(line: Line, amount: Amount) -> NumberReason | None:
    """Return why letters that touch the number make a name of it: "5G", "GPT-4", "30e"."""
    first, stop = amount.first, amount.stop
    if amount.spelled:
        compound = line[stop].text in HYPHENS and adjoined(line, stop) and adjoined(line, stop + 1)
        return NumberReason.IDIOM if compound and line[stop + 1].kind == WORD else None
    if adjoined(line, stop) and line[stop].kind in {WORD, MIXED, NUMERAL}:
        return NumberReason.NAME
    if compound_start(line, first) < first:
        return NumberReason.NAME
    if adjoined(line, first) and line[first - 1].kind in {WORD, MIXED, NUMERAL}:
        return NumberReason.NAME
    return None


def _listed(line: Line, amount: Amount, text: str) -> NumberReason | None:
    """Return LIST for "1." and "2)" at the head of a line, and for "(3)"."""
    after, before = line[amount.stop], line[amount.first - 1]
    if amount.spelled or amount.mantissa > 99 or "." in line[amount.first].text:
        return None
    if before.text in {"(", "["} and after.text in {")", "]"}:
        return NumberReason.LIST
    heads = (
        not text[: amount.start].rpartition("\n")[2].strip()
        if amount.start < 4
        else (
            text[max(0, amount.start - 4) : amount.start].strip(" \t") in {"", "\n", "\n\n"}
            or text[max(0, amount.start - 4) : amount.start].rstrip(" \t").endswith("\n")
        )
    )
    if heads and after.text in {".", ")"} and adjoined(line, amount.stop):
        return NumberReason.LIST
    return None


def _year(line: Line, amount: Amount) -> NumberReason | None:
    """Return PERIOD for a bare year, unless the words around it count: "more than 2000 jobs"."""
    token = line[amount.first]
    if not (len(token.text) == 4 and token.text.isdigit() and int(token.text) in _YEARS):
        return None
    if amount.stop != amount.first + 1:
        return None
    return None if line[amount.first - 1].lower in _COUNTING else NumberReason.PERIOD


def _pronoun(line: Line, amount: Amount) -> NumberReason | None:
    """Return PRONOUN for "one" that stands for a thing: "one of the", "no one", "this one"."""
    if line[amount.first].lower != "one" or amount.stop != amount.first + 1:
        return None
    before, after = line[amount.first - 1].lower, line[amount.stop].lower
    stands = before in _ONE_BEFORE or after in _ONE_AFTER or not after
    return NumberReason.PRONOUN if stands else None


def _in_name(line: Line, amount: Amount, text: str) -> NumberReason | None:
    """Return NAME for a short number behind a capitalised word that opens no sentence."""
    word, token = line[amount.first - 1], line[amount.first]
    if not word.text[:1].isupper() or word.lower in _NO_NAME or word.end + 1 != token.start:
        return None
    if amount.spelled and not token.text[:1].isupper():
        return None
    if "," in token.text or amount.scale != 1 or len(token.text) > 5 and not amount.spelled:
        return None
    after = line[amount.stop]
    counted = after.text == after.lower and len(after.text) > 3 and after.text.endswith("s")
    if counted or _in_headline(text, amount.start):
        return None
    opens = line[amount.first - 2].kind == SYMBOL and line[amount.first - 2].text in {
        "",
        ".",
        "!",
        "?",
    }
    return None if opens and amount.spelled else NumberReason.NAME


def _in_headline(text: str, position: int) -> bool:
    """Return whether most words of the text's line are capitalised, looked at 150 around."""
    low = max(text.rfind("\n", 0, position) + 1, position - 150)
    end = text.find("\n", position, position + 150)
    words = [w for w in text[low : end if end >= 0 else position + 150].split() if w[0].isalpha()]
    return sum(w[0].isupper() for w in words) * 2 > len(words)


def _unit_in_name(line: Line, amount: Amount) -> NumberReason | None:
    """Return NAME for a quantity that only finishes a compound: "GPT-4 million" is none."""
    if amount.form in {Form.COUNT, Form.DURATION} and not amount.spelled:
        return NumberReason.NAME if compound_start(line, amount.first) < amount.first else None
    return None
