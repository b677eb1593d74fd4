"""What the words of a header or label say: a time, a company, a place, a unit, a measure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.extract.tables_units import PER_SHARE, UnitReader, UnitWords
from pipeline.grammar.bases import find_bases
from pipeline.grammar.periods import find_periods
from schemas import Basis, Period

COLUMNS = ("word", "role", "source")


class Role(StrEnum):
    """What a word in a header makes of the cells that it heads."""

    COMPANY = "company"
    COUNTED = "counted"
    MEASURE = "measure"
    REGION = "region"
    CHANGE = "change"
    SHARE = "share"
    FORECAST = "forecast"
    ESTIMATE = "estimate"
    TARGET = "target"
    ACTUAL = "actual"
    RANK = "rank"
    GENERIC = "generic"
    TOTAL = "total"


MEASURING = frozenset({Role.SHARE, Role.COUNTED, Role.MEASURE})
"""Roles of words that are part of what is measured."""


TELLING = frozenset(
    {Role.CHANGE, Role.FORECAST, Role.ESTIMATE, Role.TARGET, Role.ACTUAL, Role.RANK}
)
"""Roles of words that tell what sort of number it is, wherever they stand in a header."""


# "Table 3.", "Exhibit 2:", "Figure 1 -"
NUMBERED = re.compile(r"^(?:table|exhibit|figure|chart) \d{1,3}[a-z]?\s?[.:–—-]?\s?", re.IGNORECASE)

# where what is measured ends: "shipments by vendor", "sales, in euros", "revenue – second quarter"
MEASURE_ENDS = re.compile(
    r"\s(?:by|for|in|of the|from|across|per|between|during|at|as of|as at|through|until)\b.*"
    r"|\s?[,;:|–—].*|\s-\s.*",
    re.IGNORECASE,
)

# "2024E", "FY25F", "2023A"
YEAR_MARK = re.compile(r"\b((?:FY ?)?(?:19|20)?\d\d) ?([AEFP])\b")

MARKS = {"A": Role.ACTUAL, "E": Role.ESTIMATE, "F": Role.FORECAST, "P": Role.FORECAST}

_SPARE = " \t,;:.|/()[]–—-*†‡&"
_LINKS = frozenset(
    "in of for by the and vs vs. versus to from at on as a an per ended ending".split()
)


@dataclass(frozen=True, slots=True)
class Label:
    """The words of one header, label or caption, and what they say.

    `measure` is what is left when times, names and units are taken away; empty for nothing.
    """

    text: str
    periods: tuple[Period, ...]
    company: str | None
    region: str | None
    unit: UnitWords | None
    basis: Basis | None
    roles: frozenset[Role]
    measure: str

    @property
    def names_measure(self) -> bool:
        """Whether it names by itself what is measured."""
        return not self.roles.isdisjoint({Role.MEASURE, Role.COUNTED})

    @property
    def is_per_share(self) -> bool:
        """Whether its values are told by the share."""
        return PER_SHARE.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class LabelReader:
    """Reads headers; `roles` gives the role of a word, `places` are known names of places."""

    units: UnitReader
    roles: Mapping[str, Role]
    places: frozenset[str]

    def read(self, text: str, anchor: date | None, company: tuple[str, str] | None) -> Label:
        """Return what the words of a header say.

        Args:
            text: The words.
            anchor: The day that "last year" counts from.
            company: A company's name as the header writes it, and its canonical name.
        """
        marks = {MARKS[found[2]] for found in YEAR_MARK.finditer(text)}
        plain = YEAR_MARK.sub(r"\1", text)
        unit = self.units.find(plain)
        counts = unit is not None and unit[0].is_counted and unit[1] == (0, len(plain))
        rest = plain if unit is None or counts else _without(plain, [unit[1]])
        periods = [found for found in find_periods(plain, anchor) if found.period is not None]
        rest = _without(rest, [(found.start, found.end) for found in periods])
        bases = find_bases(plain)
        if company is not None:
            rest = rest.replace(company[0], " " * len(company[0]))
        region = self._region(rest.strip(_SPARE))
        roles = self._roles(rest) | frozenset(marks)
        if bases:
            roles |= {Role.CHANGE}
            rest = _without(rest, [(found.start, found.end) for found in bases])
        return Label(
            text=text,
            periods=tuple(found.period for found in periods if found.period is not None),
            company=company[1] if company else None,
            region=region,
            unit=unit[0] if unit else None,
            basis=bases[0].basis if bases else None,
            roles=roles,
            measure="" if region else self._measure(rest),
        )

    def _region(self, words: str) -> str | None:
        """Return the place that some words are; "global" for the whole world."""
        if words.lower() in ("world", "worldwide", "global", "globally"):
            return "global"
        return words if words in self.places else None

    def _roles(self, words: str) -> frozenset[Role]:
        """Return the roles that the words of a header give it."""
        lower = f" {' '.join(words.lower().replace('(', ' ').replace(')', ' ').split())} "
        return frozenset(role for word, role in self.roles.items() if f" {word} " in lower)

    def _measure(self, words: str) -> str:
        """Return the measure among some words: without its unit, and words that name nothing."""
        kept = re.sub(r"[(\[][^()\[\]]{0,80}(?:[)\]]|$)", " ", words)
        kept = " ".join(kept.split()).strip(_SPARE)
        for word in sorted(self.roles, key=len, reverse=True):
            if self.roles[word] in TELLING:
                kept = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", kept, flags=re.IGNORECASE)
        kept = " ".join(kept.split()).strip(_SPARE)
        parts = kept.split()
        while parts and parts[-1].lower() in _LINKS:
            parts.pop()
        while parts and parts[0].lower() in _LINKS:
            parts.pop(0)
        joined = " ".join(parts).strip(_SPARE)
        alone = self.roles.get(joined.lower())
        names_nothing = joined.lower() == "share" or (alone and alone not in MEASURING)
        return "" if names_nothing or not any(c.isalpha() for c in joined[:-1]) else joined


def caption_measure(caption: str) -> str:
    """Return the part of a caption that can name what the table measures."""
    return MEASURE_ENDS.sub("", NUMBERED.sub("", caption)).strip(_SPARE)


def read_roles(rows: Iterable[Mapping[str, str]]) -> dict[str, Role]:
    """Return the role of each word of the table `table_words`."""
    return {row["word"]: Role(row["role"]) for row in rows}


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the text with blanks in place of some spans, so that positions stay."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
