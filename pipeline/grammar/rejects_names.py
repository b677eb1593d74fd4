"""Numbers that belong to a name: Boeing 747, COVID-19, Xbox 360."""

from pipeline.grammar.numbers import HYPHENS
from pipeline.grammar.numbers_tokens import MIXED, NUMERAL, WORD, Line, Token, adjoined
from pipeline.grammar.quantities_amount import Amount
from pipeline.grammar.quantities_cues import NumberCues

_LONGEST = 5
"""Characters of a numeral in a name at most ("Windows 2000", "Web 2.0")."""

_AROUND = 150
"""Characters looked at on each side to tell a headline from prose."""

_AFTER_NAME = frozenset({",", "is", "was", "has", "will", "had", "would", "can"})


def compound_start(line: Line, i: int, cues: NumberCues) -> int:
    """Return the token where the name that ends in number `i` begins ("COVID-19"), else `i`."""
    joined = line[i - 1].text in HYPHENS and adjoined(line, i) and adjoined(line, i - 1)
    if joined and line[i - 2].kind in {WORD, MIXED} and line[i - 2].lower not in cues.prefix:
        return i - 2
    return i


def compound_end(line: Line, i: int) -> int:
    """Return the token after the letters and numbers that hang on token `i`: "747-400ER"."""
    while adjoined(line, i) and (
        line[i].kind in {WORD, MIXED, NUMERAL}
        or (line[i].text in HYPHENS and adjoined(line, i + 1) and _numbered(line[i + 1]))
    ):
        i += 1
    return i


def runs_on(line: Line, i: int) -> bool:
    """Return whether a hyphen joins more digits with letters at token `i`: 777"-200LR"."""
    stop = compound_end(line, i)
    return line[i].text in HYPHENS and stop > i + 2 and line[stop - 1].kind == WORD


def _numbered(token: Token) -> bool:
    return token.kind in {NUMERAL, MIXED}


def is_name(line: Line, amount: Amount, text: str, cues: NumberCues) -> bool:
    """Return whether a short number behind a capitalised word is part of its name.

    A word that opens a sentence or stands in a headline has its capital from there, and one
    before counted things ("Japan 20 banks") does not join.
    """
    word, token = line[amount.first - 1], line[amount.first]
    if is_branded(line, amount):
        return True
    if not word.text[:1].isupper() or word.lower in cues.no_name or word.end + 1 != token.start:
        return False
    if word.lower.endswith(("'s", "’s")):  # "the Pro's 8-core chip"
        return False
    if amount.scale != 1 or not _fits_name(token, spelled=amount.spelled):
        return False
    after = line[amount.stop]
    counted = after.text == after.lower and len(after.text) > 3 and after.text.endswith("s")
    return not (counted or _opens(line, amount, text) or _in_headline(text, amount.start))


def is_branded(line: Line, amount: Amount) -> bool:
    """Return whether a short number stands behind a brand like "iPhone": "iPhone 14 cases"."""
    word, token = line[amount.first - 1], line[amount.first]
    brand = word.text[:1].islower() and any(letter.isupper() for letter in word.text[1:])
    short = amount.scale == 1 and _fits_name(token, spelled=amount.spelled)
    return brand and short and word.kind == WORD and word.end + 1 == token.start


def is_model(line: Line, amount: Amount, text: str) -> bool:
    """Return whether a hyphen and a capital make a name of the number: "the 3-Series"."""
    i = amount.stop
    joined = line[i].text in HYPHENS and adjoined(line, i) and adjoined(line, i + 1)
    capital = joined and line[i + 1].kind == WORD and line[i + 1].text[:1].isupper()
    return capital and not _in_headline(text, amount.start)


def _fits_name(token: Token, *, spelled: bool) -> bool:
    """Return whether a number is written as names write theirs: short, or with a capital."""
    if spelled:
        return token.text[:1].isupper()
    return "," not in token.text and len(token.text) <= _LONGEST


def _opens(line: Line, amount: Amount, text: str) -> bool:
    """Return whether the word before the number is the first of its sentence or line.

    Before a comma or "is" it is a name all the same: "Voyager 1, which …".
    """
    before, word = line[amount.first - 2], line[amount.first - 1]
    if line[amount.stop].lower in _AFTER_NAME:
        return False
    return before.text in {"", ".", "!", "?", ":"} or "\n" in text[before.end : word.start]


def _in_headline(text: str, position: int) -> bool:
    """Return whether most words around `position` in its line are capitalised."""
    low = max(text.rfind("\n", 0, position) + 1, position - _AROUND)
    end = text.find("\n", position, position + _AROUND)
    around = text[low : end if end >= 0 else position + _AROUND]
    words = [word for word in around.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) * 2 > len(words)
