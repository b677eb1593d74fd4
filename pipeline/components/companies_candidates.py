"""Where a company may be named: by the table, or by the legal form after it."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.components.companies_page import Line
from pipeline.components.companies_words import NameWords
from pipeline.gazetteer import Gazetteer, KnownName
from pipeline.grammar.names_tickers import Ticker

JOINERS = frozenset({"of", "and", "de", "for", "the", "la", "du", "del", "di", "von", "y"})
"""Small words inside names: "Bank of America", "Caja de Ahorros"."""

INNER_GAPS = frozenset({"", "&", "-", "'", "!", ".", "'s"})
"""What may stand between the words of a known name."""

OWN_GAPS = frozenset({"'s ", "’s ", "'s, ", "’s, "})
"""What stands between a name that ends in "'s" and its legal form: "Macy's Inc."."""

FORM_GAPS = OWN_GAPS | {" ", ", ", " & ", "  ", ",", " ("}
"""What may stand between a name and its legal form."""

TITLE_WORDS = frozenset({"as", "se", "sa", "ab", "ag", "limited", "company", "corporation"})
"""Legal forms that are also words of headlines, where every word has a capital."""

MAKER_ENDS = ("maker", "retailer", "lender", "insurer", "brewer", "refiner", "conglomerate")
"""How words end that a sentence opens with before a name: "Chipmaker Belden Corp."."""

ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible name: words `first` up to `stop` of a line, its legal form left out.

    `legal_stop` is one past the last word with the legal form; `score` is 0 to 1: how far
    the place alone speaks for a company.
    """

    line: Line
    first: int
    stop: int
    legal_stop: int
    rule: str
    score: float
    known: KnownName | None = None
    ticker: Ticker | None = None

    @property
    def start(self) -> int:
        """First character of the name in the cleaned text."""
        return self.line.words[self.first].start

    @property
    def surface(self) -> str:
        """The name as written, without legal form."""
        end = self.line.words[self.stop - 1].end
        named = self.known is not None and self.known.ending == "'s"
        if named or (self.legal_stop > self.stop and self.line.gap(self.stop - 1) in OWN_GAPS):
            end += 2
        return self.line.text[self.start : end]

    @property
    def legal_surface(self) -> str:
        """The name as written, with its legal form."""
        return self.line.text[self.start : self.line.words[self.legal_stop - 1].end]

    @property
    def key(self) -> str:
        """The keys of its words, divided by spaces."""
        return " ".join(word.key for word in self.line.words[self.first : self.stop])


