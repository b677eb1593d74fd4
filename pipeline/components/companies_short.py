"""Short forms that an article introduces: acronyms in brackets, first words, ticker symbols."""

from collections.abc import Mapping, Sequence

from pipeline.components.companies_book import Book
from pipeline.components.companies_entries import NameEntry
from pipeline.components.companies_naming import Names
from pipeline.components.companies_page import QUOTES, Line
from pipeline.components.companies_votes import Votes
from pipeline.components.companies_words import NameWords
from pipeline.grammar.names import initials, word_key

AUXILIARIES = frozenset({"is", "was", "has", "had", "will", "would", "can", "could", "may"})
"""Verbs that tell of a name as those of companies do, where a company of the name is certain."""

SURE_PLACES = frozenset({"in", "near"})
"""Words after which a name is a place."""


def add_acronyms(names: Names, lines: Sequence[Line], words: NameWords) -> None:
    """Add the acronyms in brackets after a name: "Ashby Grain Investment Authority (AGIA)"."""
    for line in lines:
        for at in range(1, len(line.words)):
            word = line.words[at]
            if (
                not word.text.isupper()
                or len(word.text) > 7
                or line.gap(at).strip(QUOTES)[:1] != ")"
            ):
                continue
            if line.gap(at - 1).strip(QUOTES + ". ") != "(" or word.key in words.others:
                continue
            full = _name_before(line, at, names)
            if full and full != word.key:
                _tie(names, NameEntry(word.key, [word.text], 0.9, "acronym"), full)
            elif full is None and word.key in names:
                _add_long_form(names, line, at, words)


def _add_long_form(names: Names, line: Line, at: int, words: NameWords) -> None:
    """Add the long form before an accepted acronym: "Associated Cement Companies (ACC)"."""
    short = line.words[at]
    first = at - len(short.text)
    run = line.words[max(0, first) : at]
    if first < 0 or "".join(word.text[0] for word in run) != short.text:
        return
    if all(line.gap(i) == " " for i in range(first, at - 1)):
        key = " ".join(word.key for word in run)
        if words.common.issuperset(key.split()) and run[-1].key not in words.generic:
            return
        is_public = words.is_listed(key, run[0].text) or run[-1].key in words.agency_heads
        names.full(short.key).is_agency |= is_public
        spelling = line.text[run[0].start : run[-1].end]
        names.add(NameEntry(key, [spelling], 0.8, "long_form"), short.key)
        names.lift(key, short.key)


def _tie(names: Names, entry: NameEntry, full: str) -> None:
    """Make `full` the full form of an acronym, unless the table has another company for it."""
    if entry.key not in names:
        names.add(entry, full)
    elif names.entries[entry.key].company in (None, names.entries[full].company):
        names.join(entry.key, full)


def _name_before(line: Line, stop: int, names: Names) -> str | None:
    """Return the key of the longest name before `words[stop]`, with or without a legal form."""
    for end in (stop, stop - 1, stop - 2):
        for first in range(max(0, end - 8), end):
            key = " ".join(word.key for word in line.words[first:end])
            if key in names and (end == stop or names.entries[key].has_form):
                return key
    return None


def add_symbols(names: Names) -> None:
    """Add the tickers that stand beside their company's name: "QRLX" of "Quarl (NYSE: QRLX)"."""
    for key, entry in list(names.entries.items()):
        symbol = entry.ticker
        if symbol and len(symbol) > 1:
            _tie(names, NameEntry(word_key(symbol), [symbol], 0.9, "ticker_symbol"), key)


def add_heads(names: Names, lines: Sequence[Line], book: Book, words: NameWords) -> None:
    """Add the short forms that stand alone in the text: "Quarl" of "Quarl Holdings"."""
    small, votes = _small_phrases(lines) | book.terms, book.votes
    for head, full in _possible_heads(names, words).items():
        if head in names or head in small or _is_barred(head, words):
            continue
        if _is_else(head, names.entries[full], lines, votes, words):
            continue
        spellings = _spellings(head, lines)
        if spellings:
            entry = NameEntry(head, spellings, names.entries[full].score, "short_form")
            names.add(entry, full)


