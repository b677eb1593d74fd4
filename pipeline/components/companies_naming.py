"""One canonical name for each company of an article: full forms and the short ones they introduce."""

from collections.abc import Sequence

from pipeline.components.companies_book import NameEntry
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

    def lift(self, key: str, over: str) -> None:
        """Make `key`, a form of `over`, the fullest form of it and of all its forms."""
        entry, top = self.entries[key], self.full(over)
        entry.is_agency, entry.known = top.is_agency, entry.known or top.known
        self._full[key] = key
        self._full[top.key] = key

    def __contains__(self, key: str) -> bool:
        """Return whether `key` is a name of a company of the article."""
        return key in self.entries


def join_names(names: Names, words: NameWords) -> None:
    """Tie the forms of one company together: equal identities, first words, acronyms."""
    _join_identities(names)
    _join_heads(names, words)
    _join_acronyms(names)


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
    shown = entry.spelling
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
                if is_acronym_of(entry.spellings[0], other.spelling):
                    names.join(key, other.key)
                    break
