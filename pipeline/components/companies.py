"""The companies that an article names: every mention, one canonical name, one identity."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.components.companies_book import ACCEPTED, Book, NameEntry, spelling
from pipeline.components.companies_candidates import (
    known_candidates,
    legal_candidates,
    model_candidates,
    starts_name,
)
from pipeline.components.companies_lists import listed_candidates
from pipeline.components.companies_naming import Names, settle_names
from pipeline.components.companies_page import Line, read_page
from pipeline.components.companies_tickers import ticker_candidates
from pipeline.components.companies_words import NameWords, load_name_words
from pipeline.components.parsed import ParsedSentence
from pipeline.gazetteer import Gazetteer, load_gazetteer
from pipeline.grammar.names_tickers import Ticker, find_tickers


@dataclass(frozen=True, slots=True)
class FoundCompany:
    """One mention at `[start, end)` of the cleaned text; a possessive 's is outside.

    `name` is the article's fullest form without legal form. `company_id` is None where two
    known companies fit. With `is_agency` it is a public body, university or association: no
    company, but possibly the source of a claim.
    """

    start: int
    end: int
    name: str
    company_id: str | None
    ticker: str | None
    is_agency: bool
    confidence: float
    rule: str


class CompanyFinder:
    """Finds the companies of an article by the table, legal forms, tickers, lists and the model."""

    def __init__(self, gazetteer: Gazetteer, words: NameWords) -> None:
        """Take the known companies and the words that tell names apart."""
        self._gazetteer = gazetteer
        self._words = words

    def find(self, text: str, sentences: Sequence[ParsedSentence]) -> tuple[FoundCompany, ...]:
        """Return the mentions of companies and agencies in reading order; none overlap."""
        lines = read_page(text, sentences)
        tickers = find_tickers(text)
        book = self._gather(lines, tickers)
        names = settle_names(book.accepted(), lines, book.votes, self._words)
        found = [mention for line in lines for mention in self._mentions(line, names)]
        return tuple(sorted(found, key=lambda mention: mention.start))

    def _gather(self, lines: Sequence[Line], tickers: Sequence[Ticker]) -> Book:
        """Return the book of the article's names with all evidence entered."""
        book = Book(lines, self._gazetteer, self._words)
        for line in lines:
            start, end = line.parsed.start, line.parsed.end
            own = [t for t in tickers if start <= t.start < end]
            for candidate in (
                *ticker_candidates(line, own, self._gazetteer, self._words),
                *legal_candidates(line, self._gazetteer, self._words),
                *known_candidates(line, self._gazetteer),
                *listed_candidates(line, self._words),
                *model_candidates(line, self._gazetteer, self._words),
            ):
                book.enter(candidate)
        return book

    def _mentions(self, line: Line, names: Names) -> Iterator[FoundCompany]:
        """Yield every place of the line where a settled name stands, longest name first."""
        at = 0
        while at < len(line.words):
            stop, entry = self._longest(line, at, names)
            if entry is not None:
                yield self._mention(line, at, stop, entry, names)
            at = stop

    def _longest(self, line: Line, at: int, names: Names) -> tuple[int, NameEntry | None]:
        """Return the longest name at `words[at]` and where it stops; None for no company."""
        if not starts_name(line, at):
            return at + 1, None
        for stop in range(min(len(line.words), at + 9), at, -1):
            key = " ".join(word.key for word in line.words[at:stop])
            if key in names:
                return stop, names.entries[key]
            if key in self._words.others or (key in self._words.agencies and " " in key):
                return stop, None
        return at + 1, None

    def _mention(
        self, line: Line, at: int, stop: int, entry: NameEntry, names: Names
    ) -> FoundCompany:
        """Return the mention of `entry` at words `at` to `stop`, its legal form taken in."""
        forms = self._gazetteer.forms
        end = line.words[stop - 1].end
        if stop < len(line.words) and line.gap(stop - 1) in (" ", ", ", " & "):
            size = forms.match(line.words, stop)
            if size and line.words[stop].text[0].isupper() | (line.words[stop].key == "plc"):
                end = forms.dot_end(line.text, line.words[stop : stop + size])
        full = names.full(entry.key)
        company = full.company
        return FoundCompany(
            start=line.words[at].start,
            end=end,
            name=spelling(full),
            company_id=self._gazetteer.company_id(spelling(full)),
            ticker=full.ticker or (company.ticker if company else None),
            is_agency=full.is_agency,
            confidence=max(ACCEPTED, full.score),
            rule=entry.rule,
        )


def load_company_finder(workspace: Path | None = None) -> CompanyFinder:
    """Return a finder with the repository's tables, and the workspace's where it has its own.

    Raises:
        SettingsError: A table is missing or wrong.
    """
    return CompanyFinder(load_gazetteer(workspace), load_name_words(workspace))
