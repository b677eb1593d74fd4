"""How a process and its child talk: frames of a JSON header and bytes, over pipes.

JSON cannot make the receiver do anything, whatever the child became.
"""

import json
import struct
from collections.abc import Mapping
from typing import Any, BinaryIO

_LENGTHS = struct.Struct(">QQ")

LONGEST_HEADER = 200_000_000
LONGEST_BODY = 400_000_000
"""Bytes; a frame that says it is longer was not written by us."""


def write_frame(stream: BinaryIO, header: Mapping[str, Any], body: bytes = b"") -> None:
    """Write one frame and flush it."""
    encoded = json.dumps(header).encode("ascii")
    stream.write(_LENGTHS.pack(len(encoded), len(body)))
    stream.write(encoded)
    stream.write(body)
    stream.flush()


def read_frame(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """Return the header and the body of the next frame; None where the other side has gone.

    Raises:
        ValueError: What came is no frame.
    """
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    header_length, body_length = _LENGTHS.unpack(lengths)
    if header_length > LONGEST_HEADER or body_length > LONGEST_BODY:
        raise ValueError(f"a frame of {header_length} and {body_length} bytes is none of ours")
    encoded, body = stream.read(header_length), stream.read(body_length)
    if len(encoded) < header_length or len(body) < body_length:
        return None
    header = json.loads(encoded)
    if not isinstance(header, dict):
        raise ValueError("the header of a frame is a JSON object")  # noqa: TRY004 - of what was sent
    return header, body
