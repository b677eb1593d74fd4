"""The company table under construction: own rows first, then what listings add to them."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.build.company_sources import Listing
from pipeline.grammar.names import LegalForms
from pipeline.identity import company_id_of, identity_key

WELL_KNOWN = 1000
"""Registrants beyond this rank are left out if their name is an ordinary word or a surname."""

FUND_WORDS = frozenset(
    ["fund", "funds", "trust", "etf", "acquisition", "spac", "depositary", "portfolio", "notes"]
)
"""Last words of registrants that are no operating company."""

LEFT_OUT = frozenset(
    "Holdings Holding Brands Group Technologies Technology Therapeutics Pharmaceuticals Pharma "
    "Platforms International Industries Systems Software Biosciences Networks".split()
)
"""Last words that articles leave out of a company's name."""

FILLED = ("legal_name", "ticker", "exchange")
"""Cells of a row that a listing of the same company fills where they are empty."""

log = logging.getLogger(__name__)

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class NameRules:
    """What decides over a name: its legal forms, and whether it is a word, or says nothing."""

    forms: LegalForms
    is_wordlike: Callable[[str], bool]
    is_generic: Callable[[str], bool]


@dataclass(slots=True)
class CompanyTables:
    """Rows for `companies` and `company_aliases`; one company is one row, whoever lists it.

    A listing is a company that is there already if it has its name, however spaced, or if it
    has the ticker of a US company of the packages: then its name becomes an alias. Under the
    ticker of an own row it is only told, for a person to add the alias.
    """

    rules: NameRules
    rows: list[Row] = field(default_factory=list)
    aliases: list[Row] = field(default_factory=list)
    _by_key: dict[str, Row] = field(default_factory=dict)
    _by_symbol: dict[str, Row] = field(default_factory=dict)
    _aliases: set[str] = field(default_factory=set)

    def keep(self, own: Iterable[Mapping[str, str]], aliases: Iterable[Mapping[str, str]]) -> None:
        """Take the reviewed rows: the own ones, and the aliases of their companies."""
        by_id: dict[str, Row] = {}
        for row in map(dict, own):
            self._enter(row, self._key(row["name"]))
            by_id[row["company_id"]] = row
        for alias in map(dict, aliases):
            if alias["source"] != "own" and alias["company_id"] not in by_id:
                continue
            key = self._key(alias["alias"])
            self.aliases.append(alias)
            self._aliases.add(key)
            if alias["company_id"] in by_id:
                self._by_key.setdefault(key, by_id[alias["company_id"]])

    def add(self, listing: Listing) -> None:
        """Add a listing as a row, as an alias, or as what was missing in a row."""
        name = self.rules.forms.strip(listing.name)
        key = self.rules.forms.key(name)
        if len(key) < 2 or key.split()[-1] in FUND_WORDS or self.rules.is_generic(key):
            return
        known = self._by_key.get(self._key(name))
        if known is not None:
            _fill(known, listing, name)
            return
        if self._key(name) in self._aliases:
            return
        listed = self._by_symbol.get(listing.ticker) if listing.country == "US" else None
        if listed is not None and listed["source"] == "own":
            log.info("%s is listed as %s: add an alias", listing.ticker, name)
            return
        wordlike = self.rules.is_wordlike(name)
        if wordlike and listing.rank > WELL_KNOWN and " " not in key:
            return
        if listed is not None:
            _fill(listed, listing, name)
            self._add_alias(name, listed, listing.source, wordlike=wordlike)
        else:
            self._enter(self._row(listing, name, wordlike=wordlike), self._key(name))

    def finish(self) -> None:
        """Add "Generac" for "Generac Holdings", where no other company begins with the word."""
        first_words = Counter(row["name"].split()[0].casefold() for row in self.rows)
        for row in list(self.rows):
            short, *rest = row["name"].split()
            if len(rest) != 1 or rest[0] not in LEFT_OUT or first_words[short.casefold()] > 1:
                continue
            if self._key(short) not in self._by_key and not self.rules.is_wordlike(short):
                self._add_alias(short, row, row["source"], wordlike=False)

    def _key(self, name: str) -> str:
        return identity_key(name, self.rules.forms)

    def _enter(self, row: Row, key: str) -> None:
        self.rows.append(row)
        self._by_key.setdefault(key, row)
        if row["ticker"] and row["country"] == "US":
            self._by_symbol.setdefault(row["ticker"], row)

    def _add_alias(self, name: str, row: Row, source: str, *, wordlike: bool) -> None:
        self._by_key[self._key(name)] = row
        self.aliases.append(
            {
                "alias": name,
                "company_id": row["company_id"],
                "wordlike": "yes" if wordlike else "no",
                "source": source,
            }
        )

    def _row(self, listing: Listing, name: str, *, wordlike: bool) -> Row:
        return {
            "company_id": company_id_of(name, self.rules.forms),
            "name": name,
            "legal_name": "" if listing.name == name else listing.name,
            "ticker": listing.ticker,
            "exchange": listing.exchange,
            "country": listing.country,
            "kind": "listed",
            "parent": "",
            "wordlike": "yes" if wordlike else "no",
            "source": listing.source,
        }


def _fill(row: Row, listing: Listing, name: str) -> None:
    """Fill the empty cells of `row` from a listing, unless that is of another ticker."""
    if row["ticker"] not in ("", listing.ticker) or row["kind"] == "private":
        return
    found = {
        "legal_name": "" if listing.name in (name, row["name"]) else listing.name,
        "ticker": listing.ticker,
        "exchange": listing.exchange,
    }
    for cell in FILLED:
        row[cell] = row[cell] or found[cell]
