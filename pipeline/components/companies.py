"""The companies that an article names: every mention, one canonical name, one identity."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.components.companies_book import Book
from pipeline.components.companies_candidates import (
    known_candidates,
    legal_candidates,
)
from pipeline.components.companies_entries import NameEntry
from pipeline.components.companies_lists import listed_candidates
from pipeline.components.companies_mentions import MentionReader, exchange_starts
from pipeline.components.companies_model import model_candidates
from pipeline.components.companies_naming import Names, join_names
from pipeline.components.companies_page import Line, read_page
from pipeline.components.companies_runs import run_candidates
from pipeline.components.companies_short import add_acronyms, add_heads, add_initials, add_symbols
from pipeline.components.companies_subject import subject_candidates
from pipeline.components.companies_tickers import ticker_candidates
from pipeline.components.companies_words import NameWords, load_name_words
from pipeline.components.parsed import ParsedSentence
from pipeline.gazetteer import Gazetteer, KnownName, load_gazetteer
from pipeline.grammar.names_tickers import Ticker, find_tickers
from pipeline.identity import Identity
from pipeline.lexicon import read_table
from schemas import Resolution, SettingsError

SURE_ENOUGH = 0.9
"""How sure a name that no known company has must be a company's to make an id of it."""

UNTOLD = Identity(None, Resolution.NAME)
"""The identity of a name that nothing was asked about."""


@dataclass(frozen=True, slots=True)
class FoundCompany:
    """One mention at `[start, end)` of the cleaned text; a possessive 's is outside.

    `name` is the article's fullest form without legal form. `company_id` is None where two
    known companies fit; `identity` says how it was told. With `is_agency` it is a public body,
    university or association: no company, but possibly the source of a claim.
    """

    start: int
    end: int
    name: str
    company_id: str | None
    ticker: str | None
    is_agency: bool
    confidence: float
    rule: str
    identity: Identity = UNTOLD


class CompanyFinder:
    """Finds the companies of an article by the table, legal forms, tickers, lists and the model."""

    def __init__(
        self, gazetteer: Gazetteer, words: NameWords, weights: Mapping[str, float]
    ) -> None:
        """Take the known companies, the words that tell names apart, and what features weigh."""
        self.gazetteer = gazetteer
        self.words = words
        self.weights = weights

    def kind_of(self, name: str) -> str | None:
        """Return the known company's kind (listed, bank, analyst_house, …); None if unknown."""
        known = self.gazetteer.named(name)
        return known.company.kind if known is not None and known.company is not None else None

    def find(self, text: str, sentences: Sequence[ParsedSentence]) -> tuple[FoundCompany, ...]:
        """Return the mentions of companies and agencies in reading order; none overlap."""
        lines = read_page(text, sentences)
        tickers = find_tickers(text)
        book = self.gather(lines, tickers)
        names = self._settle(book, lines)
        forms = self.gazetteer.forms
        starts = exchange_starts(text, tickers)
        reader = MentionReader(names, book, self.words, forms, starts)
        return tuple(
            self._found(start, end, entry, names.full(entry.key))
            for line in lines
            for start, end, entry in reader.read(line)
        )

    def _settle(self, book: Book, lines: Sequence[Line]) -> Names:
        """Return the names taken for companies, their short forms tied to the full ones."""
        entries = book.accepted(self.weights)
        self._read_symbols(entries)
        names = Names(entries)
        join_names(names, self.words)
        add_acronyms(names, lines, self.words)
        add_initials(names, lines, self.words)
        add_symbols(names)
        add_heads(names, lines, book, self.words)
        return names

    def _read_symbols(self, entries: Sequence[NameEntry]) -> None:
        """Know a bare ticker by its company, where the article names that company: "JPM"."""
        named = {entry.company for entry in entries} - {None}
        for entry in entries:
            symbol = entry.spellings[0]
            company = self.gazetteer.with_ticker(symbol) if symbol.isupper() else None
            if entry.known is None and company in named and company is not None:
                entry.known = KnownName((company,), wordlike=False)

    def gather(self, lines: Sequence[Line], tickers: Sequence[Ticker]) -> Book:
        """Return the book of the article's names with all evidence entered."""
        book = Book(lines, self.gazetteer, self.words)
        for line in lines:
            start, end = line.parsed.start, line.parsed.end
            own = [t for t in tickers if start <= t.start < end]
            found = [
                *ticker_candidates(line, own, self.gazetteer, self.words),
                *legal_candidates(line, self.gazetteer, self.words),
                *known_candidates(line, self.gazetteer),
                *listed_candidates(line, self.gazetteer, self.words),
                *model_candidates(line, self.gazetteer, self.words),
            ]
            for candidate in (*found, *run_candidates(line, found, self.words)):
                book.enter(candidate)
        for candidate in subject_candidates(lines, self.words):
            book.enter(candidate)
        return book

    def _found(self, start: int, end: int, entry: NameEntry, full: NameEntry) -> FoundCompany:
        """Return the mention at `[start, end)` that uses `entry` for the company `full`."""
        company = full.company
        identity = self.gazetteer.identify(full.spelling, full.ticker, full.legal_names)
        if identity.resolution is Resolution.NAME and full.confidence < SURE_ENOUGH:
            identity = identity.doubted()
        return FoundCompany(
            start=start,
            end=end,
            name=full.spelling,
            company_id=identity.company_id,
            ticker=full.ticker or (company.ticker if company else None),
            is_agency=full.is_agency,
            confidence=full.confidence,
            rule=entry.rule,
            identity=identity,
        )


def load_company_finder(workspace: Path | None = None) -> CompanyFinder:
    """Return a finder with the repository's tables, and the workspace's where it has its own.

    Raises:
        SettingsError: A table is missing or wrong.
    """
    return CompanyFinder(
        load_gazetteer(workspace), load_name_words(workspace), load_name_weights(workspace)
    )


def load_name_weights(workspace: Path | None = None) -> dict[str, float]:
    """Return what each feature of a name counts for.

    Raises:
        SettingsError: The table is missing or wrong, or a weight is no number.
    """
    rows = read_table("name_weights", ("feature", "weight", "source"), workspace=workspace)
    try:
        return {row["feature"]: float(row["weight"]) for row in rows}
    except ValueError as error:
        raise SettingsError(
            f"seeds/lexicon/name_weights.csv: {error}; train anew with "
            "`python -m pipeline.build.names`"
        ) from error
