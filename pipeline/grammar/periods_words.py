"""The words of time: what each one is, read once from the lexicon."""

from dataclasses import dataclass
from enum import IntEnum, auto
from functools import cache

from pipeline.lexicon import read_table
from schemas import SettingsError


class Word(IntEnum):
    """What a piece of the text is to the grammar of periods."""

    # Read from the writing alone.
    YEAR = auto()
    YEARS = auto()
    DECADE = auto()
    DATE_DIGITS = auto()
    SHORT_PERIOD = auto()
    NTH = auto()
    COMMA = auto()
    DOT = auto()
    HYPHEN = auto()
    DASH = auto()
    OPEN = auto()
    CLOSE = auto()
    OTHER = auto()
    # Built by the grammar from smaller pieces.
    POINT = auto()
    LENGTH = auto()
    # Read from the lexicon.
    A = auto()
    AGAINST = auto()
    AGED = auto()
    AGO = auto()
    AND = auto()
    ANNUAL = auto()
    ANNUALLY = auto()
    BE = auto()
    NOW = auto()
    BEFORE = auto()
    BETWEEN = auto()
    BY = auto()
    CAGR = auto()
    CALENDAR = auto()
    CENTURY_NOUN = auto()
    CLOCK = auto()
    COMING = auto()
    COMPARED = auto()
    COMPOUND = auto()
    DATE = auto()
    DAY_NOUN = auto()
    DECADE_NOUN = auto()
    EARLIER = auto()
    EARLY = auto()
    END = auto()
    ENDED = auto()
    FISCAL = auto()
    FOLLOWING = auto()
    FOR = auto()
    FROM = auto()
    FULL = auto()
    FUTURE = auto()
    GROWTH = auto()
    HALF = auto()
    HAPPENED = auto()
    IN = auto()
    LAST = auto()
    LATE = auto()
    LATER = auto()
    LATEST = auto()
    MID = auto()
    MOM = auto()
    MONTH = auto()
    MONTH_NOUN = auto()
    NEXT = auto()
    NUM = auto()
    OF = auto()
    OLD = auto()
    ON = auto()
    ONWARDS = auto()
    ORD = auto()
    OVER = auto()
    PART = auto()
    PAST = auto()
    PER = auto()
    PERIOD_NOUN = auto()
    PREVIOUS = auto()
    QOQ = auto()
    QUARTER = auto()
    RATE = auto()
    REST = auto()
    SAME = auto()
    SAY = auto()
    SEASON = auto()
    SEQUENTIAL = auto()
    SHORT_NOUN = auto()
    SINCE = auto()
    START = auto()
    STREET = auto()
    THAN = auto()
    THE = auto()
    THIS = auto()
    TIME_NOUN = auto()
    TO = auto()
    TODAY = auto()
    TOMORROW = auto()
    TONIGHT = auto()
    UNTIL = auto()
    VAGUE = auto()
    VERSUS = auto()
    WEEKDAY = auto()
    WEEKEND = auto()
    WEEK_NOUN = auto()
    WITH = auto()
    WITHIN = auto()
    YEAR_NOUN = auto()
    YESTERDAY = auto()
    NAMED_DAY = auto()
    PAPER = auto()
    DAYPART = auto()
    THAT = auto()
    OUTLOOK = auto()
    # Ends in -ed and is no verb in the past: limited, need.
    PLAIN_ED = auto()
    WOW = auto()
    COUNTED = auto()
    CONTRACT = auto()
    APPROXIMATE = auto()
    NAMED_NUMBER = auto()
    LEVEL_TIME = auto()
    LEVEL = auto()
    BELOW = auto()
    AVERAGE = auto()
    ANNUALISED = auto()
    SESSION = auto()
    TRADING = auto()
    FAR = auto()
    SO = auto()
    PRE = auto()
    CHANGE = auto()
    WEEKLY = auto()
    MONTHLY = auto()
    LOSS = auto()
    YOY = auto()


@dataclass(frozen=True, slots=True)
class WordEntry:
    """One row of the lexicon: what the word is, and its number where it has one."""

    kind: Word
    value: int


@cache
def time_words() -> dict[str, WordEntry]:
    """Return every word of time by its lower-case spelling.

    Raises:
        SettingsError: A row names a kind that is none of `Word`, or a value that is no number.
    """
    entries: dict[str, WordEntry] = {}
    for row in read_table("period_words", ("word", "kind", "value", "source")):
        try:
            entries[row["word"]] = WordEntry(Word[row["kind"]], int(row["value"] or 0))
        except (KeyError, ValueError) as error:
            raise SettingsError(f"period_words.csv: {row['word']}: {error} is not known") from error
    return entries
