"""From bytes to characters: every encoding that is read, and every file that is none."""

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.readers.text import decode_text, read_text
from schemas import Metadata, RejectionReason, SourceError

ENGLISH = (
    "The firm’s revenue rose by 12% to £3.4bn, “a record”, its chief executive told analysts. "
    "Orders for the second half are expected to grow again, if more slowly than last year.\n"
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"Sales rose 5%.", "Sales rose 5%.", id="ASCII"),
        pytest.param("€5bn – “up”".encode(), "€5bn – “up”", id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + "€5bn".encode(), "€5bn", id="UTF-8 with mark"),
        pytest.param("a€5bn".encode("utf-16"), "a€5bn", id="UTF-16 with mark"),
        pytest.param(codecs.BOM_UTF16_BE + "a€5".encode("utf-16-be"), "a€5", id="UTF-16 BE mark"),
        pytest.param("a€5bn".encode("utf-32"), "a€5bn", id="UTF-32 with mark"),
        pytest.param(ENGLISH.encode("utf-16-le"), ENGLISH, id="UTF-16 LE without mark"),
        pytest.param(ENGLISH.encode("utf-16-be"), ENGLISH, id="UTF-16 BE without mark"),
        pytest.param(ENGLISH.encode("cp1252"), ENGLISH, id="Windows"),
        pytest.param("up 5% – “so”".encode("cp1252"), "up 5% – “so”", id="Windows, short"),
        pytest.param(("Café: " + ENGLISH * 9).encode("cp1252"), "Café: " + ENGLISH * 9, id="é"),
        pytest.param(b"a\r\nb\rc\n\n", "a\r\nb\rc\n\n", id="line ends are kept"),
        pytest.param("\ufeff\ufeffa".encode(), "\ufeffa", id="only the first mark is one"),
        pytest.param(b"5\x0c", "5\x0c", id="form feed"),
        pytest.param(b"a" * 400 + b"\x1a", "a" * 400 + "\x1a", id="a stray end-of-file"),
    ],
)
def test_the_text_is_the_characters_of_the_file(content: bytes, expected: str) -> None:
    """Nothing is added, taken away or replaced but the byte order mark."""
    assert decode_text(content) == expected


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", RejectionReason.EMPTY, id="nothing"),
        pytest.param(b" \r\n\t\n", RejectionReason.EMPTY, id="white space"),
        pytest.param("\u200b\ufeff\u3000".encode(), RejectionReason.EMPTY, id="invisible"),
        pytest.param(codecs.BOM_UTF8, RejectionReason.EMPTY, id="a mark alone"),
        pytest.param(b"%PDF-1.7\nSales rose 5%.", RejectionReason.BINARY, id="PDF as text"),
        pytest.param(b"PK\x03\x04word/document.xml", RejectionReason.BINARY, id="office file"),
        pytest.param(b"{\\rtf1 Sales rose 5%.}", RejectionReason.BINARY, id="rich text"),
        pytest.param(b"Sales\0 rose 5%.", RejectionReason.BINARY, id="a NUL"),
        pytest.param(b"Sales\x01\x02 rose", RejectionReason.BINARY, id="control characters"),
        pytest.param(bytes(range(256)) * 8, RejectionReason.BINARY, id="every byte"),
        pytest.param("\ue000 5%".encode(), RejectionReason.BINARY, id="private characters"),
        pytest.param(ENGLISH.encode()[:-90] + b"\xe2\x80", RejectionReason.ENCODING, id="cut"),
        pytest.param(b"\xe2\x80\x9cA\xe2 5%\xe2\x80\x9d", RejectionReason.ENCODING, id="damaged"),
        pytest.param(codecs.BOM_UTF16_LE + b"a", RejectionReason.ENCODING, id="half a character"),
        pytest.param(b"Umsatz \xfcber Plan", RejectionReason.ENCODING, id="too short to tell"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, reason: RejectionReason) -> None:
    """A doubtful text is none, and the reason says what to do."""
    with pytest.raises(SourceError) as caught:
        decode_text(content)
    assert caught.value.reason is reason
    assert "save it as" in caught.value.detail or reason is RejectionReason.EMPTY


def test_a_signature_is_named() -> None:
    """A person learns what the file really is."""
    with pytest.raises(SourceError, match="a PDF file"):
        decode_text(b"%PDF-1.4")


def test_nothing_is_known_about_a_plain_text() -> None:
    """A plain text has no metadata of its own."""
    assert read_text(b"Title\n\nSales rose.").metadata == Metadata()


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1))
@example("\ufeffa\ufeff")
def test_utf8_is_read_as_it_is(text: str) -> None:
    """Proper UTF-8 comes back character by character, but for a byte order mark in front."""
    assert decode_text(f"a{text}".encode()) == f"a{text}"
    assert decode_text(f"\ufeffa{text}".encode()) == f"a{text}"


@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_or_a_reason(content: bytes) -> None:
    """No bytes end in another exception, and no text comes out that UTF-8 cannot hold."""
    try:
        text = decode_text(content)
    except SourceError:
        return
    assert text.encode().decode() == text
    assert "\0" not in text
