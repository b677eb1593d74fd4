"""How alike two texts are, told from short signatures: MinHash over runs of words.

Equal texts have equal signatures on every machine. Two signatures agree in about as many
places as the texts share of all their runs of words (Jaccard); so a signature is all that has
to be kept of a text to find its copies, and runs of its values (bands) find them by equality.
"""

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from struct import pack

from schemas import Signature

RUN = 4
"""Words in a row that count as one; a changed word changes as many."""

LEAST_WORDS = 30
"""A text with fewer says too little to be known as a copy."""

BANDS = 32
ROWS = 6
"""Values of a band; 32 bands of 6 find 98 in 100 pairs that are alike by 0.7."""

LENGTH = BANDS * ROWS
"""Values of a signature."""

_MOST = 20_000
"""Runs of words hashed at once, which bounds memory."""

# words and numbers, whatever stands between them: "5.2%", "U.S.", "don’t"
_WORD = re.compile(r"\w+")


def sign(text: str) -> Signature:
    """Return the signature of a text; an empty one for a text of few words."""
    minima = find_minima(text)
    return Signature(minima=minima, bands=tuple(band_keys(minima)))


def find_minima(text: str) -> tuple[int, ...]:
    """Return LENGTH whole numbers of 32 bits that stand for a text; none for a short one."""
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < LEAST_WORDS:
        return ()
    # Imported when it is used: the command line must not wait for it.
    import numpy as np

    seeds, odds = (
        np.array(list(_numbers(what)), dtype=np.uint64).reshape(-1, 1) for what in ("seed", "odd")
    )
    odds |= np.uint64(1)
    least = np.full(LENGTH, np.iinfo(np.uint64).max, dtype=np.uint64)
    runs = sorted({" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)})
    for start in range(0, len(runs), _MOST):
        hashes = b"".join(
            blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest()
            for run in runs[start : start + _MOST]
        )
        mixed = (np.frombuffer(hashes, dtype="<u8") ^ seeds) * odds
        least = np.minimum(least, (mixed ^ (mixed >> np.uint64(29))).min(axis=1))
    return tuple((least >> np.uint64(32)).astype(np.uint32).view(np.int32).tolist())


def band_keys(minima: Sequence[int]) -> Iterator[int]:
    """Yield a number of 64 bits for each band of a signature; alike texts share one of them."""
    for band in range(len(minima) // ROWS):
        part = minima[band * ROWS : (band + 1) * ROWS]
        digest = blake2b(pack(f"<i{ROWS}i", band, *part), digest_size=8).digest()
        yield int.from_bytes(digest, "little", signed=True)


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Return in which part of their places two signatures agree; 0 where one is empty."""
    if not one or not other:
        return 0.0
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def _numbers(what: str) -> Iterator[int]:
    """Yield LENGTH numbers of 64 bits, always the same ones."""
    for index in range(LENGTH):
        yield int.from_bytes(blake2b(f"{what} {index}".encode(), digest_size=8).digest(), "little")
