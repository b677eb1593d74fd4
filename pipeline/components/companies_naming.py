"""One canonical name for each company of an article: its fullest form."""

from collections.abc import Sequence

from pipeline.components.companies_entries import NameEntry
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


def _fullness(entry: NameEntry) -> tuple[bool, bool, int]:
    """Return a sort key that puts the fullest form first: with legal form, long; acronyms last."""
    shown = entry.spelling
    return " " not in entry.key and shown.isupper(), not entry.has_form, -len(shown)


def _join_heads(names: Names, words: NameWords) -> None:
    """Tie "Quarl" to "Quarl Financial", and "Millers" to the association that ends so."""
    for key, entry in names.entries.items():
        if entry.has_form or names.full(key) is not entry:
            continue
        longer = [other for other in names.entries.values() if other.key.startswith(key + " ")]
        fulls = [other for other in longer if _may_stand_for(entry, other, longer, words)]
        if fulls:
            names.join(key, fulls[0].key)
        elif " " not in key and entry.known is None:
            _join_word(names, key)


def _join_word(names: Names, key: str) -> None:
    """Tie a name to the public body that it is a word of: "Ashby" of the University of Ashby."""
    for other in names.entries.values():
        if other.is_agency and key in other.key.split() and key != other.key:
            names.join(key, other.key)
            return


def _may_stand_for(
    short: NameEntry, full: NameEntry, longer: Sequence[NameEntry], words: NameWords
) -> bool:
    """Return whether `short` may be the short form of `full`, one of the `longer` names.

    Where the table has the two as different companies, as it may have Quarl and Quarl Motor,
    `full` must be the only longer name of the article; a longer name that neither table nor
    legal form nor ticker vouches for is a division, as Velora Health Solutions is of Velora.
    """
    rest = full.key[len(short.key) + 1 :].split()
    if short.company and short.company != full.company:
        is_whole = full.company is not None or full.has_form or full.ticker is not None
        is_only = is_whole and (full.company is None or len(longer) == 1)
        return is_only and all(word in words.fillers for word in rest)
    return short.is_agency == full.is_agency


def _join_acronyms(names: Names) -> None:
    """Tie "SBC" to "SBC Communications" where both are names already."""
    for key, entry in names.entries.items():
        shown = entry.spellings[0]
        if " " in key or not shown.isupper():
            continue
        for other in names.entries.values():
            differ = other.company is not None and entry.company is not None
            if not differ and is_acronym_of(shown, other.spelling):
                names.join(key, other.key)
                break
