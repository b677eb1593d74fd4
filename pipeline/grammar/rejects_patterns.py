"""Stretches that hold digits and are no quantity whatever stands around them.

Every pattern runs in re2, so a hostile text takes linear time. Its first group is the stretch.
"""

from collections.abc import Iterator

import re2

from pipeline.grammar.quantities_found import Taken
from schemas import NumberReason

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_STATE = (
    r"A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]"
    r"|T[NX]|UT|V[AT]|W[AIVY]"
)
_ZONE = r"(?:[ECMP][SD]?T|GMT|UTC|BST|CET|CEST|IST|JST|KST|HKT|SGT|AEST)"
_HEAD = r"(?:^|[^\w$£€¥.,])"
_TAIL = r"(?:[^\w]|$)"

_PATTERNS: tuple[tuple[NumberReason, str], ...] = (
    # https://example.org/2024/06
    (NumberReason.URL, r"(?i)((?:https?://|www\.)[^\s<>\"]+)"),
    # press2024@example.org
    (NumberReason.URL, r"([\w.+-]+@[\w-]+\.[\w.-]*\w)"),
    # example24.com/a1
    (
        NumberReason.URL,
        r"(?i)\b([a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|io|co\.uk|gov|edu)(?:/[^\s<>\"]*)?)\b",
    ),
    # 0000866374false00-0000
    (
        NumberReason.IDENTIFIER,
        r"\b((?:[0-9]+[A-Za-z]+|[A-Za-z]+[0-9]+)[0-9A-Za-z]*(?:[-_:][0-9A-Za-z]+)+[0-9A-Za-z]{3,})\b",
    ),
    # 00008663742024
    (NumberReason.IDENTIFIER, r"\b([0-9]{12,})\b"),
    # US0378331005, 3f2b8c9d0e1a
    (
        NumberReason.IDENTIFIER,
        r"\b([A-Z]{2}[0-9A-Z]{9}[0-9]|[0-9]+[a-f]+[0-9a-f]{8,}|[a-f]+[0-9]+[0-9a-f]{8,})\b",
    ),
    # 001-36743, 0001193125-24-012345
    (
        NumberReason.IDENTIFIER,
        r"\b([0-9]{3}-[0-9]{5}|[0-9]{10}-[0-9]{2}-[0-9]{6}|[0-9]{2}-[0-9]{7})\b",
    ),
    # 192.168.0.1
    (NumberReason.IDENTIFIER, r"\b([0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3})\b"),
    # 2024-06-30
    (
        NumberReason.DATE,
        r"\b((?:19|20)[0-9]{2}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12][0-9]|3[01]))\b",
    ),
    # 12/31/2024, 31.12.2024
    (NumberReason.DATE, _HEAD + r"([0-3]?[0-9][/.-][0-3]?[0-9][/.-](?:19|20)?[0-9]{2})" + _TAIL),
    # June 30, 2024; Oct. 12-14
    (
        NumberReason.DATE,
        rf"\b({_MONTH}\.?\s(?:[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?(?:\s?(?:-|–|to|and|&)\s?(?:[12][0-9]|3[01]|0?[1-9]))?(?:,?\s(?:19|20)[0-9]{{2}})?)\b",
    ),
    # 30 June 2024, 5th of May
    (
        NumberReason.DATE,
        rf"\b((?:[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?(?:\s?(?:-|–)\s?[0-9]{{1,2}})?(?:\sof)?\s{_MONTH}(?:,?\s(?:19|20)[0-9]{{2}})?)\b",
    ),
    # June 2024
    (NumberReason.PERIOD, rf"\b({_MONTH}\.?(?:\sof)?,?[\s-](?:19|20)[0-9]{{2}})\b"),
    # 11:45 a.m. ET
    (
        NumberReason.TIME,
        rf"(?i)\b((?:[01]?[0-9]|2[0-4])[:.][0-5][0-9](?::[0-5][0-9])?\s?(?:[ap]\.?m\b\.?)(?:\s{_ZONE})?)",
    ),
    # 5 p.m., 10am
    (
        NumberReason.TIME,
        rf"(?i)\b((?:1[0-2]|[1-9])(?:-(?:1[0-2]|[1-9]))?\s?[ap]\.?m\b\.?(?:\s{_ZONE}\b)?)",
    ),
    # 14:30, 09:00:15
    (NumberReason.TIME, r"\b((?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?)\b"),
    # 1600 GMT
    (NumberReason.TIME, rf"\b((?:[01][0-9]|2[0-4]):?[0-5][0-9]\s(?:{_ZONE}|hours|hrs))\b"),
    # +1 (800) 555-0199, 1-800-555-0199
    (
        NumberReason.PHONE,
        r"(?:^|[^\w.$])(\+[0-9]{1,3}[\s.-]?(?:\([0-9]{1,4}\)[\s.-]?)?[0-9]{1,4}(?:[\s.-][0-9]{2,5}){1,4})\b",
    ),
    (
        NumberReason.PHONE,
        r"(?:^|[^\w.$])((?:1[\s.-])?(?:\([0-9]{3}\)\s?|[0-9]{3}[\s.-])[0-9]{3}[\s.-][0-9]{4})\b",
    ),
    # Tel: 020 7123 4567
    (
        NumberReason.PHONE,
        r"(?i)\b(?:tel|phone|fax|call|telephone|mobile|dial)\b[.:]*\s?(?:at\s|on\s)?([(+]?[0-9][0-9()\s.-]{6,20}[0-9])",
    ),
    # (005930.KS), 0700.HK
    (NumberReason.TICKER, r"\b([0-9]{4,6}\.(?:KS|KQ|HK|TW|TWO|T|SS|SZ|SI|KL|BK|NS|BO))\b"),
    # (TYO: 7203), HKEX:1810
    (
        NumberReason.TICKER,
        r"\b((?:TYO|TSE|JPX|HKEX|HKG|HKSE|SEHK|SSE|SZSE|SHE|SHA|KRX|KOSDAQ|KOSPI|TWSE|TPE|KLSE|BSE|TADAWUL|STAR)\s?:\s?[0-9]{4,6}(?:\.[A-Z]{1,2})?)\b",
    ),
    # 24/7, 9/11, 50-50, 20/20
    (
        NumberReason.IDIOM,
        _HEAD + r"(24/7(?:/365)?|24-7|9/11|7/7|50[-/]50|20/20|80/20|60/40)" + _TAIL,
    ),
    # 2-for-1 split, 1-for-10
    (
        NumberReason.IDIOM,
        r"(?i)\b((?:[0-9]{1,3}|one|two|three|four|five)-(?:for|to|on)-(?:[0-9]{1,4}|one|two|three|ten|twenty))\b",
    ),
    # 123 Main Street, Suite 400
    (
        NumberReason.ADDRESS,
        r"\b([0-9]{1,5}[A-Z]?,?\s(?:(?:[NSEW]|North|South|East|West)\.?\s)?(?:[A-Z][a-z]+\s){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Lane|Parkway|Pkwy|Highway|Plaza|Square|Court|Terrace)\b\.?)",
    ),
    # Suite 200, P.O. Box 12
    (
        NumberReason.ADDRESS,
        r"\b((?:Suite|Ste\.|Room|Unit|Building|P\.?O\.? Box|Hall|Booth|Stand|Gate|Terminal)\s(?:No\.\s)?#?[A-Z]?[0-9]{1,5})\b",
    ),
    # San Jose, CA 95134
    (NumberReason.ADDRESS, rf"\b((?:{_STATE})\.?,?\s[0-9]{{5}}(?:-[0-9]{{4}})?)\b"),
    # the 1990s, '90s, 2010s
    (NumberReason.PERIOD, r"(?:^|[^\w$£€])((?:(?:1[89]|20)[0-9]0|['’][0-9]0)['’]?s)\b"),
    # Q3 2024, 4Q24, H1 FY25, FY2024/25
    (
        NumberReason.PERIOD,
        r"\b((?:(?:[1-4]Q|Q[1-4]|[12]H|FY|CY|9M|6M|3M)[-'’/\s]{0,2}|H[12][-'’/\s]{1,2})(?:FY|CY)?['’]?(?:20)?[0-9]{2}(?:[/-][0-9]{2})?[EAF]?)\b",
    ),
    (NumberReason.PERIOD, r"\b([1-4]Q|Q[1-4]|[12]H|H[12])\b"),
    # fiscal 2024, calendar year 2025
    (
        NumberReason.PERIOD,
        r"(?i)\b((?:fiscal|calendar)(?:\syear)?\s['’]?(?:20)?[0-9]{2}(?:[/-][0-9]{2,4})?)\b",
    ),
    # 2024/25, 2016-17, 2019-2024
    (
        NumberReason.PERIOD,
        _HEAD + r"((?:19|20)[0-9]{2}\s?[/–-]\s?(?:(?:19|20)[0-9]{2}|[0-9]{2}))" + _TAIL,
    ),
    # 45-year-old, 45 years old, 18- to 34-year-olds
    (
        NumberReason.AGE,
        r"(?i)\b((?:[0-9]{1,3}-?\s?(?:to|and|or|–|-)\s?)?(?:[0-9]{1,3}|\w{3,9}(?:-\w{3,5})?)[-\s](?:year|month|week|day)s?[-\s]olds?)\b",
    ),
    # aged 45, ages 18 to 34, the age of 65, over-65s
    (
        NumberReason.AGE,
        r"(?i)\b((?:aged?|ages)(?:\s(?:of|over|under|between|up to))?\s[0-9]{1,3}(?:\s?(?:-|–|to|and)\s?[0-9]{1,3})?)\b",
    ),
    (NumberReason.AGE, r"(?i)\b((?:over|under)-[0-9]{2}s?)\b"),
    # John Smith, 45,
    (
        NumberReason.AGE,
        r"\b[A-Z][a-z]+\s(?:[A-Z]\.\s)?[A-Z][\w'’-]+,\s([1-9][0-9])(?:,\s(?:a|an|who|was|is|has|had|from|of|said|the|joined|became|will)\b|\sand\s[A-Z][a-z]+\s[A-Z])",
    ),
)


class PatternRejects:
    """The patterns, compiled once."""

    def __init__(self) -> None:
        self._compiled = tuple((reason, re2.compile(p)) for reason, p in _PATTERNS)

    def find(self, text: str) -> Iterator[Taken]:
        """Yield every stretch that a pattern takes, in no order and perhaps overlapping."""
        for reason, pattern in self._compiled:
            for match in pattern.finditer(text):
                yield Taken(match.start(1), match.end(1), reason)
