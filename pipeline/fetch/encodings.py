"""Texts whose encoding only the server knows."""


def in_utf8(content: bytes, charset: str) -> bytes:
    """Return a text in UTF-8; as it is where it is so already, or not in that encoding."""
    try:
        content.decode()
    except UnicodeDecodeError:
        try:
            return content.decode(charset).encode()
        except (LookupError, UnicodeError):
            return content
    return content
