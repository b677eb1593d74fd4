"""Word documents: paragraphs, tables with merged cells, properties."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document

from pipeline import media
from pipeline.readers import Guard, read_source
from pipeline.readers.docx import read_docx
from schemas import RejectionReason
from tests.readers.reading_sources import grids, reason_against, source


def make(write: Callable[[Document], object]) -> bytes:
    """Return a document that was written to."""
    document = docx.Document()
    write(document)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def fill(document: Document) -> None:
    """Write an article with a table."""
    document.core_properties.author = "A. Writer"
    document.core_properties.title = "Pumps"
    document.core_properties.created = datetime(2024, 6, 20)
    document.add_heading("Pumps sell well", 1)
    document.add_paragraph("Orders rose by 12% in the year to June 2024.")
    table = document.add_table(rows=3, cols=3)
    for cell, words in zip(
        (cell for row in table.rows for cell in row.cells),
        ("Firm", "Sales", "", "", "2023", "2024", "Alder", "1.2", "1.4"),
        strict=True,
    ):
        cell.text = words
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    document.add_paragraph("Demand\nstays strong.")


def test_paragraphs_and_tables_stand_in_their_order() -> None:
    """Merged cells fill all their places."""
    read = read_docx(make(fill))
    assert read.raw_text.split("\n\n") == [
        "Pumps sell well",
        "Orders rose by 12% in the year to June 2024.",
        "Firm | Sales\n2023 | 2024\nAlder | 1.2 | 1.4",
        "Demand stays strong.",
    ]
    assert grids(read) == [
        [["Firm", "Sales", "Sales"], ["Firm", "2023", "2024"], ["Alder", "1.2", "1.4"]]
    ]


def test_properties_tell() -> None:
    """Title, author and, as the text speaks of that month, the day."""
    read = read_docx(make(fill))
    told = {origin.field: origin.told_by for origin in read.origins}
    assert read.metadata.title == "Pumps"
    assert str(read.metadata.published_on) == "2024-06-20"
    assert told == {
        "title": "DOCX title",
        "author": "DOCX author",
        "published_on": "DOCX created",
    }


def test_a_template_tells_nothing() -> None:
    """A document without properties of its own is named by its heading."""
    read = read_docx(make(lambda d: d.add_heading("Pumps", 1)))
    assert read.metadata.title == "Pumps"
    assert (read.metadata.author, read.metadata.published_on) == (None, None)


def test_a_table_of_one_column_is_paragraphs() -> None:
    """A frame around words is no table."""

    def write(document: Document) -> None:
        table = document.add_table(rows=2, cols=1)
        table.cell(0, 0).text, table.cell(1, 0).text = "Sales rose 5%.", "Costs fell."

    read = read_docx(make(write))
    assert (read.raw_text, read.tables) == ("Sales rose 5%.\n\nCosts fell.", ())


def packed(**parts: str) -> bytes:
    """Return an archive of these parts."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def with_entity(content: bytes) -> bytes:
    """Return the document with an entity that names a file of the system."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename == "word/document.xml":
                head, _, rest = text.partition(b"?>")
                evil = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
                text = head + b"?>" + evil + rest.replace(b"Demand", b"Demand&e;")
            new.writestr(part.filename, text)
    return stream.getvalue()


def test_an_entity_opens_no_file(guard: Guard) -> None:
    """What a document names is not read."""
    found = source(with_entity(make(fill)), media.DOCX)
    if reason_against(found, guard) is None:
        assert "root:" not in read_source(found, guard).raw_text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"words", RejectionReason.DAMAGED, id="text"),
        pytest.param(b"", RejectionReason.DAMAGED, id="nothing"),
        pytest.param(b"\xd0\xcf\x11\xe0" + b"\0" * 600, RejectionReason.ENCRYPTED, id="old"),
        pytest.param(packed(a="x"), RejectionReason.DAMAGED, id="another archive"),
        pytest.param(make(lambda _: None), RejectionReason.EMPTY, id="no words"),
        pytest.param(make(fill)[:2000], RejectionReason.DAMAGED, id="cut off"),
    ],
)
def test_what_is_no_document_is_refused(
    guard: Guard, content: bytes, reason: RejectionReason
) -> None:
    """Every bad document ends in a reason of the closed set."""
    assert reason_against(source(content, media.DOCX), guard) is reason
