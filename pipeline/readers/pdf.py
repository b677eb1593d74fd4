"""PDF: pdfium reads it page by page with the place of every character; pypdf what it cannot."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from typing import Any

from pipeline.readers.composer import Composer
from pipeline.readers.findings import Findings
from pipeline.readers.pdf_lines import PdfLine, Segment, read_lines
from pipeline.readers.pdf_paragraphs import find_furniture, goes_on, join_lines, usual_distance
from pipeline.readers.pdf_tables import find_runs, read_run
from pipeline.readers.read_article import ReadArticle
from pipeline.readers.words import one_line
from schemas import RejectionReason, SourceError

MARK = b"%PDF-"
MARK_WITHIN = 1_024
"""Bytes from the start within which the mark of a PDF stands. Source: ISO 32000, annex H."""

MOST_PAGES = 5_000
MOST_CHARACTERS = 3_000_000
"""Above these it is no article; reading stops."""

MOST_GARBLED = 0.05
"""Part of the characters that stand for nothing; above it the fonts do not say what they show."""

_NOTHING = frozenset({"Cn", "Co"})
_REPLACEMENT = "\ufffd"
_LINE = 10.0
"""Height and distance given to lines whose place is not known, in points."""


def read_pdf(content: bytes) -> ReadArticle:
    """Return the text of a PDF: paragraphs in the document's own order, and tables.

    Lines are put together to paragraphs; a word broken at the end of a line keeps its hyphen
    and its line end. Heads, feet and numbers of pages stand after the text.

    Raises:
        SourceError: It has a password, is no PDF, too long, or holds no text.
    """
    import pypdfium2

    _check_mark(content)
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise _locked() from error
        return read_pdf_by_pypdf(content)
    try:
        _check_pages(len(document))
        lines = list(_lines(document, content))
        told = document.get_metadata_dict()
    finally:
        document.close()
    return _article(lines, told) if lines else read_pdf_by_pypdf(content)


def read_pdf_by_pypdf(content: bytes) -> ReadArticle:
    """Return the text of a PDF without looking where it stands: what pdfium cannot open.

    Raises:
        SourceError: It has a password, is no PDF, too long, or holds no text.
        Exception: pypdf cannot open it either.
    """
    from pypdf import PdfReader

    _check_mark(content)
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted and not _unlocks(reader):
        raise _locked()
    _check_pages(len(reader.pages))
    pages = (_text_of_page(reader, number) for number in range(len(reader.pages)))
    lines = [line for number, text in enumerate(pages) for line in _plain_lines(text, number)]
    return _article(lines, _told_by_pypdf(reader))


def _check_mark(content: bytes) -> None:
    """Refuse what is no PDF, whatever its name says.

    Raises:
        SourceError: Its mark is missing.
    """
    if MARK not in content[:MARK_WITHIN]:
        raise SourceError(
            RejectionReason.DAMAGED,
            "it does not begin as a PDF does; check what it is, and rename or save it anew",
        )


def _check_pages(count: int) -> None:
    """Refuse a PDF of more pages than any article has.

    Raises:
        SourceError: It has more.
    """
    if count > MOST_PAGES:
        raise SourceError(
            RejectionReason.TOO_LARGE, f"{count:,} pages, above {MOST_PAGES:,}; divide it"
        )


def _locked() -> SourceError:
    """Return the error of a PDF that needs a password."""
    return SourceError(
        RejectionReason.ENCRYPTED, "it needs a password; save it without one, and read that"
    )


def _lines(document: Any, content: bytes) -> Iterator[PdfLine]:
    """Yield the lines of all pages; pypdf reads a page that pdfium fails on.

    Raises:
        SourceError: There are too many characters.
    """
    import pypdfium2

    left = MOST_CHARACTERS
    for number in range(len(document)):
        try:
            page = document[number]
            text_page = page.get_textpage()
            left -= text_page.count_chars()
            _check_left(left)
            lines = read_lines(text_page, number)
            text_page.close()
            page.close()
        except pypdfium2.PdfiumError:
            lines = _lines_by_pypdf(content, number)
        yield from lines


def _check_left(left: int) -> None:
    """Stop at a text that is too long.

    Raises:
        SourceError: Nothing is left.
    """
    if left < 0:
        raise SourceError(
            RejectionReason.TOO_LARGE, f"above {MOST_CHARACTERS:,} characters; divide it"
        )


def _lines_by_pypdf(content: bytes, number: int) -> list[PdfLine]:
    """Return the lines of one page by pypdf; none where it fails too."""
    from pypdf import PdfReader

    try:
        return list(_plain_lines(_text_of_page(PdfReader(BytesIO(content)), number), number))
    except Exception:  # noqa: BLE001 - a page that neither can read is left out
        return []


def _text_of_page(reader: Any, number: int) -> str:
    """Return the text of one page; empty where it is damaged."""
    try:
        text: str = reader.pages[number].extract_text()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a damaged page is left out, the others are read
        return ""
    return text


def _unlocks(reader: Any) -> bool:
    """Tell whether an encrypted PDF opens without a password."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # noqa: BLE001 - a cipher that is not known is as good as a password
        return False


