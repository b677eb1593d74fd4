"""The form of an input, by its name and by its first bytes."""

import pytest

from pipeline import media


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.txt", media.TEXT),
        ("A.HTM", media.HTML),
        ("news/report.final.pdf", media.PDF),
        ("a.docx", media.DOCX),
        ("a.ndjson", media.JSONL),
        ("feed.atom", media.FEED),
        ("a.tar.gz", media.UNKNOWN),
        ("txt", media.UNKNOWN),
        (".txt", media.UNKNOWN),
        ("", media.UNKNOWN),
    ],
)
def test_a_name_tells_the_form_by_its_ending(name: str, expected: str) -> None:
    """The last ending counts, in any case; a name that is all ending tells nothing."""
    assert media.by_name(name) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"%PDF-1.7\n", media.PDF, id="PDF"),
        pytest.param(b"PK\x03\x04 [Content_Types].xml word/document.xml", media.DOCX, id="DOCX"),
        pytest.param(b"PK\x03\x04 news/a.txt", media.ZIP, id="archive"),
        pytest.param(b"\xef\xbb\xbf \n<!DOCTYPE html><p>5%", media.HTML, id="page"),
        pytest.param(b'<?xml version="1.0"?>\n<rss version="2.0">', media.FEED, id="RSS"),
        pytest.param(b"<feed xmlns='x'>", media.FEED, id="Atom"),
        pytest.param(b"Received: by x\nFrom: a@example.org\n\nHi", media.EMAIL, id="e-mail"),
        pytest.param(b'{"text": "Sales rose."}', media.JSONL, id="record"),
        pytest.param(b'[\n {"text": "Sales rose."}]', media.JSON, id="list of records"),
        pytest.param(b"[Reuters] Sales rose 5%.", media.TEXT, id="a bracket"),
        pytest.param(b"<5% of sales", media.TEXT, id="less than"),
        pytest.param(b"Received: five orders", media.TEXT, id="a word with a colon"),
        pytest.param(b"", media.TEXT, id="nothing"),
    ],
)
def test_what_was_piped_in_is_told_by_its_first_bytes(content: bytes, expected: str) -> None:
    """Signatures and first elements tell; whatever has none of them is plain text."""
    assert media.by_content(content) == expected
