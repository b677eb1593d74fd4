"""Patterns of ages; the group that matches is the stretch."""

from pipeline.grammar.rejects_times import TO, Pattern
from schemas import NumberReason

_AGED = r"[0-9]{1,3}|[a-z]{3,9}(?:-[a-z]{3,5})?"
_YOUNG = r"[1-9][0-9]?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_PEOPLE = (
    r"(?:children|kids|teens|teenagers|adults|people|men|women|minors|those|americans|workers)"
)
_YEARS = r"[1-9][0-9]"
_TAIL = r"(?:[^\w%.,]|[.,](?:\s|$)|$)"

AGES: tuple[Pattern, ...] = (
    # 45-year-old, six months old, 18- to 34-year-olds
    (
        NumberReason.AGE,
        rf"(?i)\b((?:[0-9]{{1,3}}-?{TO})?(?:{_AGED})[-\s](?:year|month|week|day)s?[-\s]olds?)\b",
    ),
    # aged 45, ages 18 to 34, the age of 65
    (
        NumberReason.AGE,
        rf"(?i)\b((?:aged?|ages)(?:\s(?:of|over|under|between))?\s[0-9]{{1,3}}(?:{TO}[0-9]{{1,3}})?)\b",
    ),
    # when he was three; older than 55; kids under 12; those 55+; teens between 12 and 15; at just
    # 26, he; the retirement age of women to 65 from 60: one pattern, as each costs a pass
    (
        NumberReason.AGE,
        rf"(?i)\b(?:when (?:he|she|they|i) (?:was|were|turned) ({_YOUNG})"
        rf"|(?:older|younger) than ({_YEARS})"
        rf"|{_PEOPLE} (?:aged )?(?:under|over|above|below) ({_YEARS})"
        rf"|{_PEOPLE} ({_YEARS}\+)"
        rf"|{_PEOPLE} between ([1-9][0-9]? (?:and|to) {_YEARS})"
        rf"|at (?:just |only )?({_YEARS}), (?:he|she)"
        r"|(?:retirement|pension|drinking|voting) age (?:[a-z]+ ){0,8}?(?:to|of|at|is|was|from) "
        rf"({_YEARS}(?: (?:to|from) {_YEARS})?)){_TAIL}",
    ),
    # over-65s
    (NumberReason.AGE, r"(?i)\b((?:over|under)-[0-9]{2}s?)\b"),
    # John Smith, 45, joined; Miller, 45, also joined
    (
        NumberReason.AGE,
        r"\b(?:[A-Z][a-z]+\s(?:[A-Z]\.\s)?[A-Z][\w'’-]+,\s([1-9][0-9])(?:,\s[a-z]|\sand\s[A-Z])"
        r"|[A-Z][a-z][\w'’-]*,\s([1-9][0-9]),\s"
        r"(?:who|whose|also|is|was|has|had|now|[a-z]{2,12}(?:s|ed))\s)",
    ),
)
