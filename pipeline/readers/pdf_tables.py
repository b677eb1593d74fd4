"""Tables in the lines of a PDF: neighbouring lines whose segments stand in columns."""

from collections.abc import Iterator, Sequence

from pipeline.readers.pdf_lines import PdfLine, Segment
from pipeline.readers.tables import Grid, GridCell

LEAST_ROWS = 2
LONGEST_CELL = 60
"""Characters; two columns of prose have longer lines."""

LEAST_NUMERIC = 0.25
"""Part of the cells that must hold a digit."""

MOST_APART = 3.5
"""Heights of a line between two rows of one table at most."""


def find_runs(lines: Sequence[PdfLine]) -> Iterator[tuple[int, int]]:
    """Yield the half-open ranges of lines that look like the rows of one table."""
    start = 0
    while start < len(lines):
        end = _run_end(lines, start)
        if end - start >= LEAST_ROWS and _holds_values(lines[start:end]):
            yield start, end
            start = end
        else:
            start += 1


def read_run(lines: Sequence[PdfLine]) -> Grid:
    """Return the grid of some rows; a header that stands above several columns spans them."""
    columns = _columns(lines)
    return Grid(tuple(tuple(_row(line, columns)) for line in lines))


def _run_end(lines: Sequence[PdfLine], start: int) -> int:
    """Return where the rows end that begin at `start`; `start` itself where none begins."""
    if len(lines[start].segments) < 2:
        return start
    end = start + 1
    while end < len(lines) and _are_neighbours(lines[end - 1], lines[end]):
        if len(lines[end].segments) < 2 and not _is_section(lines, end):
            break
        end += 1
    return end


def _are_neighbours(above: PdfLine, below: PdfLine) -> bool:
    """Tell whether a line stands right below another."""
    apart = above.bottom - below.bottom
    return above.page == below.page and 0 < apart <= MOST_APART * max(above.height, below.height)


def _is_section(lines: Sequence[PdfLine], index: int) -> bool:
    """Tell whether a line of one segment heads the rows below, or begins the next label."""
    line = lines[index]
    return (
        index + 1 < len(lines)
        and len(line.segments[0].text) <= LONGEST_CELL
        and len(lines[index + 1].segments) > 1
        and _are_neighbours(line, lines[index + 1])
        and line.left < lines[index + 1].segments[1].left
    )


def _holds_values(lines: Sequence[PdfLine]) -> bool:
    """Tell whether the rows are a table of values: short cells, enough of them with numbers."""
    cells = [segment.text for line in lines for segment in line.segments]
    numeric = sum(any(c.isdigit() for c in cell) for cell in cells)
    rows = sum(len(line.segments) > 1 for line in lines)
    return (
        rows >= LEAST_ROWS
        and max(map(len, cells)) <= LONGEST_CELL
        and numeric >= max(2, LEAST_NUMERIC * len(cells))
    )


def _columns(lines: Sequence[PdfLine]) -> list[tuple[float, float]]:
    """Return the columns from left to right: where the segments of the fullest rows overlap."""
    most = max(len(line.segments) for line in lines)
    full = [line for line in lines if len(line.segments) >= max(2, most - 1)]
    # A header above two columns would join them, so the rows with fewest words say where they are.
    spans = sorted((s.left, s.right) for line in full for s in line.segments)
    columns = [spans[0]]
    for left, right in spans[1:]:
        if left <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _row(line: PdfLine, columns: Sequence[tuple[float, float]]) -> Iterator[GridCell]:
    """Yield a cell for each column of a row, empty ones too."""
    column = 0
    for segment in line.segments:
        first, last = _place(segment, columns)
        first, last = max(first, column), max(last, column)
        for _ in range(first - column):
            yield GridCell("")
        yield GridCell(segment.text, columns=last - first + 1)
        column = last + 1


def _place(segment: Segment, columns: Sequence[tuple[float, float]]) -> tuple[int, int]:
    """Return the first and the last column that a segment stands over; else the nearest."""
    over = [
        index
        for index, (left, right) in enumerate(columns)
        if left < segment.right and segment.left < right
    ]
    if over:
        return over[0], over[-1]
    middle = (segment.left + segment.right) / 2
    nearest = min(
        range(len(columns)), key=lambda i: abs((columns[i][0] + columns[i][1]) / 2 - middle)
    )
    return nearest, nearest
