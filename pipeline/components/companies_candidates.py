"""Where a company may be named: by the table, or by the legal form after it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.components.companies_forms import OWN_GAPS, form_size, is_version, opens_form
from pipeline.components.companies_page import Line
from pipeline.components.companies_words import NameWords
from pipeline.gazetteer import Gazetteer, KnownName
from pipeline.grammar.names_tickers import Ticker

PARTICLES = frozenset({"de", "do", "da", "la", "du", "del", "di", "von", "van", "der", "y"})
"""Small words inside foreign names: "Caja de Ahorros"."""

JOINERS = PARTICLES | {"of", "and", "for", "the"}
"""Small words inside names: "Bank of America", "Caja de Ahorros"."""

SHORTENED = frozenset({"Wm", "Geo", "Chas", "Jr", "Sr", "St", "Cia", "Cie", "Bros", "Mt"})
"""What stands with a full stop inside names: "Wm. Belden Jr. Co."."""

LETTERED = frozenset({"class", "series", "schedule", "exhibit", "appendix", "part", "grade"})
"""Nouns that a letter after them belongs to: the "A" of "Class A. Belden LLC" is no initial."""

# "J", "H.C": initials without their last full stop.
INITIALS = re.compile(r"(?:[A-Z]\.)?[A-Z]")

FIRM_FORMS = frozenset({"llp", "pllc"})
"""Legal forms of partnerships."""

INNER_GAPS = frozenset({"", "&", "-", "'", "!", ".", "'s"})
"""What may stand between the words of a known name."""

MAKER_ENDS = ("maker", "retailer", "lender", "insurer", "brewer", "refiner", "conglomerate")
"""How words end that a sentence opens with before a name: "Chipmaker Belden Corp."."""

SMALL_BRANDS = frozenset(
    "adidas argenx asos boohoo bpost comdirect freenet home24 lululemon salesforce.com "
    "thyssenkrupp trivago voxeljet zooplus".split()
)
"""Companies that write their names without a capital. Source: own."""

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
    """Return whether `words[at]` may start a name: a capital in it, or a brand without any."""
    return line.words[at].has_capital or line.words[at].text in SMALL_BRANDS


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
        size = form_size(line, at, forms)
        if not size or not opens_form(line, at) or is_version(line, at, words):
            at += 1
            continue
        first = name_start(line, at - 1, words, is_firm=line.words[at + size - 1].key in FIRM_FORMS)
        if first is not None:
            first = _after_known(line, first, at, gazetteer)
            yield Candidate(line, first, at, at + size, "legal_form", 0.97)
        at += size


def _after_known(line: Line, first: int, stop: int, gazetteer: Gazetteer) -> int:
    """Return where the last name starts: "Facebook" in "Google and Facebook Inc."."""
    for at in range(first + 1, stop - 1):
        left = line.text[line.words[first].start : line.words[at - 1].end]
        if not gazetteer.named(left):
            continue
        if line.words[at].key == "and":
            return at + 1
        if line.gap(at - 1) == ", ":
            return at
    return first


def name_start(line: Line, last: int, words: NameWords, *, is_firm: bool = False) -> int | None:
    """Return where the name starts that ends with `words[last]`; None where none does.

    Args:
        line: The sentence.
        last: The name's last word, its legal form left out.
        words: The words that tell names apart.
        is_firm: Whether it is a partnership, which lists its partners' names.
    """
    if not starts_name(line, last) or line.words[last].key in words.starters & ARTICLES:
        return None
    first = last
    is_firm = is_firm and last > 0 and line.gap(last - 1) == " & "
    while first > 0 and last - first < 7:
        partner = is_firm and _is_partner(line, first - 1)
        if not partner and not _continues_left(line, first, words):
            break
        first -= 1
    while first <= last and is_no_start(line, first, words):
        first += 1
    return first if first <= last else None


def _is_partner(line: Line, at: int) -> bool:
    """Return whether one name and a comma stand there: "Lane" of "Lane, Poe & Reed LLP"."""
    is_name = line.words[at].text[0].isupper() and line.gap(at) == ", "
    alone = at == 0 or not (line.gap(at - 1) == " " and line.words[at - 1].text[0].isupper())
    return is_name and alone and line.tag(at).startswith("NNP")


def _is_initial(line: Line, at: int) -> bool:
    """Return whether `words[at]` is an initial or shortened: the "D." of "D. Vorell Capital"."""
    word = line.words[at].text
    is_short = INITIALS.fullmatch(word) is not None or word in SHORTENED
    lettered = at > 0 and line.words[at - 1].key in LETTERED
    return is_short and line.gap(at) == ". " and not lettered


def _continues_left(line: Line, first: int, words: NameWords) -> bool:
    """Return whether the word before `words[first]` belongs to the same name."""
    before, gap = line.words[first - 1], line.gap(first - 1)
    if _is_initial(line, first - 1):
        return True
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
        if before.key in PARTICLES and line.gap(first - 2) == " ":
            return True
        is_firm = before.key == "and" or line.words[first - 2].key in words.tails
        return is_firm and entity is not None and entity.label == "ORG"
    return False


def is_no_start(line: Line, first: int, words: NameWords) -> bool:
    """Return whether `words[first]` cannot start a name: "The", "While", "of", "CEO"."""
    word = line.words[first]
    if _is_initial(line, first):
        return False
    if word.key in ARTICLES or not starts_name(line, first):
        return True
    if word.key in JOINERS and word.key not in PARTICLES:
        return True
    if word.key in words.titles or word.key in words.openers:
        return True
    if first == 0 and len(line.words) > 1 and line.words[1].has_capital and line.gap(0) == " ":
        if word.key.endswith(MAKER_ENDS) or line.tag(0) == "VBG":
            return True
    return word.key in words.starters and not line.tag(first).startswith("NNP")


def without_form(
    line: Line, first: int, stop: int, gazetteer: Gazetteer, words: NameWords
) -> tuple[int, int]:
    """Return where the name of words `first` to `stop` ends without, and with, its legal form."""
    for at in range(first + 1, stop):
        size = form_size(line, at, gazetteer.forms)
        if size and opens_form(line, at) and _is_closed(line, at + size, stop, words):
            return at, at + size
    return stop, stop


def _is_closed(line: Line, at: int, stop: int, words: NameWords) -> bool:
    """Return whether a name ends before `words[at]`: at a full stop, or before "Chairman"."""
    return at >= stop or line.gap(at - 1) == ". " or line.words[at].key in words.titles
