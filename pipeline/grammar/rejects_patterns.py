"""Stretches that hold digits and are no quantity whatever stands around them.

Every pattern runs in re2, so a hostile text takes linear time. The group that matches
is the stretch.
"""

import re
from collections.abc import Iterator

import re2

from pipeline.grammar.quantities_found import Taken
from pipeline.grammar.rejects_ages import AGES
from pipeline.grammar.rejects_times import TIMES, Pattern
from schemas import NumberReason

_STATE = (
    r"A[KLRZ]|C[AOT]|D\.?C|DE|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI"
    r"|S[CD]|T[NX]|UT|V[AT]|W[AIVY]"
)
_STREET = (
    r"Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Lane|Parkway|Pkwy|Highway|Plaza|Square"
    r"|Court|Terrace"
)
_ROAD = r"(?:(?:[A-Z][A-Za-z]+|[0-9]{1,3}(?:st|nd|rd|th))\s)"
_ROOM = r"Suite|Ste\.|Room|Building|P\.?O\.? Box|Hall|Booth|Gate|Terminal"
_EXCHANGE = (
    r"TYO|TSE|JPX|HKEX|HKG|HKSE|SEHK|SSE|SZSE|SHE|SHA|KRX|KOSDAQ|KOSPI|TWSE|TPE|KLSE|BSE|TADAWUL"
    r"|FSE|FRA"
)
_LISTED = r"KS|KQ|HK|TWO?|T|SS|SZ|SI|KL|BK|NS|BO"
_FEW = r"[0-9]{1,3}|one|two|three|four|five|ten|twenty"
_DOMAIN = r"com|org|net|io|co\.uk|gov|edu"
_HEAD = r"(?:^|[^\w$£€¥.,])"
_TAIL = r"(?:[^\w]|$)"

_PLACES: tuple[Pattern, ...] = (
    # https://example.org/2024/06
    (NumberReason.URL, r"(?i)((?:https?://|www\.)[^\s<>\"]+)"),
    # press2024@example.org
    (NumberReason.URL, r"([\w.+-]+@[\w-]+\.[\w.-]*\w)"),
    # example24.com/a1
    (NumberReason.URL, rf"(?i)\b([a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:{_DOMAIN})(?:/[^\s<>\"]*)?)\b"),
    # +1 (800) 555-0199
    (
        NumberReason.PHONE,
        r"(?:^|[^\w.$])(\+[0-9]{1,3}[\s.-]?(?:\([0-9]+\)[\s.-]?)?[0-9]{1,4}(?:[\s.-][0-9]{2,5}){1,4})\b",
    ),
    # 1-800-555-0199, 212 555 0199
    (NumberReason.PHONE, r"(?:^|[^\w.$])((?:1[\s.-])?[0-9]{3}[\s.-][0-9]{3}[\s.-][0-9]{4})\b"),
    # 9-1-1
    (NumberReason.PHONE, r"\b(9-1-1)\b"),
    # 1-800-555-SALE, (555-0199)
    (NumberReason.PHONE, r"\b(1-8[0-9]{2}-\s?[A-Z0-9][A-Z0-9-]+)\b"),
    (NumberReason.PHONE, r"\(([0-9]{3}-[0-9]{4})\)"),
    # (212) 555-0199, (65) 6555 0199
    (NumberReason.PHONE, r"(\([0-9]{2,4}\)\s?[0-9]{3,4}[\s.-][0-9]{4})\b"),
    # Tel: 020 7555 0199
    (
        NumberReason.PHONE,
        r"(?i)\b(?:tel|phone|fax|call|telephone|mobile|dial)\b[.:]*\s?([(+]?[0-9][0-9()\s.-]{6,20}[0-9])",
    ),
    # 123 Main Street, 1215-8 Main Street, 316 S 3rd St
    (
        NumberReason.ADDRESS,
        rf"\b([0-9]{{1,5}}(?:-[0-9]{{1,3}})?[A-Z]?,?\s(?:[NSEW]\.?\s)?{_ROAD}{{1,3}}(?:{_STREET})\b\.?)",
    ),
    # Suite 200, P.O. Box 12
    (
        NumberReason.ADDRESS,
        rf"\b((?:{_ROOM})\s#?[A-Z]?[0-9]{{1,5}})\b",
    ),
    # San Jose, CA 95134
    (NumberReason.ADDRESS, rf"\b((?:{_STATE})\.?,?\s[0-9]{{5}}(?:-[0-9]{{4}})?)\b"),
)

