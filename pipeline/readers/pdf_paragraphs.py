"""Lines of a PDF put together to paragraphs, and what repeats on every page set apart."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from pipeline.readers.pdf_lines import PdfLine

LARGE_GAP = 1.3
"""Distance of two lines that parts paragraphs, as a part of the usual distance."""

OTHER_SIZE = 1.3
"""How many times larger the type of a heading is than that of its text, at least."""

SHORT_LINE = 0.88
"""A line that ends in a full stop before this part of the column is a paragraph's last."""

USUAL_DISTANCE = 1.25
"""Distance of two lines in heights, where a document has too few lines to tell its own."""

LEAST_PAGES = 3
"""A line that stands at the edge of so many pages is no part of the text."""

EDGE_LINES = 2
"""Lines at the top and at the bottom of a page among which such lines are looked for."""

# "Page 3 of 12", "- 3 -", "3"
PAGE_NUMBER = re.compile(
    r"(?:page )?[-–—|] ?\d{1,4} ?[-–—|]?|(?:page )?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?", re.I
)

# "the end." and its closing quotes and brackets
ENDED = re.compile(r"[.!?:][\"”’')\]]{0,3}$")

# "- first", "• second", "1. third", "(a) fourth"
BULLET = re.compile(r"(?:[-–—•▪●◦‣*·]|\(?[0-9a-zA-Z]{1,2}[.)])\s")

# "inter-" before a line that goes on in small letters
BROKEN_WORD = re.compile(r"[A-Za-z]-$")


def find_furniture(lines: Sequence[PdfLine]) -> frozenset[int]:
    """Return the indices of page numbers, and of heads and feet that repeat page by page."""
    edges = list(_edges(lines))
    pages = {line.page for line in lines}
    counts = Counter({key: len({lines[i].page for i in at}) for key, at in _by_key(lines, edges)})
    return frozenset(
        index
        for index in edges
        if (len(pages) > 1 and PAGE_NUMBER.fullmatch(lines[index].text))
        or counts[_key(lines[index])] >= LEAST_PAGES
    )


def usual_distance(lines: Sequence[PdfLine]) -> float:
    """Return how far below one another the lines of a document stand, in points."""
    apart = [a.bottom - b.bottom for a, b in pairwise(lines) if a.page == b.page]
    down = [d for d in apart if d > 0]
    if not down:
        return USUAL_DISTANCE * (lines[0].height if lines else 1.0)
    return median(down)


def goes_on(above: PdfLine, below: PdfLine, distance: float, right: float) -> bool:
    """Tell whether a line belongs to the paragraph of the one before it.

    Args:
        above: The line before.
        below: The line.
        distance: How far apart lines usually stand.
        right: Where the longest lines of the page end.
    """
    if BULLET.match(below.text) or _is_other_size(above, below):
        return False
    ended = ENDED.search(above.text) is not None
    if above.page != below.page or below.bottom >= above.bottom:
        return not ended and not above.text.isupper() and below.text[:1].islower()
    if above.bottom - below.bottom > LARGE_GAP * max(distance, above.height):
        return False
    return not (ended and above.right < SHORT_LINE * right)


def join_lines(lines: Sequence[PdfLine]) -> str:
    """Return the lines as one text, a space between; a word broken by a hyphen keeps its break."""
    pieces: list[str] = []
    for line in lines:
        text = line.text
        if pieces:
            broken = BROKEN_WORD.search(pieces[-1]) and text[:1].islower()
            pieces.append("\n" if broken else " ")
        pieces.append(text)
    return "".join(pieces)


def _is_other_size(above: PdfLine, below: PdfLine) -> bool:
    """Tell whether two lines are set in sizes that differ as a heading does from its text."""
    return max(above.size, below.size) > OTHER_SIZE * min(above.size, below.size)


def _edges(lines: Sequence[PdfLine]) -> Iterator[int]:
    """Yield the indices of the first and last lines of each page."""
    by_page: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        by_page.setdefault(line.page, []).append(index)
    for indices in by_page.values():
        height = sorted(indices, key=lambda i: -lines[i].bottom)
        yield from {*height[:EDGE_LINES], *height[-EDGE_LINES:]}


def _by_key(
    lines: Sequence[PdfLine], edges: Sequence[int]
) -> Iterator[tuple[tuple[str, int], list[int]]]:
    """Yield the lines at edges that are alike, together."""
    alike: dict[tuple[str, int], list[int]] = {}
    for index in edges:
        alike.setdefault(_key(lines[index]), []).append(index)
    yield from alike.items()


def _key(line: PdfLine) -> tuple[str, int]:
    """Return what lines that repeat have in common: words without numbers, and height on page."""
    return re.sub(r"\d{1,9}", "0", line.text), round(line.bottom / 4)
