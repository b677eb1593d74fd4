"""One canonical name for each company of an article: full forms and the short ones they introduce."""

from collections.abc import Mapping, Sequence

from pipeline.components.companies_book import NameEntry, Votes, spelling
from pipeline.components.companies_page import Line
from pipeline.components.companies_words import NameWords
from pipeline.grammar.names import is_acronym_of


class Names:
    """The article's company names, each key tied to its fullest form."""

    def __init__(self, entries: Sequence[NameEntry]) -> None:
        """Take the accepted names; every name is at first its own full form."""
        self.entries: dict[str, NameEntry] = {entry.key: entry for entry in entries}
        self._full: dict[str, str] = {key: key for key in self.entries}

    def full(self, key: str) -> NameEntry:
        """Return the entry of the fullest form of `key`."""
        while self._full[key] != key:
            key = self._full[key]
        return self.entries[key]

    def join(self, short: str, full: str) -> None:
        """Make `full` the fullest form of `short`."""
        top_short, top_full = self.full(short).key, self.full(full).key
        if top_short != top_full:
            self._full[top_short] = top_full

    def add(self, entry: NameEntry, full: str) -> None:
        """Add a short form that the article uses for `full`."""
        self.entries[entry.key] = entry
        self._full[entry.key] = self.full(full).key

    def __contains__(self, key: str) -> bool:
        """Return whether `key` is a name of a company of the article."""
        return key in self.entries


def settle_names(
    entries: Sequence[NameEntry], lines: Sequence[Line], votes: Votes, words: NameWords
) -> Names:
    """Return the names with short forms, acronyms and equal identities tied together."""
    names = Names(entries)
    _join_identities(names)
    _join_heads(names, words)
    _join_acronyms(names)
    _add_acronyms(names, lines)
    _add_heads(names, lines, votes, words)
    return names


def _join_identities(names: Names) -> None:
    """Tie names that the table gives to the same company; the longest is the full form."""
    by_company: dict[str, str] = {}
    for key, entry in sorted(names.entries.items(), key=lambda pair: _fullness(pair[1])):
        if entry.company is None:
            continue
        full = by_company.setdefault(entry.company.company_id, key)
        if full != key:
            names.join(key, full)


def _fullness(entry: NameEntry) -> tuple[bool, int]:
    """Return a sort key that puts the fullest form first; acronyms come last."""
    shown = spelling(entry)
    return " " not in entry.key and shown.isupper(), -len(shown)


def _join_heads(names: Names, words: NameWords) -> None:
    """Tie "Ally" to "Ally Financial" where both are names and the rest is no name of its own."""
    for key, entry in names.entries.items():
        fulls = [
            other
            for other in names.entries.values()
            if other.key.startswith(key + " ") and _may_stand_for(entry, other, key, words)
        ]
        if fulls and not entry.has_form:
            names.join(key, fulls[0].key)


def _may_stand_for(short: NameEntry, full: NameEntry, key: str, words: NameWords) -> bool:
    """Return whether `short` may be the short form of `full`."""
    if short.company and full.company and short.company != full.company:
        return False
    if short.company and not full.company:
        rest = full.key[len(key) + 1 :].split()
        return all(word in words.fillers for word in rest)
    return short.is_agency == full.is_agency


def _join_acronyms(names: Names) -> None:
    """Tie "SBC" to "Southwestern Bell Communications" where both are names already."""
    for key, entry in names.entries.items():
        if " " in key or not entry.spellings[0].isupper():
            continue
        for other in names.entries.values():
            if other.company is None or entry.company is None:
                if is_acronym_of(entry.spellings[0], spelling(other)):
                    names.join(key, other.key)
                    break


def _add_acronyms(names: Names, lines: Sequence[Line]) -> None:
    """Add the acronyms in brackets after a name: "Abu Dhabi Investment Authority (ADIA)"."""
    for line in lines:
        for at in range(1, len(line.words)):
            word = line.words[at]
            if line.gap(at - 1).strip(". ") != "(" or not word.text[0].isupper():
                continue
            if line.gap(at)[:1] != ")" or word.key in names:
                continue
            full = _name_before(line, at, names)
            if full and (
                is_acronym_of(word.text, names.entries[full].spellings[0])
                or word.key.startswith(full[:3])
            ):
                names.add(NameEntry(word.key, [word.text], 0.9, "acronym"), full)


def _name_before(line: Line, stop: int, names: Names) -> str | None:
    """Return the key of the longest name that ends right before `words[stop]`, legal form between or not."""
    for end in (stop, stop - 1, stop - 2):
        for first in range(max(0, end - 8), end):
            key = " ".join(word.key for word in line.words[first:end])
            if key in names:
                return key
    return None


def _add_heads(names: Names, lines: Sequence[Line], votes: Votes, words: NameWords) -> None:
    """Add the short forms that stand alone in the text: "Beeline" of "Beeline Holdings"."""
    lower = {w.text for line in lines for w in line.words if w.text.islower()}
    heads = _possible_heads(names, words)
    for head, full in heads.items():
        if head in names or head in lower or _is_barred(head, votes, words):
            continue
        spellings = (
            [w.text for line in lines for w in line.words if w.key == head and w.text[0].isupper()]
            if " " not in head
            else [head.title()]
        )
        if spellings:
            short = NameEntry(head, spellings, names.entries[full].score, "short_form")
            short.is_agency = names.entries[full].is_agency
            names.add(short, full)


def _possible_heads(names: Names, words: NameWords) -> Mapping[str, str]:
    """Return the first words of each name without its generic last words, with the full key."""
    heads: dict[str, str] = {}
    for key, entry in names.entries.items():
        keys = key.split()
        stop = len(keys)
        while stop > 1 and keys[stop - 1] in words.fillers | words.tails:
            stop -= 1
        if entry.is_agency:
            continue
        if stop < len(keys):
            heads.setdefault(" ".join(keys[:stop]), key)
        if len(keys[0]) > 3 and len(keys) <= 3 and keys[0] not in words.fillers | words.tails:
            heads.setdefault(keys[0], key)
    return heads


def _is_barred(head: str, votes: Votes, words: NameWords) -> bool:
    """Return whether the short form is another thing in this article or at large."""
    if len(head) < 3 or head in words.others or head in words.starters or head in words.agencies:
        return True
    if head in words.tails or head in words.titles or head in words.makers:
        return True
    return votes.other(head) > votes.organisation(head)