def _plain_lines(text: str, page: int) -> Iterator[PdfLine]:
    """Yield the lines of a page whose places are not known, as if set evenly."""
    lines = [words for line in text.splitlines() if (words := one_line(line))]
    longest = max(map(len, lines), default=1)
    for number, words in enumerate(lines):
        bottom = -number * _LINE * 1.25
        yield PdfLine(
            (Segment(words, 0.0, len(words) / longest),), bottom, bottom + _LINE, _LINE, page
        )


def _told_by_pypdf(reader: Any) -> dict[str, str]:
    """Return the document's properties; none where they are damaged."""
    try:
        return {str(k).lstrip("/"): str(v) for k, v in (reader.metadata or {}).items()}
    except Exception:  # noqa: BLE001 - an article without properties is an article
        return {}


def _article(lines: list[PdfLine], told: Mapping[str, str]) -> ReadArticle:
    """Return the article of a document's lines.

    Raises:
        SourceError: There is no text, or none that can be read.
    """
    composer = _compose(lines)
    if not composer.raw_text.strip():
        raise SourceError(
            RejectionReason.EMPTY,
            "there is no text in it, perhaps only pictures of pages; make it searchable with OCR",
        )
    _check_characters(composer.raw_text)
    found = _findings(told, composer.raw_text)
    return ReadArticle(composer.raw_text, found.metadata(), found.origins(), composer.tables)


def _compose(lines: list[PdfLine]) -> Composer:
    """Return the text of the lines: paragraphs and tables, page furniture after its page."""
    furniture = find_furniture(lines)
    body = [line for index, line in enumerate(lines) if index not in furniture]
    composer = Composer()
    tables = dict(find_runs(body))
    distance = usual_distance(body)
    right = max((line.right for line in body), default=0.0)
    start = 0
    while start < len(body):
        if start in tables:
            composer.add_table(read_run(body[start : tables[start]]))
            start = tables[start]
            continue
        end = start + 1
        while (
            end < len(body)
            and end not in tables
            and goes_on(body[end - 1], body[end], distance, right)
        ):
            end += 1
        composer.add_paragraph(join_lines(body[start:end]))
        start = end
    for index in sorted(furniture):
        composer.add_paragraph(lines[index].text)
    return composer


def _check_characters(text: str) -> None:
    """Refuse a text of which much stands for nothing.

    Raises:
        SourceError: The fonts do not say what they show.
    """
    counts = Counter(text)
    garbled = sum(
        count
        for character, count in counts.items()
        if character == _REPLACEMENT or unicodedata.category(character) in _NOTHING
    )
    if garbled > MOST_GARBLED * len(text):
        raise SourceError(
            RejectionReason.NOT_TEXT,
            f"{garbled:,} of its {len(text):,} characters stand for nothing, because its fonts do "
            "not say what they show; print it anew, or use OCR",
        )


def _findings(told: Mapping[str, str], raw_text: str) -> Findings:
    """Return what the document's properties tell."""
    found = Findings()
    found.add("title", told.get("Title"), "PDF Title")
    found.add("author", told.get("Author"), "PDF Author")
    found.add_file_day(_day(told.get("CreationDate") or ""), raw_text, "PDF CreationDate")
    return found


def _day(moment: str) -> date | None:
    """Return the day of "D:20241220080000Z"; None for what is no moment of a PDF."""
    try:
        return date.fromisoformat(moment.removeprefix("D:")[:8])
    except ValueError:
        return None
