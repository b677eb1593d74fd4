"""Where the settled names stand: every mention of an article, longest name first."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.components.companies_book import Book
from pipeline.components.companies_candidates import is_capitalised, starts_name
from pipeline.components.companies_entries import NameEntry
from pipeline.components.companies_forms import FORM_GAPS, form_end, form_size
from pipeline.components.companies_naming import Names
from pipeline.components.companies_page import Entity, Line
from pipeline.components.companies_words import NameWords
from pipeline.grammar.names import LegalForms
from pipeline.grammar.names_tickers import Ticker

PLACED = frozenset({"county", "avenue", "boulevard", "university", "stadium", "arena"})
"""Words that make a place of the name before: "Broward County"."""

LONGEST = 9
"""The most words that a name is looked for in."""


class MentionReader:
    """Reads the mentions of settled names out of the lines of one article."""

    def __init__(
        self,
        names: Names,
        book: Book,
        words: NameWords,
        forms: LegalForms,
        exchanges: frozenset[int],
    ) -> None:
        """Take the names, what is known to be none, and where exchanges stand before tickers."""
        self._names = names
        self._products = book.products
        self._symbols = book.symbols
        self._words = words
        self._forms = forms
        self._exchanges = exchanges

    def read(self, line: Line) -> Iterator[tuple[int, int, NameEntry]]:
        """Yield the half-open position of each mention of the line, and the name it uses."""
        at = 0
        while at < len(line.words):
            start = line.words[at].start
            end, key = self._symbols.get(start, (0, ""))
            if key in self._names:
                yield start, end, replace(self._names.entries[key], rule="ticker_symbol")
                at += 1
                continue
            stop, entry = self._longest(line, at)
            if entry is not None and self._stands(line, at, stop, entry):
                end = self._end(line, stop, entry)
                yield start, end, entry
                while stop < len(line.words) and line.words[stop].start < end:
                    stop += 1
            at = stop

    def _longest(self, line: Line, at: int) -> tuple[int, NameEntry | None]:
        """Return where the longest name at `words[at]` stops, and its entry; None for no name."""
        if not starts_name(line, at) and not line.parsed.is_heading:
            return at + 1, None
        keys = [word.key for word in line.words[at : at + LONGEST]]
        for size in range(len(keys), 0, -1):
            key = " ".join(keys[:size])
            if key in self._names:
                entry = self._names.entries[key]
                if (line.parsed.is_heading and size > 1) or is_capitalised(line, at, at + size):
                    return at + size, entry
            if key in self._products or self._words.is_listed(key, line.words[at].text):
                return at + size, None
        return at + 1, None

    def _stands(self, line: Line, at: int, stop: int, entry: NameEntry) -> bool:
        """Return whether the name stands here for the company, and not in another name."""
        if line.words[at].start in self._exchanges:
            return False
        if line.gap(stop - 1) == " " and line.words[stop].key in PLACED:
            return line.words[stop].text.islower()
        if stop - at == 1 and entry.has_form and entry.key in self._words.others:
            return stop < len(line.words) and form_size(line, stop, self._forms) > 0
        ending = entry.ending
        if ending == "'s" and line.gap_text(stop)[:2].lower().replace("’", "'") != "'s":
            return False
        if entry.rule == "ticker_symbol" and not line.words[at].text.isupper():
            return False
        return stop - at > 1 or line.is_title or not self._is_part(line, at, entry)

    def _is_part(self, line: Line, at: int, entry: NameEntry) -> bool:
        """Return whether one word is part of a person's or another longer name."""
        word = line.words[at]
        entity = line.entity_over(word.start, word.end)
        if entity is None:
            return False
        if entity.label == "PERSON" and self._has_given_name(line, at, entity):
            return True
        if entry.has_form:
            return False
        loose = entry.rule == "short_form" or bool(entry.known and entry.known.wordlike)
        if entity.label != "PERSON" and not loose:
            return False
        after = self._runs_on(line, at + 1, at, entity)
        return after or (loose and at > 0 and self._runs_on(line, at - 1, at - 1, entity))

    def _has_given_name(self, line: Line, at: int, entity: Entity) -> bool:
        """Return whether a name that is no everyday word stands before: "Erik Nordstrom"."""
        if at == 0 or line.words[at - 1].key in self._words.common:
            return False
        return self._runs_on(line, at - 1, at - 1, entity)

    def _runs_on(self, line: Line, at: int, gap: int, entity: Entity) -> bool:
        """Return whether `words[at]`, behind one space, is a name word of the same entity."""
        if line.gap(gap) != " ":
            return False
        word = line.words[at]
        inside = entity.start <= word.start < entity.end
        return inside and word.text[0].isupper() and word.key not in self._words.around

    def _end(self, line: Line, stop: int, entry: NameEntry) -> int:
        """Return where the mention ends: its legal form, and "'s" or "!" of the name, taken in."""
        end = line.words[stop - 1].end
        ending = entry.ending
        if stop < len(line.words) and line.gap(stop - 1) in FORM_GAPS:
            size = form_size(line, stop, self._forms)
            first = line.words[stop]
            if size and (first.text[0].isupper() or first.key in ("plc", "and")):
                return form_end(line, stop, size, self._forms)
        if self._forms.strip(entry.spelling) != entry.spelling:
            return self._forms.dot_end(line.text, line.words[stop - 1 : stop])
        if ending and line.text[end : end + len(ending)].lower().replace("’", "'") == ending:
            return end + len(ending)
        return end


def exchange_starts(text: str, tickers: tuple[Ticker, ...]) -> frozenset[int]:
    """Return where the exchanges of tickers start: "NYSE" in "(NYSE: BA)" is no mention."""
    starts = set()
    for ticker in tickers:
        start = ticker.opening
        while start < ticker.start and not text[start].isalnum():
            start += 1
        starts.add(start)
    return frozenset(starts - {ticker.start for ticker in tickers})