def known_candidates(line: Line, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Yield the names of the table that stand in the line, longest first, none overlapping."""
    at = 0
    while at < len(line.words):
        hit = gazetteer.longest(line.words, at) if starts_name(line, at) else None
        if hit is None or not _is_one_name(line, at, at + hit[0]) or not _ends(line, at, hit):
            at += 1
            continue
        stop = at + hit[0]
        score = 0.3 if hit[1].wordlike else 0.9
        first = at + (line.words[at].key == "the" and hit[0] > 1)
        yield Candidate(line, first, stop, stop, "gazetteer", score, hit[1])
        at = stop


def _ends(line: Line, at: int, hit: tuple[int, KnownName]) -> bool:
    """Return whether the "'s" that a name like "Lowe's" needs stands after it."""
    after = line.gap_text(at + hit[0])[:2].lower().replace("’", "'")
    return hit[1].ending != "'s" or after == "'s"


def starts_name(line: Line, at: int) -> bool:
    """Return whether `words[at]` may start a name: a capital in it, as in "eBay" or "Apple"."""
    return line.words[at].has_capital


def _is_one_name(line: Line, first: int, stop: int) -> bool:
    """Return whether the words are all capitalised and no comma or bracket divides them."""
    gaps = (line.gap(at).strip().replace("’", "'") for at in range(first, stop - 1))
    return is_capitalised(line, first, stop) and all(gap in INNER_GAPS for gap in gaps)


def is_capitalised(line: Line, first: int, stop: int) -> bool:
    """Return whether every word has a capital or a digit, but for "of" and its like."""
    return starts_name(line, first) and all(
        word.key in JOINERS or not word.text.islower() for word in line.words[first + 1 : stop]
    )


def legal_candidates(line: Line, gazetteer: Gazetteer, words: NameWords) -> Iterator[Candidate]:
    """Yield the names that a legal form follows: "Quarl Financial Inc."."""
    forms = gazetteer.forms
    at = 1
    while at < len(line.words):
        size = forms.match(line.words, at)
        if not size or not _opens_form(line, at) or _is_version(line, at, words):
            at += 1
            continue
        first = name_start(line, at - 1, words)
        if first is not None:
            first = _after_known(line, first, at, gazetteer)
            yield Candidate(line, first, at, at + size, "legal_form", 0.97)
        at += size


def _is_version(line: Line, at: int, words: NameWords) -> bool:
    """Return whether the form is a model of a product: the "SE" of "Belden Watch SE"."""
    return line.words[at].key in TITLE_WORDS and line.words[at - 1].key in words.product_tails


def _after_known(line: Line, first: int, stop: int, gazetteer: Gazetteer) -> int:
    """Return where the last name starts: "Facebook" in "Google and Facebook Inc."."""
    for at in range(first + 1, stop - 1):
        left = line.text[line.words[first].start : line.words[at - 1].end]
        if line.words[at].key == "and" and gazetteer.named(left):
            return at + 1
    return first


def _opens_form(line: Line, at: int) -> bool:
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
    return word.text[0].isupper() or word.key in ("plc", "gmbh", "spa", "doo", "sro")


def _goes_on(line: Line, at: int) -> bool:
    """Return whether the headline goes on after `words[at]`: "Sellers Accept Limited Exposure"."""
    return line.gap(at) == " " and line.words[at + 1].has_capital


def name_start(line: Line, last: int, words: NameWords) -> int | None:
    """Return where the name starts that ends with `words[last]`; None where none does."""
    if not starts_name(line, last) or line.words[last].key in words.starters & ARTICLES:
        return None
    first = last
    while first > 0 and last - first < 7 and _continues_left(line, first, words):
        first -= 1
    while first <= last and is_no_start(line, first, words):
        first += 1
    return first if first <= last else None


def _continues_left(line: Line, first: int, words: NameWords) -> bool:
    """Return whether the word before `words[first]` belongs to the same name."""
    before, gap = line.words[first - 1], line.gap(first - 1)
    if gap not in (" ", " & ", "-", "&", "  "):
        return False
    if before.key in words.openers or (before.key in words.titles and first - 1 > 0):
        return False
    if line.is_title and line.tag(first - 1)[:2] in ("VB", "MD", "WR", "WP"):
        return False
    if before.text[0].isupper() or (before.text[0].isdigit() and line.is_title):
        return True
    if before.key in JOINERS and first >= 2 and line.words[first - 2].text[0].isupper():
        entity = line.entity_over(before.start, before.end)
        is_firm = before.key == "and" or line.words[first - 2].key in words.tails
        return is_firm and entity is not None and entity.label == "ORG"
    return False


def is_no_start(line: Line, first: int, words: NameWords) -> bool:
    """Return whether `words[first]` cannot start a name: "The", "While", "of", "CEO"."""
    word = line.words[first]
    if word.key in JOINERS or word.key in ARTICLES or not starts_name(line, first):
        return True
    if word.key in words.titles or word.key in words.openers:
        return True
    if first == 0 and len(line.words) > 1 and line.words[1].has_capital and line.gap(0) == " ":
        if word.key.endswith(MAKER_ENDS) or line.tag(0) == "VBG":
            return True
    return word.key in words.starters and not line.tag(first).startswith("NNP")


def without_form(line: Line, first: int, stop: int, gazetteer: Gazetteer) -> tuple[int, int]:
    """Return where the name of words `first` to `stop` ends without, and with, its legal form."""
    for at in range(first + 1, stop):
        size = gazetteer.forms.match(line.words, at)
        if size and at + size >= stop and _opens_form(line, at):
            return at, at + size
    return stop, stop
