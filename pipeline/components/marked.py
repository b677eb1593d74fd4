"""An article ready for extraction: its sentences, and everything that was marked in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, TypeVar

from pipeline.components.companies import FoundCompany
from pipeline.components.parsed import ParsedSentence
from pipeline.components.people import FoundPerson
from pipeline.grammar.bases import FoundBasis
from pipeline.grammar.periods import FoundPeriod
from pipeline.grammar.quantities import FoundQuantity


class Placed(Protocol):
    """Anything with a place in the cleaned text."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """One past the last character."""


P = TypeVar("P", bound=Placed)


@dataclass(frozen=True, slots=True)
class Place:
    """A place at `[start, end)` of the cleaned text; `name` as written, or "global"."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A parsed sentence with what the components found in it, each in reading order."""

    parsed: ParsedSentence
    text: str
    quantities: tuple[FoundQuantity, ...]
    periods: tuple[FoundPeriod, ...]
    bases: tuple[FoundBasis, ...]
    companies: tuple[FoundCompany, ...]
    people: tuple[FoundPerson, ...]
    places: tuple[Place, ...] = ()

    @property
    def start(self) -> int:
        """First character in the cleaned text."""
        return self.parsed.start

    @property
    def end(self) -> int:
        """One past the last character in the cleaned text."""
        return self.parsed.end

    def with_quantities(self, quantities: tuple[FoundQuantity, ...]) -> "MarkedSentence":
        """Return the sentence with these quantities in place of its own."""
        return replace(self, quantities=quantities)

    def with_places(self, places: tuple[Place, ...]) -> "MarkedSentence":
        """Return the sentence with these places marked."""
        return replace(self, places=places)


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """All marked sentences of one article; positions are the cleaned text's."""

    text: str
    anchor: date | None
    sentences: tuple[MarkedSentence, ...]


def inside(found: Iterable[P], start: int, end: int) -> tuple[P, ...]:
    """Return those of `found` that lie wholly within `[start, end)`."""
    return tuple(one for one in found if start <= one.start and one.end <= end)


def mark_sentences(
    text: str,
    parsed: Sequence[ParsedSentence],
    quantities: Sequence[FoundQuantity],
    periods: Sequence[FoundPeriod],
    bases: Sequence[FoundBasis],
    companies: Sequence[FoundCompany],
    people: Sequence[FoundPerson],
) -> tuple[MarkedSentence, ...]:
    """Return the sentences with the marks that fall into each.

    Linear in the length of the article: every sequence is in reading order and read once.
    """
    rows = [_Queue(found) for found in (quantities, periods, bases, companies, people)]
    return tuple(
        MarkedSentence(
            sentence,
            text[sentence.start : sentence.end],
            *(queue.take(sentence.start, sentence.end) for queue in rows),  # type: ignore[arg-type]
        )
        for sentence in parsed
    )


class _Queue:
    """Marks in reading order, handed out sentence by sentence."""

    def __init__(self, found: Sequence[Placed]) -> None:
        self._found = found
        self._next = 0

    def take(self, start: int, end: int) -> tuple[Placed, ...]:
        """Return the marks that start within `[start, end)`; earlier ones are passed over."""
        taken = []
        while self._next < len(self._found) and self._found[self._next].start < end:
            if self._found[self._next].start >= start:
                taken.append(self._found[self._next])
            self._next += 1
        return tuple(taken)
