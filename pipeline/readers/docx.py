"""Word documents: paragraphs and tables in their order, and what their properties tell."""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from pipeline.readers.composer import Composer
from pipeline.readers.findings import Findings
from pipeline.readers.read_article import ReadArticle
from pipeline.readers.tables import Grid, GridCell, drop_empty, is_worth_reading
from pipeline.readers.words import one_line
from schemas import RejectionReason, SourceError

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

MOST_BYTES = 150_000_000
"""The parts of a document together, unpacked."""

OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""How a file of the old office form begins; one with a password is packed in it too.

Source: the header signature in Microsoft's specification [MS-CFB].
"""


LIBRARY = "python-docx"
"""The author of the library's own template, whose properties tell nothing of an article."""


def read_docx(content: bytes) -> ReadArticle:
    """Return the text of a document, a paragraph for each of its own, and its tables.

    Raises:
        SourceError: It has a password, is of the old form, a bomb, or empty.
        Exception: It is no document; the library says why.
    """
    import docx  # takes 0.2 s

    _check(content)
    document = docx.Document(BytesIO(content))
    composer = Composer()
    for block in document.iter_inner_content():
        _add(composer, block)
    if not composer.raw_text.strip():
        raise SourceError(RejectionReason.EMPTY, "there are no words in the document")
    found = _told(document, composer.raw_text)
    return ReadArticle(composer.raw_text, found.metadata(), found.origins(), composer.tables)


def _check(content: bytes) -> None:
    """Refuse what is no document of today's form, or unpacks to too much.

    Raises:
        SourceError: It is refused.
    """
    if content.startswith(OLD_OFFICE):
        raise SourceError(
            RejectionReason.ENCRYPTED,
            "it has a password, or is of the old .doc form; save it as .docx without a password",
        )
    with ZipFile(BytesIO(content)) as archive:
        size = sum(part.file_size for part in archive.infolist())
    if size > MOST_BYTES:
        raise SourceError(
            RejectionReason.TOO_COSTLY,
            f"it unpacks to {size:,} bytes, above {MOST_BYTES:,}; divide it",
        )


def _add(composer: Composer, block: "Paragraph | Table") -> None:
    """Write a paragraph, or a table; a table of one row or column is paragraphs."""
    from docx.text.paragraph import Paragraph

    if isinstance(block, Paragraph):
        composer.add_paragraph(one_line(block.text))
        return
    grid = Grid(drop_empty(list(_rows(block))))
    if is_worth_reading(grid):
        composer.add_table(grid)
        return
    for row in grid.rows:
        for cell in row:
            composer.add_paragraph(cell.text)


def _rows(table: "Table") -> Iterator[list[GridCell]]:
    """Yield the rows of a table; a cell that goes on from above is counted in the first."""
    lines = table._tbl.tr_lst  # noqa: SLF001 - only there it stands which cells were merged
    rows = [list(_placed(row)) for row in lines]
    heads = [row.trPr is not None and bool(row.trPr.xpath("w:tblHeader")) for row in lines]
    for number, row in enumerate(rows):
        yield [
            GridCell(
                one_line("\n".join(p.text or "" for p in _paragraphs(cell))),
                rows=1 + _goes_on(rows, number + 1, column),
                columns=cell.grid_span,
                is_header=heads[number],
            )
            for column, cell in row
            if cell.vMerge != "continue"
        ]


def _paragraphs(cell: Any) -> Iterator[Any]:
    """Yield the paragraphs of a cell, not those of a table within it."""
    yield from cell.p_lst


def _placed(row: Any) -> Iterator[tuple[int, Any]]:
    """Yield the cells of a row with the column that each begins in."""
    column = row.grid_before
    for cell in row.tc_lst:
        yield column, cell
        column += cell.grid_span


def _goes_on(rows: list[list[tuple[int, Any]]], start: int, column: int) -> int:
    """Return over how many of the rows from `start` on a cell of this column goes on."""
    count = 0
    for row in rows[start:]:
        below = next((cell for place, cell in row if place == column), None)
        if below is None or below.vMerge != "continue":
            break
        count += 1
    return count


def _told(document: "Document", raw_text: str) -> Findings:
    """Return what the document's properties tell; its first title or heading stands in."""
    found = Findings()
    told = document.core_properties
    if told.author != LIBRARY:
        created = told.created
        found.add("title", told.title, "DOCX title")
        found.add("author", told.author, "DOCX author")
        found.add("language", told.language, "DOCX language")
        found.add_file_day(created.date() if created else None, raw_text, "DOCX created")
    for paragraph in document.paragraphs[:20]:
        style = paragraph.style.name if paragraph.style is not None else ""
        if style in ("Title", "Heading 1"):
            found.add("title", paragraph.text, f"DOCX style {style}")
    return found
