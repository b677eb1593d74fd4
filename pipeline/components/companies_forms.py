"""The legal form after a company's name: where one stands, and which words belong to it."""

from pipeline.components.companies_page import Line
from pipeline.components.companies_words import NameWords
from pipeline.grammar.names import LegalForms

OWN_GAPS = frozenset({"'s ", "’s ", "'s, ", "’s, "})
"""What stands between a name that ends in "'s" and its legal form: "Macy's Inc."."""

FORM_GAPS = OWN_GAPS | {" ", ", ", " & ", "  ", ",", " (", "! "}
"""What may stand between a name and its legal form."""

SECOND_GAPS = frozenset({" ", ", ", ". ", "., "})
"""What may stand between two legal forms: "Co., LLC"."""

TITLE_WORDS = frozenset({"as", "se", "sa", "ab", "ag", "limited", "company", "corporation"})
"""Legal forms that are also words of headlines, where every word has a capital."""

SMALL_FORMS = frozenset({"plc", "gmbh", "spa", "doo", "sro"})
"""Forms that are written in small letters too."""

MOST_IN_BRACKETS = 3
"""The most words of a place in brackets before a form: "(Hong Kong) Ltd."."""


def form_size(line: Line, at: int, forms: LegalForms) -> int:
    """Return how many words from `words[at]` on are a name's legal form; 0 for none.

    A place in brackets before it and a second form after it are counted: "(U.K.) Ltd.",
    "& Co., LLC".
    """
    opening = _bracketed(line, at)
    size = forms.match(line.words, at + opening) if at + opening < len(line.words) else 0
    if not size or (opening and not line.words[at + opening].text[0].isupper()):
        return 0
    stop = at + opening + size
    return stop + _second_size(line, stop, forms) - at


def _second_size(line: Line, at: int, forms: LegalForms) -> int:
    """Return how many words from `words[at]` on are a form after a form; 0 for none."""
    opening = _bracketed(line, at)
    stop = at + opening
    if stop >= len(line.words) or not (opening or line.gap(at - 1) in SECOND_GAPS):
        return 0
    size = forms.match(line.words, stop)
    return opening + size if size and _is_second(line, stop, size) else 0


def _bracketed(line: Line, at: int) -> int:
    """Return how many words from `words[at]` on stand in brackets before another word."""
    if line.gap(at - 1) != " (":
        return 0
    for size in range(1, MOST_IN_BRACKETS + 1):
        if at + size >= len(line.words):
            return 0
        gap = line.gap(at + size - 1)
        if gap in (") ", ".) "):
            return size
        if gap != " ":
            return 0
    return 0


def _is_second(line: Line, at: int, size: int) -> bool:
    """Return whether a form after a form is written as one: "LLC" and no "As"."""
    return line.words[at].key not in TITLE_WORDS and line.words[at + size - 1].text[0].isupper()


def opens_form(line: Line, at: int) -> bool:
    """Return whether `words[at]` is written as a legal form right after a name."""
    word = line.words[at]
    gap = line.gap(at - 1)
    if gap not in FORM_GAPS or line.gap_text(at + 1)[:1] == "-":
        return False
    if word.text == "CO" and line.gap_text(at + 1)[:1] != ".":
        return line.gap(at) == " " and line.words[at + 1].key in ("ltd", "inc")
    if word.key in TITLE_WORDS and _goes_on(line, at):
        shouted = line.words[at - 1].text.isupper() and line.words[at + 1].text.isupper()
        if line.is_title or shouted:
            return False
    return word.text[0].isupper() or word.key in SMALL_FORMS


def _goes_on(line: Line, at: int) -> bool:
    """Return whether the headline goes on after `words[at]`: "Sellers Accept Limited Exposure"."""
    return line.gap(at) == " " and line.words[at + 1].has_capital


def is_version(line: Line, at: int, words: NameWords) -> bool:
    """Return whether the form is a model of a product: the "SE" of "Belden Watch SE"."""
    return line.words[at].key in TITLE_WORDS and line.words[at - 1].key in words.product_tails


def form_end(line: Line, at: int, size: int, forms: LegalForms) -> int:
    """Return where the form of `size` words at `words[at]` ends, with a full stop of its own."""
    last = next(n for n in range(1, size + 1) if forms.match(line.words, at + size - n) >= n)
    return forms.dot_end(line.text, line.words[at + size - last : at + size])
