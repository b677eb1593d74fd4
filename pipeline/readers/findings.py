"""What several places of a document tell about it: the first word on each value counts."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from pipeline.readers.words import one_line
from schemas import Metadata, Origin

LONGEST_VALUE = 500

EARLIEST_YEAR = 1990
"""Before it nothing was published in these forms: a date is the zero of a clock."""

TOP = 1_500
"""Characters at the top of a text in which its own day stands."""

PLACEHOLDERS = frozenset({"untitled", "anonymous", "(anonymous)", "unspecified", "unknown", "none"})
"""What programs enter as title or author where nobody told them."""

_TWO_LETTERS = 2


class Findings:
    """Values with what told each; ask the surest place first."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}
        self._told_by: dict[str, str] = {}

    def add(self, field: str, value: str | None, told_by: str) -> None:
        """Take a value in words, unless one is known or it says nothing.

        A day is read from its first ten characters, a language from its first two.
        """
        words = one_line(value or "")[:LONGEST_VALUE]
        read = _READERS.get(field, _text)(words)
        if read is not None and field not in self._values:
            self._values[field] = read
            self._told_by[field] = told_by

    def add_file_day(self, day: date | None, text: str, told_by: str) -> None:
        """Take the day on which a file was made, if its text speaks of that month near its top.

        A file may be made long after its article: printed, scanned, or from a template.
        """
        if day is None:
            return
        top = text[:TOP]
        if day.strftime("%b") in top and str(day.year) in top:
            self.add("published_on", day.isoformat(), told_by)

    def add_all(self, told: Iterable[tuple[str, str | None, str]]) -> None:
        """Take values as `add` does, in order."""
        for field, value, told_by in told:
            self.add(field, value, told_by)

    def knows(self, field: str) -> bool:
        """Tell whether a value is known."""
        return field in self._values

    def metadata(self) -> Metadata:
        """Return all that is known."""
        return Metadata(**self._values)

    def origins(self) -> tuple[Origin, ...]:
        """Return what told each value."""
        return tuple(Origin(field=field, told_by=by) for field, by in self._told_by.items())


def told_by(metadata: Metadata, place: str) -> tuple[Origin, ...]:
    """Return the origins of metadata that one place told."""
    return tuple(Origin(field=f, told_by=place) for f in metadata.model_dump(exclude_none=True))


def _text(words: str) -> str | None:
    return words if words and words.lower() not in PLACEHOLDERS else None


def _day(words: str) -> date | None:
    """Return the day of "2024-12-20T08:00:00Z"; None where the words begin with none."""
    try:
        day = date.fromisoformat(words[:10])
    except ValueError:
        return None
    return day if day.year >= EARLIEST_YEAR else None


def _language(words: str) -> str | None:
    """Return "en" of "en-GB" or "en_US"; None for what is no code of two letters."""
    code = words.replace("_", "-").split("-")[0].lower()
    return code if len(code) == _TWO_LETTERS and code.isascii() and code.isalpha() else None


_READERS = {"published_on": _day, "language": _language}
