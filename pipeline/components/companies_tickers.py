"""Names that a ticker in brackets follows: "ZenaTech Inc. (Nasdaq: ZENA)"."""

from collections.abc import Iterator

from pipeline.components.companies_candidates import Candidate, name_start
from pipeline.components.companies_page import Line
from pipeline.components.companies_words import NameWords
from pipeline.gazetteer import Gazetteer
from pipeline.grammar.names_tickers import Ticker


def ticker_candidates(
    line: Line, tickers: list[Ticker], gazetteer: Gazetteer, words: NameWords
) -> Iterator[Candidate]:
    """Yield the name before each ticker; a bare symbol counts only if the table has it so."""
    for ticker in tickers:
        last = line.word_at(ticker.opening - 1)
        if last is None and text_dot(line, ticker.opening):
            last = line.word_at(ticker.opening - 2)
        if last is None:
            continue
        stop = _form_start(line, last, gazetteer)
        first = name_start(line, stop - 1, words)
        if first is None:
            continue
        found = Candidate(line, first, stop, last + 1, "ticker", 0.97, ticker=ticker)
        if ticker.exchange is not None or _is_listed_as(found, gazetteer):
            yield found


def text_dot(line: Line, opening: int) -> bool:
    """Return whether a full stop stands right before `opening`, as after "Inc."."""
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