def _small_phrases(lines: Sequence[Line]) -> frozenset[str]:
    """Return the words and pairs of words that the article writes without capitals."""
    small: set[str] = set()
    for line in lines:
        before = ""
        for word in line.words:
            if word.text.islower():
                small.update((word.key, f"{before} {word.key}"))
            before = word.key if word.text.islower() else ""
    return frozenset(small)


def _spellings(head: str, lines: Sequence[Line]) -> list[str]:
    """Return how the article writes the words of `head` with capitals."""
    first, size = head.split()[0], len(head.split())
    found = []
    for line in lines:
        for at, word in enumerate(line.words):
            if word.key == first and word.text[0].isupper():
                run = line.words[at : at + size]
                if " ".join(w.key for w in run) == head:
                    found.append(line.text[run[0].start : run[-1].end])
    return found


def _possible_heads(names: Names, words: NameWords) -> Mapping[str, str]:
    """Return the first words of each name without its generic last words, with the full key."""
    heads: dict[str, str] = {}
    generic = words.fillers | words.tails
    for key, entry in names.entries.items():
        keys = key.split()
        stop = len(keys)
        while stop > 1 and keys[stop - 1] in generic:
            stop -= 1
        if entry.is_agency:
            continue
        if stop < len(keys):
            heads.setdefault(" ".join(keys[:stop]), key)
        if len(keys[0]) > 3 and 2 <= len(keys) <= 3 and keys[0] not in generic:
            heads.setdefault(keys[0], key)
    return heads


def _is_where(head: str, lines: Sequence[Line]) -> bool:
    """Return whether the article says that something is in a place of that name."""
    return any(
        word.key == head and at > 0 and line.words[at - 1].key in SURE_PLACES
        for line in lines
        for at, word in enumerate(line.words)
    )


def _is_barred(head: str, words: NameWords) -> bool:
    """Return whether the short form is another thing at large."""
    if len(head) < 3 or head in words.others or head in words.starters or head in words.agencies:
        return True
    if head in words.tails | words.titles | words.makers | words.agency_heads:
        return True
    return " " in head and all(word in words.common for word in head.split())


def _is_else(
    head: str, full: NameEntry, lines: Sequence[Line], votes: Votes, words: NameWords
) -> bool:
    """Return whether the short form of `full` is a person, a place or a word in this article.

    Where a legal form or a ticker says that `full` is a company, the model's labels alone do
    not take its first word for a person or a place: it knows few new names.
    """
    if " " in head and votes.person(head):
        return True
    is_common = head in words.common and not votes.person(head) + votes.organisation(head)
    is_place = votes.place(head) > votes.organisation(head)
    if full.is_certain:
        if is_common and (votes.place(head) or not _acts(head, lines, words)):
            return True
        return votes.is_surname(head) or (is_place and _is_where(head, lines))
    return is_common or is_place or votes.is_person_part(head, [full.key])


def _acts(head: str, lines: Sequence[Line], words: NameWords) -> bool:
    """Return whether the article says that `head`, with a capital, does or owns something."""
    return any(
        word.key == head
        and word.text[0].isupper()
        and not line.is_title
        and (_is_verb(line, at + 1, words) or line.gap_text(at + 1)[:2] in ("'s", "’s"))
        for line in lines
        for at, word in enumerate(line.words)
    )


def _is_verb(line: Line, at: int, words: NameWords) -> bool:
    if at >= len(line.words) or line.gap(at - 1) != " ":
        return False
    return line.words[at].text in words.verbs or line.words[at].text in AUXILIARIES


def add_initials(names: Names, lines: Sequence[Line], words: NameWords) -> None:
    """Add the initials that the article writes for a name: "ARC" for "Ashby Road Care LLC"."""
    capitals = {
        word.key: word.text
        for line in lines
        for word in line.words
        if 3 <= len(word.text) <= 5 and word.text.isalpha() and word.text.isupper()
    }
    for entry in list(names.entries.values()):
        key = word_key(initials(entry.spelling))
        is_new = key in capitals and key not in names and key not in words.others
        if is_new and len(entry.key.split()) == len(key) and not entry.is_agency:
            names.add(NameEntry(key, [capitals[key]], 0.8, "acronym"), entry.key)
