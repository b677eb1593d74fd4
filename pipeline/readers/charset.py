"""Which characters do these bytes stand for? A doubtful answer is none.

In order: a byte order mark; UTF-16 by its zeros; strict UTF-8; what the document itself says;
the typography of Windows; a statistical guess that must be sure enough. Damaged UTF-8 is never
guessed at, because every one-byte encoding would read it, and read it wrong.
"""

import codecs

from schemas import RejectionReason, SourceError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16's, which it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks, the longer of two that begin alike first."""

CONFIDENCE_FLOOR = 0.25
"""Below this, chardet's guess is too bold. English articles in Windows' encoding, which is all
but ASCII, are told rightly at confidences from 0.3 to 0.8; sentences, and lumps of bytes, get
less than 0.2."""

MAX_GUESSED_BYTES = 64_000
"""The guess looks at no more than this."""

ZERO_SHARE = 0.6
"""With more zeros than this in one half of the byte pairs, a text is UTF-16: ASCII's half."""

STRAY_ZERO_SHARE = 0.02
"""With more zeros than this in the other half too, it is no text."""

CONTROL_BYTES = bytes({*range(0x20)} - {*b"\t\n\v\f\r\x1b"})
"""Bytes that steer a device in nearly every encoding; 0x1B shifts the Asian ones of 7 bits."""

MAX_CONTROL_SHARE = 0.005
"""Above one such byte in 200 it is no text."""

# € … ‘ ’ “ ” • – — ™ and, after 0xA0: no-break space £ ¥ § © ® ° ± ² ³ · ½ as Windows writes
# them in an English text. Source: Unicode's mapping table CP1252.TXT.
WINDOWS_TYPOGRAPHY = frozenset(
    b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa5\xa7\xa9\xae\xb0\xb1\xb2\xb3\xb7\xbd"
)


def decode(content: bytes, declared: str | None = None) -> str:
    """Return the characters that `content` stands for, without a byte order mark.

    Args:
        content: The bytes of a whole text.
        declared: The encoding that the document names; it counts where it fits and the bytes
            do not speak for another.

    Raises:
        SourceError: It cannot be told for certain.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _decode_as(encoding, content[len(mark) :])
    wide = _unmarked_utf16(content)
    if wide is not None:
        return _decode_as(wide, content)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        told = _decode_as_declared(content, declared)
        return told if told is not None else _decode_as(_guess(content, error.start), content)


def _decode_as_declared(content: bytes, declared: str | None) -> str | None:
    """Return the characters by the encoding that the document names; None where it is not it."""
    if declared is None or not _is_known(declared) or not _is_text_encoding(declared):
        return None
    try:
        return content.decode(declared)
    except UnicodeDecodeError:
        return None


def _decode_as(encoding: str, content: bytes) -> str:
    """Return the characters, or say where the bytes are none of this encoding.

    Raises:
        SourceError: The bytes are not in the encoding.
    """
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _doubtful(f"as {encoding} it breaks off at byte {error.start}") from error


def _doubtful(why: str) -> SourceError:
    """Return the error that quarantines a text."""
    return SourceError(RejectionReason.ENCODING, f"{why}; save it as UTF-8")


def _unmarked_utf16(content: bytes) -> str | None:
    """Return the UTF-16 whose zeros stand in every second byte; None where they do not."""
    half = len(content) // 2
    if half == 0 or len(content) % 2:
        return None
    first, second = (content[start::2].count(0) / half for start in (0, 1))
    if second > ZERO_SHARE and first < STRAY_ZERO_SHARE:
        return "utf-16-le"
    return "utf-16-be" if first > ZERO_SHARE and second < STRAY_ZERO_SHARE else None


def _guess(content: bytes, first_wrong: int) -> str:
    """Return the encoding of bytes that are no UTF-8.

    Raises:
        SourceError: They are no text, damaged UTF-8, or no guess is sure enough.
    """
    controls = sum(map(content.count, CONTROL_BYTES))
    if controls > MAX_CONTROL_SHARE * len(content):
        raise SourceError(
            RejectionReason.BINARY,
            f"{controls} of its {len(content)} bytes stand for nothing in a text; save it as text",
        )
    if _is_damaged_utf8(content):
        raise _doubtful(f"it is UTF-8, damaged at byte {first_wrong}")
    high = {byte for byte in content if byte >= 0x80}
    if high <= WINDOWS_TYPOGRAPHY:
        return "cp1252"
    import chardet  # takes 50 ms, and few texts need it

    guess = chardet.detect(content[:MAX_GUESSED_BYTES], prefer_superset=True)
    encoding, confidence = guess["encoding"], guess["confidence"]
    if encoding is None or confidence < CONFIDENCE_FLOOR or not _is_known(encoding):
        raise _doubtful(f"its encoding cannot be told (not UTF-8 from byte {first_wrong} on)")
    return encoding


def _is_damaged_utf8(content: bytes) -> bool:
    """Tell whether most of what is beyond ASCII is proper UTF-8."""
    kept = content.decode("utf-8", "ignore")
    proper = sum(len(character.encode()) for character in kept if not character.isascii())
    beyond = sum(byte >= 0x80 for byte in content)
    return proper > beyond / 2


def _is_text_encoding(encoding: str) -> bool:
    """Tell whether it makes characters of bytes, and is not the UTF-8 that was tried before."""
    try:
        return (
            "x".encode(encoding).decode(encoding) == "x" and codecs.lookup(encoding).name != "utf-8"
        )
    except (LookupError, ValueError, TypeError):  # such as base64, or UTF-16 without a mark
        return False


def _is_known(encoding: str) -> bool:
    """Tell whether Python can decode it."""
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True
