"""Read lists of companies out of downloaded data packages."""

import ast
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import capwords
from zipfile import ZipFile

COUNTRY_OF_INDEX = {
    "AEX": "NL", "BEL 20": "BE", "CAC_40": "FR", "CAC Mid 60": "FR", "DAX": "DE", "MDAX": "DE",
    "SDAX": "DE", "TecDAX": "DE", "DOW JONES": "US", "S&P 100": "US", "S&P 500": "US",
    "S&P 600": "US", "NASDAQ 100": "US", "FTSE 100": "GB", "IBEX 35": "ES", "NIKKEI 225": "JP",
    "OMX Helsinki 25": "FI", "OMX Stockholm 30": "SE", "Switzerland 20": "CH",
}  # fmt: skip
"""Country of an index's members. Source: the index names of pytickersymbols."""

EXCHANGE_OF_INDEX = {
    "AEX": "Euronext Amsterdam", "BEL 20": "Euronext Brussels", "CAC_40": "Euronext Paris",
    "CAC Mid 60": "Euronext Paris", "DAX": "XETRA", "MDAX": "XETRA", "SDAX": "XETRA",
    "TecDAX": "XETRA", "FTSE 100": "LSE", "IBEX 35": "BME", "NASDAQ 100": "Nasdaq",
    "NIKKEI 225": "TSE", "OMX Helsinki 25": "Nasdaq Helsinki",
    "OMX Stockholm 30": "Nasdaq Stockholm", "Switzerland 20": "SIX",
}  # fmt: skip
"""Where an index's members are traded. Source: the index names of pytickersymbols."""

# " (software" of "PTC (software", "(publisher)": what tells articles of Wikipedia apart.
REMARK = re.compile(r"\s{0,2}\([^)]{0,60}\)?$")

# "NVIDIA CORP /DE/", "BLOCK INC \\NV\\": the state that the SEC adds to a name.
STATE = re.compile(r"\s{0,2}[/\\][A-Za-z ]{1,12}[/\\]?$")

# "Inter & Co, Inc. Class A", "Foo Corp. American Depositary Shares": the kind of share.
SHARE_CLASS = re.compile(r"\s(?:Class [A-C]|Common Stock|American Depositary.{0,40})$")


@dataclass(frozen=True, slots=True)
class Listing:
    """A listed company as a package has it; empty text where it does not say.

    `rank` is its place by size, 0 where the package has no such order.
    """

    name: str
    ticker: str
    exchange: str
    country: str
    source: str
    rank: int = 0


def index_members(wheel: Path) -> Iterator[Listing]:
    """Yield the members of the stock indexes in a pytickersymbols wheel, one per name."""
    with ZipFile(wheel) as archive:
        code = archive.read("pytickersymbols/indices_data.py").decode()
    literal = code[code.index("INDICES = ") + len("INDICES = ") :]
    seen: set[str] = set()
    for index, content in ast.literal_eval(literal.strip()).items():
        for member in content["companies"]:
            name = REMARK.sub("", member["name"])
            if name not in seen:
                seen.add(name)
                symbol = str(member.get("symbol") or "").split(".")[0]
                country = COUNTRY_OF_INDEX.get(index, "")
                exchange = EXCHANGE_OF_INDEX.get(index, "")
                yield Listing(name, symbol, exchange, country, "pytickersymbols")


def sec_registrants(table: Path, largest: int) -> Iterator[Listing]:
    """Yield the `largest` companies of the SEC's list, by size, from edgartools' table as CSV."""
    seen: set[str] = set()
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["cik"] in seen:
                continue
            seen.add(row["cik"])
            if len(seen) > largest:
                return
            name = cased(SHARE_CLASS.sub("", STATE.sub("", row["name"])).strip())
            source = "SEC via edgartools"
            yield Listing(name, row["ticker"], row["exchange"], "US", source, len(seen))


def cased(name: str) -> str:
    """Return an all-capitals name with capitals at the start of words only."""
    if not name.isupper():
        return name
    return " ".join(part if len(part) <= 3 else capwords(part, "-") for part in name.split())