_NAMES: tuple[Pattern, ...] = (
    # 0000866374false00-0000
    (
        NumberReason.IDENTIFIER,
        r"\b((?:[0-9]+[A-Za-z]+|[A-Za-z]+[0-9]+)[0-9A-Za-z]{4,}(?:[-_:][A-Za-z]*[0-9]+[0-9A-Za-z]*)+)\b",
    ),
    # 00008663742024
    (NumberReason.IDENTIFIER, r"\b([0-9]{12,})\b"),
    # US0378331005, 3f2b8c9d0e1a
    (
        NumberReason.IDENTIFIER,
        r"\b([A-Z]{2}[0-9A-Z]{9}[0-9]|[0-9]+[a-f]+[0-9a-f]{8,}|[a-f]+[0-9]+[0-9a-f]{8,})\b",
    ),
    # 001-36743, 0-23354, 0001193125-24-012345, 12-3456789
    (
        NumberReason.IDENTIFIER,
        r"\b(0(?:00|01)?-[0-9]{5}|[0-9]{3}-[0-9]{5,6}|[0-9]{10}-[0-9]{2}-[0-9]{6}|[0-9]{2}-[0-9]{7})\b",
    ),
    # 192.168.0.1
    (NumberReason.IDENTIFIER, r"\b([0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3})\b"),
    # 005930.KS, 0700.HK
    (NumberReason.TICKER, rf"\b([0-9]{{4,6}}\.(?:{_LISTED}))\b"),
    # TYO: 7203, HKEX:1810
    (NumberReason.TICKER, rf"\b((?:{_EXCHANGE})\s?:\s?[0-9]{{3,6}}(?:\.[A-Z]{{1,2}})?)\b"),
    # 24/7, 9/11, 50-50
    (
        NumberReason.IDIOM,
        rf"{_HEAD}(24/7(?:/365)?|24-7|9/11|7/7|50[-/]50|20/20|80/20|60/40){_TAIL}",
    ),
    # Rank on the list of makers: 3
    (
        NumberReason.ORDINAL,
        r"\b[Rr]ank(?:ing)?\b[^.:;\n0-9]{0,40}:[ \t]*(#?[0-9]{1,4})(?:[^\w.,%]|$)",
    ),
    # 2-for-1 split, one-to-one
    (NumberReason.IDIOM, rf"(?i)\b((?:{_FEW})-(?:for|to|on)-(?:{_FEW}|[0-9]{{4}}))\b"),
    # a 2-in-1 laptop
    (NumberReason.IDIOM, r"\b([0-9]-in-(?:1|one))\b"),
    # 2020;395(10218):132-141
    (
        NumberReason.REFERENCE,
        r"\b((?:19|20)[0-9]{2};[0-9]+(?:\([0-9]+\))?:[0-9]+(?:[-–][0-9]+)?)",
    ),
    # 82(3), 351–356
    (NumberReason.REFERENCE, r"\b([0-9]+\([0-9]+\)(?::|,\s)[0-9]+(?:[-–][0-9]+)?)"),
    # Section 15(d), 240.14a-12(b)
    (NumberReason.REFERENCE, r"\b([0-9]+(?:\.[0-9]+)?[a-z]?(?:-[0-9]+)?(?:\([a-z0-9]{1,3}\))+)"),
    # 17 CFR 230.425, 15 U.S.C. 78
    (NumberReason.REFERENCE, r"\b([0-9]{1,3}\s(?:CFR|C\.F\.R\.|U\.?S\.?C\.?)\s§*\s?[0-9.]*[0-9])"),
    # 8-K, 10-Q, 20-F
    (NumberReason.REFERENCE, r"\b((?:6|8|10|11|20|40)-(?:K|Q|F|KT|KSB)(?:/A)?)\b"),
)

# "In May 5 million people": the day of a date is a number after all
_AMOUNT_GOES_ON = re.compile(r"\s?(?:%|percent|per cent|[mbtr]{1,2}illion|bn\b|,[0-9]{3}(?![0-9]))")
# "$3 Billion Funding Drive": no street
_AMOUNT_INSIDE = re.compile(r"[0-9]{1,9} (?:Thousand|Million|Billion|Trillion)\b")
_DATED = frozenset({NumberReason.DATE, NumberReason.PERIOD, NumberReason.AGE})


class PatternRejects:
    """The patterns, compiled once."""

    def __init__(self) -> None:
        patterns = (*_PLACES, *_NAMES, *TIMES, *AGES)
        self._compiled = tuple((reason, re2.compile(pattern)) for reason, pattern in patterns)

    def find(self, text: str) -> Iterator[Taken]:
        """Yield every stretch that a pattern takes, in no order and perhaps overlapping."""
        for reason, pattern in self._compiled:
            for match in pattern.finditer(text):
                start, end = match.span(match.lastindex)
                stretch = Taken(start, end, reason)
                if not _is_amount(text, stretch):
                    yield stretch


def _is_amount(text: str, stretch: Taken) -> bool:
    """Return whether what looks like a date or a street is the begin of an amount."""
    if stretch.reason in _DATED:
        return _AMOUNT_GOES_ON.match(text, stretch.end) is not None
    address = stretch.reason is NumberReason.ADDRESS
    return address and _AMOUNT_INSIDE.match(text, stretch.start) is not None
