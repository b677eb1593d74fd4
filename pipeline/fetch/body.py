"""The body of an answer, unpacked as it comes and never above a size."""

import zlib
from collections.abc import Iterable, Iterator

from pipeline.fetch.failures import gone, too_large, unreachable

ACCEPTED = "gzip"
"""The one packing that we offer to take; others unpack to more than they let us measure."""

GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS


def read_body(chunks: Iterable[bytes], packing: str, limit: int) -> bytes:
    """Return the whole body, unpacked.

    Args:
        chunks: The body as it comes; it may never end.
        packing: The header Content-Encoding; empty where nothing is packed.
        limit: The most bytes, both packed and unpacked.

    Raises:
        FetchError: It is above the limit, broken, or packed in a way that we did not offer.
    """
    chunks = _capped(chunks, limit)
    match packing.strip().lower():
        case "" | "identity":
            return b"".join(chunks)
        case "gzip" | "x-gzip" | "deflate":
            return b"".join(_capped(_unpacked(chunks, limit), limit))
        case _:
            raise gone("the answer is packed in a way that we did not offer to take")


def gunzip(content: bytes, limit: int) -> bytes:
    """Return the content of a gzip file, such as sitemap.xml.gz.

    Raises:
        FetchError: It is above `limit` bytes, or broken.
    """
    return read_body([content], "gzip", limit)


def _capped(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    """Yield chunks as long as they are no more than `limit` bytes together."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise too_large(limit)
        yield chunk


def _unpacked(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    """Yield what packed chunks hold, never more than `limit` + 1 bytes at once."""
    unpacker, begun = zlib.decompressobj(GZIP_OR_ZLIB), False
    for chunk in chunks:
        rest = chunk
        while rest:
            try:
                yield unpacker.decompress(rest, limit + 1)
            except zlib.error as error:
                raise unreachable("the answer is packed, and broken") from error
            # Several packed parts may stand one after another.
            rest, begun = unpacker.unconsumed_tail or unpacker.unused_data, not unpacker.eof
            if unpacker.eof:
                unpacker = zlib.decompressobj(GZIP_OR_ZLIB)
    if begun:
        raise unreachable("the answer is packed, and ends too early")
