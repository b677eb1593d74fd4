"""Where the words of a correction stand in a text, be it the same text or a later one."""

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import TypeVar

from schemas import Correction, Span

CONTEXT = 40
"""Characters kept of the text before and after a quote."""

ENOUGH = 10
"""Characters around a quote that must be as they were for it to be the same place."""

_Place = TypeVar("_Place", bound=Span)


def context_of(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after a span."""
    return text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT]


def locate(text: str, correction: Correction) -> tuple[int, int] | None:
    """Return the span of the correction's quote in `text`; None where it is not there.

    It is the place with most of the old neighbours, and of such the nearest to the old one.
    """
    quote, start = correction.quote, correction.char_start
    found = [
        (_shared(text, place, correction), -abs(place - start), place)
        for place in _places(text, quote)
    ]
    shared, _, place = max(found, default=(0, 0, 0))
    around = len(correction.prefix) + len(correction.suffix)
    return (place, place + len(quote)) if found and shared >= min(ENOUGH, around) else None


def nearest(span: tuple[int, int], among: Iterable[_Place]) -> _Place | None:
    """Return the record that a correction of `span` is about; None where none stands there.

    It has the very span, or shares at least half of the shorter one's characters with it.
    """
    best, most = None, 0.5
    for each in among:
        overlap = min(span[1], each.char_end) - max(span[0], each.char_start)
        shorter = min(span[1] - span[0], each.char_end - each.char_start)
        longer = max(span[1] - span[0], each.char_end - each.char_start)
        likeness = overlap / shorter + overlap / longer if overlap > 0 else 0.0
        if overlap * 2 >= shorter and likeness > most:
            best, most = each, likeness
    return best


def _places(text: str, quote: str) -> Iterator[int]:
    """Yield where the quote begins."""
    place = text.find(quote)
    while place >= 0:
        yield place
        place = text.find(quote, place + 1)


def _shared(text: str, place: int, correction: Correction) -> int:
    """Return how many characters on both sides of a place are those of the correction.

    A quote that is a whole text has none, and counts as one.
    """
    prefix, suffix = context_of(text, place, place + len(correction.quote))
    around = _alike(prefix[::-1], correction.prefix[::-1]) + _alike(suffix, correction.suffix)
    return around or int(not correction.prefix and not correction.suffix)


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
