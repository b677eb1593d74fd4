"""Short ways to read and open a source made of bytes, for the tests of forms."""

from hashlib import sha256

from pipeline.readers import Guard, ReadArticle, open_source, read_source
from schemas import Rejection, RejectionReason, Source, SourceError


def source(
    content: bytes | str, media_type: str, *, uri: str = "inbox/a", sidecar: bytes | None = None
) -> Source:
    """Return a source of these bytes."""
    raw = content.encode() if isinstance(content, str) else content
    return Source(
        source_uri=uri,
        media_type=media_type,
        content=raw,
        content_sha256=sha256(raw).hexdigest(),
        sidecar=sidecar,
    )


def opened(found: Source, guard: Guard) -> list[Source | Rejection]:
    """Return what a source holds; keys are the first digits of the hash."""
    return list(open_source(found, guard, lambda one: one.content_sha256))


def texts(found: Source, guard: Guard) -> dict[str, str]:
    """Return the raw text, or the reason against it, of every article in a source, by name."""
    told: dict[str, str] = {}
    for one in opened(found, guard):
        told[one.source_uri] = str(one.reason) if isinstance(one, Rejection) else text(one, guard)
    return told


def text(found: Source, guard: Guard) -> str:
    """Return the raw text of one article, or the reason against it."""
    try:
        return read_source(found, guard).raw_text
    except SourceError as error:
        return str(error.reason)


def reason_against(found: Source, guard: Guard) -> RejectionReason | None:
    """Return why a source cannot be read; None where it can."""
    try:
        read_source(found, guard)
    except SourceError as error:
        return error.reason
    return None


def grids(article: ReadArticle) -> list[list[list[str]]]:
    """Return the tables of an article as rows of cells in words, spanned places repeated."""
    return [_grid(article.raw_text, table.cells) for table in article.tables]


def _grid(raw_text: str, cells: tuple) -> list[list[str]]:  # type: ignore[type-arg]
    """Return one table's rows."""
    height = max(cell.row + cell.rows for cell in cells)
    width = max(cell.column + cell.columns for cell in cells)
    rows = [[""] * width for _ in range(height)]
    for cell in cells:
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                rows[row][column] = raw_text[cell.char_start : cell.char_end]
    return rows
