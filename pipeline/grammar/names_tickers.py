"""Stock tickers in brackets: "(NASDAQ: BLNE)", "(BA.N)", "(NYSE and TSX: MUX)"."""

import re
from dataclasses import dataclass

EXCHANGES = (
    r"NASDAQ|Nasdaq|NasdaqG[SM]|NasdaqCM|NYSE|NYSEAMERICAN|TSXV|TSX-V|TSX\.V|TSX|CSE|OTC|OTCQB|OTCQX"
    r"|OTCBB|OTCPK|AMEX|AIM|LSE|LON|ASX|HKEX|SEHK|HKG|HKSE|SSE|SZSE|BSE|NSE|TSE|TYO|KRX|FRA|FSE"
    r"|XETRA|ETR|EPA|SIX|SWX|B3|JSE|SGX|TASE|BME|BIT|MIL|OSE|OSL|Euronext|NEO|CBOE|Cboe|NEX|IDX"
    r"|TWSE|NZX|STO|CPH|HEL|BMV"
)
"""Exchanges as press releases write them before a ticker. Source: their own abbreviations."""

MARKETS = (
    r"American|AMERICAN|Arca|MKT|Global Select Market|Global Market|Capital Market|Growth|Paris"
    r"|Amsterdam"
)
"""Markets of those exchanges: "NYSE American", "Euronext Paris"."""

# "(NYSE: MUX)", "(TSX-V: ABC)", "(NYSE American: X)", "(NYSE and TSX: MUX)", "OTCQB: ABCD".
LISTED = re.compile(
    rf"(?<!\w)(?P<exchange>(?:{EXCHANGES})(?:\s?(?:{MARKETS}))?"
    rf"(?:\s?(?:/|,|and|&)\s?(?:{EXCHANGES}))?)"
    r"\s{0,2}[:：]\s{0,2}(?P<symbol>[A-Z0-9]{1,6}(?:[.\-][A-Z]{1,3})?)(?!\w)"
)

REUTERS = (
    r"N|OQ|O|A|K|PK|OB|L|PA|DE|F|MI|MC|AS|BR|LS|VX|SW|SS|SZ|SI|SA|SN|S|ST|HE|CO|OL|I|WA|VI|T|HK"
    r"|KS|KQ|KL|TWO|TW|TO|TA|AX|AT|NZ|NS|BO|BK|BU|V|MX|MM|JO|JK|IS|PS|PR|UL"
)
"""Exchange codes that end a ticker on the Reuters wire. Source: Reuters instrument codes."""

# "(BA.N)", "( EAD.PA )", "<GOOG.O>", "(0700.HK)"; "Wyeth WYE.N", without brackets.
CODED = re.compile(
    rf"(?:[(<]\s?(?P<symbol>[A-Z0-9]{{1,6}}[a-z]?)\.(?P<exchange>{REUTERS})\s?[>)]"
    rf"|(?<=\s)(?P<bare>[A-Z]{{2,5}})\.(?P<code>N|OQ|O|PK|L|PA|DE|T|HK|MI|AS)(?![\w.]))"
)

# "(AAPL)": a bare symbol, a ticker only where the name before it has that ticker.
BARE = re.compile(r"\((?P<symbol>[A-Z]{1,5})\)")


@dataclass(frozen=True, slots=True)
class Ticker:
    """A ticker of the text: position of the symbol, the symbol, its exchange as written.

    `opening` is where its bracket (or the exchange) starts: the name stands before it.
    `exchange` is None for a bare symbol in brackets.
    """

    start: int
    end: int
    opening: int
    symbol: str
    exchange: str | None


def find_tickers(text: str) -> tuple[Ticker, ...]:
    """Return the tickers of `text` in reading order; none overlap."""
    found = [_ticker(text, match) for match in LISTED.finditer(text)]
    taken = {ticker.start for ticker in found}
    for pattern in (CODED, BARE):
        for match in pattern.finditer(text):
            ticker = _ticker(text, match)
            if ticker.start not in taken:
                taken.add(ticker.start)
                found.append(ticker)
    return tuple(sorted(found, key=lambda ticker: ticker.start))


def _ticker(text: str, match: "re.Match[str]") -> Ticker:
    """Return the ticker of one match; a coded one spans its exchange letters too."""
    groups = match.groupdict()
    name = "bare" if groups.get("bare") else "symbol"
    end = match.end(name)
    if match.re is CODED:
        end = match.end("code" if name == "bare" else "exchange")
    opening = match.start()
    while opening and text[opening - 1] in " (:;,":
        opening -= 1
    exchange = groups.get("exchange") or groups.get("code")
    return Ticker(match.start(name), end, opening, groups[name], exchange)
