"""Patterns of dates, times of day and periods; their first group is the stretch.

Periods are another grammar's task. These only keep plain ones from being read as numbers where
that grammar was not asked.
"""

from schemas import NumberReason

Pattern = tuple[NumberReason, str]

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY = r"(?:[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)[0-9]{2}"
_ZONE = r"(?:[ECMP][SD]?T|GMT|UTC|BST|CEST|CET|IST|JST|KST|HKT|SGT|AEST)"
_HOUR = r"(?:1[0-2]|0?[1-9])(?:[:.][0-5][0-9])?"
_NOON = r"[ap]\.?m\b\.?"
TO = r"\s?(?:-|–|to|and|or|&)\s?"
_HEAD = r"(?:^|[^\w$£€¥.,])"
_TAIL = r"(?:[^\w]|$)"
_PART = r"(?:[1-4]Q|Q[1-4]|[12]H|FY|CY|[369]M)[-'’/\s]{0,2}|H[12][-'’/\s]{1,2}"

TIMES: tuple[Pattern, ...] = (
    # 2024-06-30
    (NumberReason.DATE, rf"\b({_YEAR}[-/.](?:0?[1-9]|1[0-2])[-/.](?:[12][0-9]|3[01]|0?[1-9]))\b"),
    # 12/31/2024, 31.12.24
    (
        NumberReason.DATE,
        rf"{_HEAD}([0-3]?[0-9][/.-][0-3]?[0-9][/.-](?:19|20)?[0-9]{{2}}){_TAIL}",
    ),
    # June 30, 2024; Oct. 12-14
    (
        NumberReason.DATE,
        rf"\b({_MONTH}\.?\s{_DAY}(?:{TO}{_DAY})?(?:,?\s{_YEAR})?)\b",
    ),
    # 30 June 2024, 5th of May
    (
        NumberReason.DATE,
        rf"{_HEAD}({_DAY}(?:{TO}{_DAY})?(?:\sof)?\s{_MONTH}(?:,?\s{_YEAR})?)\b",
    ),
    # June 2024
    (NumberReason.PERIOD, rf"\b({_MONTH}\.?(?:\sof)?,?[\s-]{_YEAR})\b"),
    # 11:45 a.m. ET; 7 to 11 p.m.
    (
        NumberReason.TIME,
        rf"(?i){_HEAD}((?:{_HOUR}(?:\s?{_NOON})?{TO})?{_HOUR}\s?{_NOON}(?:\s\(?{_ZONE}\b)?)",
    ),
    # 14:30, 09:00:15 GMT
    (NumberReason.TIME, rf"\b((?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?(?:\s{_ZONE})?)\b"),
    # 1600 GMT
    (NumberReason.TIME, rf"\b((?:[01][0-9]|2[0-4])[0-5][0-9]\s(?:{_ZONE}|hours|hrs))\b"),
    # the 1990s, '90s, 2010s
    (NumberReason.PERIOD, r"(?:^|[^\w$£€])((?:(?:1[89]|20)[0-9]0|['’][0-9]0)['’]?s)\b"),
    # Spring ’24
    (NumberReason.PERIOD, r"[a-z]\s(['’‘][0-9]{2})\b"),
    # Q3 2024, 4Q24, H1 FY25, FY2024/25
    (
        NumberReason.PERIOD,
        rf"\b((?:{_PART})(?:FY|CY)?['’]?(?:20)?[0-9]{{2}}(?:[/-][0-9]{{2}})?[EAF]?)\b",
    ),
    # Q3, 1H
    (NumberReason.PERIOD, r"\b([1-4]Q|Q[1-4]|[12]H|H[12])\b"),
    # fiscal 2024, calendar year 2025
    (
        NumberReason.PERIOD,
        r"(?i)\b((?:fiscal|calendar)(?:\syear)?\s['’]?(?:20)?[0-9]{2}(?:[/-][0-9]{2,4})?)\b",
    ),
    # 2024/25, 2016-17, 2019-2024
    (NumberReason.PERIOD, rf"{_HEAD}({_YEAR}\s?[/–-]\s?(?:{_YEAR}|[0-9]{{2}})){_TAIL}"),
)
