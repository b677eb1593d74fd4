"""Cleaned text and raw text side by side: edits applied, positions translated both ways.

All positions are code points, all spans half-open. An edit replaces a stretch of the raw
text; what no edit touches is the same on both sides.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas import Edit


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters that stand on both sides: unchanged (`same`), or one replaced by the other."""

    text_start: int
    text_end: int
    raw_start: int
    raw_end: int
    same: bool


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Translates positions between a cleaned text and the raw text it was made of.

    `stretches` leaves out what stands on one side only: insertions and removals.
    """

    stretches: tuple[Stretch, ...]
    text_starts: tuple[int, ...]
    text_ends: tuple[int, ...]
    raw_starts: tuple[int, ...]
    text_length: int
    raw_length: int

    @classmethod
    def of(cls, stretches: Sequence[Stretch], text_length: int, raw_length: int) -> "OffsetMap":
        """Return the map with these stretches, given in order of the text."""
        return cls(
            stretches=tuple(stretches),
            text_starts=tuple(stretch.text_start for stretch in stretches),
            text_ends=tuple(stretch.text_end for stretch in stretches),
            raw_starts=tuple(stretch.raw_start for stretch in stretches),
            text_length=text_length,
            raw_length=raw_length,
        )

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw span that covers the same characters as `[start, end)` of the text.

        Inserted characters at its borders give no raw characters, removed ones beside it are
        left out; a span of inserted characters only gives an empty raw span. A span that cuts
        into a replacement covers all that was replaced.

        Raises:
            ValueError: The span is not within the cleaned text.
        """
        if not 0 <= start <= end <= self.text_length:
            raise ValueError(f"span [{start}, {end}) is not within 0 to {self.text_length}")
        first = bisect_right(self.text_ends, start)
        last = bisect_left(self.text_starts, end) - 1
        if first > last:
            border = self.stretches[last].raw_end if last >= 0 else 0
            return border, border
        head, tail = self.stretches[first], self.stretches[last]
        low = head.raw_start + max(0, start - head.text_start) if head.same else head.raw_start
        high = tail.raw_end - max(0, tail.text_end - end) if tail.same else tail.raw_end
        return low, high

    def to_text(self, position: int) -> int:
        """Return the position of the cleaned text nearest to `position` of the raw text.

        A removed character gives the place where it would stand, a replaced one the start of
        what replaces it.

        Raises:
            ValueError: The position is not within the raw text.
        """
        if not 0 <= position <= self.raw_length:
            raise ValueError(f"position {position} is not within 0 to {self.raw_length}")
        index = bisect_right(self.raw_starts, position) - 1
        if index < 0:
            return 0
        stretch = self.stretches[index]
        if position >= stretch.raw_end:
            return stretch.text_end
        return stretch.text_start + (position - stretch.raw_start if stretch.same else 0)


def apply_edits(raw_text: str, edits: Sequence[Edit]) -> tuple[str, OffsetMap]:
    """Return `raw_text` with every edit made, and the map between the two texts.

    Raises:
        ValueError: The edits are out of order, overlap or reach beyond the text.
    """
    check_edits(edits, len(raw_text))
    pieces: list[str] = []
    stretches: list[Stretch] = []
    raw_position = text_position = 0
    for raw_start, raw_end, replacement in _steps(edits, len(raw_text)):
        kept = raw_start - raw_position
        for length, raw_length, same in (
            (kept, kept, True),
            (len(replacement), raw_end - raw_start, False),
        ):
            raw_next, text_next = raw_position + raw_length, text_position + length
            if length and raw_length:
                stretches.append(Stretch(text_position, text_next, raw_position, raw_next, same))
            raw_position, text_position = raw_next, text_next
        pieces += (raw_text[raw_start - kept : raw_start], replacement)
    return "".join(pieces), OffsetMap.of(stretches, text_position, len(raw_text))


def check_edits(edits: Sequence[Edit], length: int) -> None:
    """Make sure that the edits are in order, apart, and within a text of `length` characters.

    Raises:
        ValueError: They are not.
    """
    position = 0
    for edit in edits:
        if not position <= edit.char_start <= edit.char_end <= length:
            raise ValueError(
                f"edit {edit.rule} at [{edit.char_start}, {edit.char_end}) is out of order, "
                f"overlaps the one before, or ends after character {length}"
            )
        position = edit.char_end


def _steps(edits: Sequence[Edit], length: int) -> Iterator[tuple[int, int, str]]:
    """Yield each edit's raw span and replacement, and at last the end of the text."""
    for edit in edits:
        yield edit.char_start, edit.char_end, edit.replacement
    yield length, length, ""


@dataclass(frozen=True, slots=True)
class _Placed:
    """An edit by its place in the text between two rounds of editing."""

    start: int
    end: int
    edit: Edit
    is_first: bool


def chain_edits(
    first: Sequence[Edit], middle_text: str, second: Sequence[Edit]
) -> tuple[Edit, ...]:
    """Return the edits of the raw text that do what `first` and then `second` do.

    Args:
        first: Edits of the raw text, in order.
        middle_text: The raw text with `first` made.
        second: Edits of the middle text, in order. Where one of them meets one of `first`,
            both become one edit, under the rule of the later one.
    """
    placed = sorted(
        (*_place_first(first), *(_Placed(e.char_start, e.char_end, e, False) for e in second)),
        key=lambda one: (one.start, one.end, not one.is_first),
    )
    chained: list[Edit] = []
    shift = 0
    for group in _overlapping(placed):
        firsts = [one for one in group if one.is_first]
        raw_start = group[0].start + shift
        if firsts:
            shift = firsts[-1].edit.char_end - firsts[-1].end
        raw_end = max(one.end for one in group) + shift
        chained.append(_merge(group, middle_text, raw_start, raw_end))
    return tuple(chained)


def _place_first(first: Sequence[Edit]) -> Iterator[_Placed]:
    """Yield the edits of the raw text by where their replacements stand after them."""
    shift = 0
    for edit in first:
        start = edit.char_start + shift
        end = start + len(edit.replacement)
        shift = end - edit.char_end
        yield _Placed(start, end, edit, True)


def _overlapping(placed: Sequence[_Placed]) -> Iterator[list[_Placed]]:
    """Yield the edits in groups: those that share characters together, others alone."""
    group: list[_Placed] = []
    reach = 0
    for one in placed:
        if group and one.start >= reach:
            yield group
            group = []
        group.append(one)
        reach = max(reach, one.end)
    if group:
        yield group


def _merge(group: list[_Placed], middle_text: str, raw_start: int, raw_end: int) -> Edit:
    """Return one edit of the raw text in place of a group of edits that share characters."""
    later = [one for one in group if not one.is_first]
    if not later:
        return group[0].edit
    start, end = group[0].start, max(one.end for one in group)
    moved = [
        Edit(
            char_start=one.start - start,
            char_end=one.end - start,
            replacement=one.edit.replacement,
            rule=one.edit.rule,
        )
        for one in later
    ]
    replacement, _ = apply_edits(middle_text[start:end], moved)
    return Edit(
        char_start=raw_start, char_end=raw_end, replacement=replacement, rule=later[0].edit.rule
    )
