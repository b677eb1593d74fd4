"""Marks the tokens that are already known as no quantity, and says why."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.grammar.numbers_tokens import BLOCKED, Line, Token
from pipeline.grammar.quantities_found import Taken

_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Cover:
    """A blocked token as it was, the stretch over it, and whether a pattern found that.

    A pattern's stretch is rejected as one; of a stretch known before, each number is.
    """

    token: Token
    stretch: Taken
    whole: bool


class Blocks:
    """Stretches that hold no quantity; a token that touches one is blocked.

    Args:
        known: Stretches that the caller knows; of two that overlap the first wins.
        found: Stretches that the patterns found; of one that holds a known one the rest is kept
            ("3:20-" of "3:20-3:40 PM"), one that only touches a known one is dropped.
    """

    def __init__(self, known: Iterable[Taken], found: Iterable[Taken]) -> None:
        kept, found = _without_overlap(known), tuple(found)
        free = _without_overlap(s for s in found if _touching(kept, s.start, s.end) is None)
        rest = [piece for stretch in found for piece in _rest(kept, stretch)]
        kept = _without_overlap([*kept, *(p for p in rest if not _touching(free, p.start, p.end))])
        self._known = {stretch.start for stretch in kept}
        self._stretches = sorted([*kept, *free], key=lambda s: s.start)
        self._starts = [stretch.start for stretch in self._stretches]

    def mark(self, line: Line) -> dict[int, Cover]:
        """Blank the blocked tokens of `line` in place; return what they were, by index."""
        covers: dict[int, Cover] = {}
        if not self._stretches:
            return covers
        for i, token in enumerate(line):
            stretch = token.text and self._covering(token)
            if stretch:
                covers[i] = Cover(token, stretch, stretch.start not in self._known)
                line[i] = Token(token.start, token.end, "", "", BLOCKED)
        return covers

    def _covering(self, token: Token) -> Taken | None:
        """Return the stretch that shares a character with `token`; None where none does."""
        i = bisect_right(self._starts, token.end - 1) - 1
        found = i >= 0 and self._stretches[i].end > token.start
        return self._stretches[i] if found else None


def _touching(kept: Sequence[Taken], start: int, end: int) -> Taken | None:
    """Return the stretch of `kept` that shares a character with `[start, end)`."""
    i = bisect_right(kept, end - 1, key=lambda s: s.start) - 1
    return kept[i] if i >= 0 and kept[i].end > start else None


def _rest(kept: Sequence[Taken], stretch: Taken) -> Iterator[Taken]:
    """Yield what `stretch` holds beside the known stretches, where those lie within it."""
    first = bisect_right(kept, stretch.start, key=lambda s: s.end)
    stop = bisect_left(kept, stretch.end, key=lambda s: s.start)
    inside = kept[first:stop]
    if not inside or inside[0].start < stretch.start or inside[-1].end > stretch.end:
        return
    starts = (stretch.start, *(known.end for known in inside))
    ends = (*(known.start for known in inside), stretch.end)
    for start, end in zip(starts, ends, strict=True):
        yield Taken(start, end, stretch.reason)


def _without_overlap(stretches: Iterable[Taken]) -> list[Taken]:
    """Return the stretches in reading order; of two that overlap the first, then the longer."""
    kept: list[Taken] = []
    for stretch in sorted(stretches, key=lambda s: (s.start, -s.end)):
        if stretch.start < stretch.end and (not kept or stretch.start >= kept[-1].end):
            kept.append(stretch)
    return kept


def has_digit(text: str) -> bool:
    """Return whether an ASCII digit stands in `text`."""
    return not _DIGITS.isdisjoint(text)
