"""Stock tickers in brackets: "(NASDAQ: BLNE)", "(BA.N)", "(NYSE and TSX: MUX)"."""

import re
from dataclasses import dataclass

# "(NYSE: MUX)", "(TSX-V: ABC)", "(Nasdaq: ZENA)", "NYSE/TSX: X", "(OTCQB: ABCD, TSXV: ABC)".
LISTED = re.compile(
    r"(?P<exchange>(?:NASDAQ|Nasdaq|NasdaqGS|NasdaqCM|NYSE|TSX|TSXV|TSX-V|TSX\.V|CSE|OTC|OTCQB|OTCQX|OTCBB|OTCPK"
    r"|AMEX|AIM|LSE|LON|ASX|HKEX|SEHK|HKG|HKSE|SSE|SZSE|BSE|NSE|TSE|TYO|KRX|FRA|FSE|XETRA|ETR|EPA|SIX|SWX|B3|JSE"
    r"|SGX|TASE|BME|BIT|MIL|OSE|OSL|Euronext|NEO|CBOE|Cboe|NEX|IDX|TWSE|NZX|STO|CPH|HEL|BMV|NYSEAMERICAN)"
    r"(?:\s?(?:American|Arca|MKT|Global Select Market|GS|GM|CM|Global Market|Capital Market|AMERICAN|Paris|Amsterdam|Growth))?"
    r"(?:\s?(?:/|,|and|&)\s?(?:NASDAQ|Nasdaq|NYSE|TSX|TSXV|ASX|LSE|AIM|JSE|OTCQX|OTCQB|CSE|FSE|SIX))?)"
    r"\s{0,2}[:：]\s{0,2}(?P<symbol>[A-Z0-9]{1,6}(?:[.\-][A-Z]{1,3})?)(?![\w])"
)

# "(BA.N)", "(EAD.PA)", "<GOOG.O>", "(0700.HK)": the form of the Reuters wire.
CODED = re.compile(
    r"[(<](?P<symbol>[A-Z0-9]{1,6}[a-z]?)\.(?P<exchange>N|O|OQ|A|K|PK|OB|L|PA|DE|F|MI|MC|AS|BR|LS|VX|S|SW|ST|HE|CO|OL|I|WA|VI"
    r"|T|HK|SS|SZ|KS|KQ|TW|TWO|SI|AX|NZ|NS|BO|TO|V|SA|MX|JO|TA|MM|IS|SN|BK|KL|JK|PS|AT|PR|BU|UL)[>)]"
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
            if match.start("symbol") not in taken:
                taken.add(match.start("symbol"))
                found.append(_ticker(text, match))
    return tuple(sorted(found, key=lambda ticker: ticker.start))


def _ticker(text: str, match: "re.Match[str]") -> Ticker:
    """Return the ticker of one match; a coded one spans its exchange letters too."""
    groups = match.groupdict()
    start = match.start("symbol")
    end = match.end("symbol")
    if match.re is CODED:
        end = match.end("exchange")
    opening = match.start()
    while opening and text[opening - 1] in " (:;,":
        opening -= 1
    return Ticker(start, end, opening, groups["symbol"], groups.get("exchange"))
