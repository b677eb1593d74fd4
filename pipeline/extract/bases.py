"""What a change is compared with: the nearest stated comparison."""

from pipeline.extract.decisions import Decision
from pipeline.extract.frames import Frame
from schemas import Basis, Kind

REACH = 90


def decide_basis(frame: Frame, kind: Kind) -> Decision[Basis] | None:
    """Return the basis of a change with its words; None for other kinds or none stated.

    A comparison belongs to the change nearest to it within 90 characters of one sentence.
    """
    if kind is not Kind.CHANGE:
        return None
    quantity = frame.quantity
    best: tuple[int, Basis, str] | None = None
    for found in frame.sentence.bases:
        gap = max(found.start - quantity.end, quantity.start - found.end)
        if gap <= REACH and (best is None or gap < best[0]):
            start = found.start - frame.sentence.start
            best = (gap, found.basis, frame.sentence.text[start : found.end - frame.sentence.start])
    if best is None:
        return None
    return Decision(best[1], "nearest comparison", best[2])
