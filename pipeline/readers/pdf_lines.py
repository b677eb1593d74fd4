"""The lines of a PDF page as they stand on the paper, each in segments with wide gaps between."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from pipeline.readers.words import one_line

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

WIDE_GAP = 0.85
"""Space between two characters that divides a line, as a part of the line's height. Words stand
a third apart, in justified lines up to two thirds; columns of a table stand farther apart."""

SIZE_TO_HEIGHT = 1.4
"""How much taller a line is than most of its characters."""

SAME_LINE = 0.5
"""Part of a line's height by which a character may stand higher or lower in it."""

HYPHENS = "\x02\ufffe"
"""What pdfium gives for a hyphen at the end of a line."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of a line without a wide gap; `left` and `right` in points from the page's left."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line: its segments from left to right, and where it stands, in points from below.

    `size` is the usual height of its characters: of two lines in one type it is the same,
    however many letters with strokes up or down they hold.
    """

    segments: tuple[Segment, ...]
    bottom: float
    top: float
    size: float
    page: int

    @property
    def text(self) -> str:
        """The words of the whole line."""
        return " ".join(segment.text for segment in self.segments)

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.segments[0].left

    @property
    def right(self) -> float:
        """Where the line ends."""
        return self.segments[-1].right

    @property
    def height(self) -> float:
        """How tall the line's characters are together."""
        return max(self.top - self.bottom, 1.0)


@dataclass(frozen=True, slots=True)
class _Character:
    """A character and its box."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


def read_lines(text_page: "PdfTextPage", page: int) -> list[PdfLine]:
    """Return the lines of a page in the order in which the document writes them."""
    lines = (_line(characters, page) for characters in _split(_characters(text_page)))
    return [line for line in lines if line is not None]


def _characters(text_page: "PdfTextPage") -> Iterator[_Character]:
    """Yield the characters of a page with their boxes."""
    from pypdfium2 import raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
        yield _Character(chr(code), left.value, right.value, bottom.value, top.value)


def _split(characters: Iterator[_Character]) -> Iterator[list[_Character]]:
    """Yield the characters of each line: up to its end, or to one on another height."""
    line: list[_Character] = []
    low = high = 0.0
    for character in characters:
        if character.text in "\r\n":
            yield line
            line = []
        elif character.text.isspace() or character.text in HYPHENS:
            line.append(character)
        else:
            middle = (character.bottom + character.top) / 2
            # A quotation mark or a dash that begins a line is no measure of its height.
            slack = SAME_LINE * max(high - low, character.top - character.bottom)
            if line and high > low and not low - slack <= middle <= high + slack:
                yield line
                line = []
            is_first = not any(not each.text.isspace() for each in line)
            low = character.bottom if is_first else min(low, character.bottom)
            high = character.top if is_first else max(high, character.top)
            line.append(character)
    yield line


def _line(characters: Sequence[_Character], page: int) -> PdfLine | None:
    """Return the line of these characters; None where none is seen."""
    seen = [each for each in characters if not each.text.isspace()]
    if not seen:
        return None
    placed = [each for each in seen if each.text not in HYPHENS] or seen
    bottom, top = min(each.bottom for each in placed), max(each.top for each in placed)
    # One tall sign must not make the gaps of a small line look narrow.
    size = max(median(each.top - each.bottom for each in placed), (top - bottom) / 2, 1.0)
    segments = tuple(_segments(characters, WIDE_GAP * SIZE_TO_HEIGHT * size))
    return PdfLine(segments, bottom, top, size, page) if segments else None


def _segments(characters: Sequence[_Character], wide: float) -> Iterator[Segment]:
    """Yield the segments of a line, divided at gaps that are wide."""
    part: list[_Character] = []
    for character in characters:
        last = next((each for each in reversed(part) if not each.text.isspace()), None)
        if last and not character.text.isspace() and character.left - last.right > wide:
            yield from _segment(part)
            part = []
        part.append(character)
    yield from _segment(part)


def _segment(part: Sequence[_Character]) -> Iterator[Segment]:
    """Yield the segment of these characters; nothing where none is seen."""
    text = "".join("-" if each.text in HYPHENS else each.text for each in part)
    words = one_line(text)
    if words:
        seen = [each for each in part if not each.text.isspace()]
        yield Segment(words, seen[0].left, seen[-1].right)
