"""Passages that are no news: what they hold is set aside, and they become records."""

from bisect import bisect_right
from collections.abc import Sequence

from pipeline.clean import CleanText
from pipeline.grammar.passages import FoundPassage
from pipeline.grammar.quantities import NumberScan, RejectedSpan
from schemas import NumberReason, Passage, PassageKind

FURNITURE_RULE = "removed_line"
"""The rule of a passage that cleaning took out of the text as a whole line."""


def set_aside(scan: NumberScan, passages: Sequence[FoundPassage]) -> NumberScan:
    """Return the scan with the quantities of boilerplate among the rejected.

    What a company says of itself ("About Acme") states facts, and stays.
    """
    kept = tuple(q for q in scan.quantities if not is_aside(q.start, passages))
    if len(kept) == len(scan.quantities):
        return scan
    rejected = [
        RejectedSpan(q.start, q.end, NumberReason.BOILERPLATE)
        for q in scan.quantities
        if is_aside(q.start, passages)
    ]
    both = sorted((*scan.rejected, *rejected), key=lambda span: (span.start, span.end))
    return NumberScan(kept, tuple(both))


def is_aside(position: int, passages: Sequence[FoundPassage]) -> bool:
    """Return whether a character of the cleaned text stands in a passage that states nothing."""
    index = bisect_right(passages, position, key=lambda passage: passage.start) - 1
    if index < 0 or position >= passages[index].end:
        return False
    return passages[index].kind is not PassageKind.ABOUT


def news(text: str, passages: Sequence[FoundPassage]) -> str:
    """Return the cleaned text without its passages: what copies of an article share."""
    starts = (0, *(passage.end for passage in passages))
    ends = (*(passage.start for passage in passages), len(text))
    return "\n".join(text[start:end] for start, end in zip(starts, ends, strict=True))


def make_passages(found: Sequence[FoundPassage], cleaned: CleanText) -> tuple[Passage, ...]:
    """Return the passages as records, with the lines that cleaning removed, in raw order."""
    places = [(cleaned.offsets.to_raw(p.start, p.end), p.kind, p.rule) for p in found]
    places += [(span, PassageKind.FURNITURE, FURNITURE_RULE) for span in cleaned.boilerplate]
    return tuple(
        Passage(char_start=start, char_end=end, kind=kind, rule=rule)
        for (start, end), kind, rule in sorted(places)
        if start < end
    )
