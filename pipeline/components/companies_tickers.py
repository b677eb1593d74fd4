"""Names that a ticker in brackets follows: "Quarl Inc. (Nasdaq: QRL)"."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.components.companies_candidates import Candidate, name_start
from pipeline.components.companies_page import Line
from pipeline.components.companies_words import NameWords
from pipeline.gazetteer import Gazetteer
from pipeline.grammar.names_tickers import Ticker


def ticker_candidates(
    line: Line, tickers: list[Ticker], gazetteer: Gazetteer, words: NameWords
) -> Iterator[Candidate]:
    """Yield the name before each ticker; a bare symbol counts only if the table has it so.

    A ticker right behind another one is of the same company: "(NYSE: MUX) (TSX: MUX)".
    """
    before: Candidate | None = None
    for ticker in tickers:
        if before is None or not _follows(line, before, ticker):
            before = _name_before(line, ticker, gazetteer, words)
        else:
            before = replace(before, ticker=ticker)
        if before and (ticker.exchange is not None or _is_listed_as(before, gazetteer)):
            yield before


def _follows(line: Line, before: Candidate, ticker: Ticker) -> bool:
    """Return whether nothing but brackets and marks divides the ticker from the one before."""
    if before.ticker is None:
        return False
    between = line.text[before.ticker.end : max(before.ticker.end, ticker.opening)]
    return not any(char.isalnum() for char in between)


def _name_before(
    line: Line, ticker: Ticker, gazetteer: Gazetteer, words: NameWords
) -> Candidate | None:
    """Return the name that ends where the ticker's bracket opens; None where none does."""
    last = line.word_at(ticker.opening - 1)
    if last is None and _has_mark(line, ticker.opening):
        last = line.word_at(ticker.opening - 2)
    if last is None:
        return None
    stop = _form_start(line, last, gazetteer)
    first = name_start(line, stop - 1, words)
    if first is None:
        return None
    return Candidate(line, first, stop, last + 1, "ticker", 0.97, ticker=ticker)


def _has_mark(line: Line, opening: int) -> bool:
    """Return whether a full stop or "!" stands right before `opening`, as after "Inc."."""
    return line.text[opening - 1 : opening] in (".", "!")


def _form_start(line: Line, last: int, gazetteer: Gazetteer) -> int:
    """Return the index one past the name's last word, a legal form after it left out."""
    for length in range(4, 0, -1):
        first = last + 1 - length
        if first > 0 and gazetteer.forms.match(line.words, first) == length:
            return first
    return last + 1


def _is_listed_as(found: Candidate, gazetteer: Gazetteer) -> bool:
    """Return whether the table lists the name under that very symbol."""
    if found.ticker is None:
        return False
    company = gazetteer.with_ticker(found.ticker.symbol)
    known = gazetteer.named(found.surface)
    return company is not None and known is not None and company in known.companies
