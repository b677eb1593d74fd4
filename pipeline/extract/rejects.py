"""Numbers that are no figures: told apart, and every numeral of the raw text accounted for."""

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.clean import CleanText
from pipeline.components.companies import FoundCompany
from pipeline.extract.records import RawText
from pipeline.grammar.periods import FoundPeriod, PeriodRole
from pipeline.grammar.quantities import FoundQuantity, NumberScan, RejectedSpan, Taken
from schemas import Figure, NumberReason, RejectedNumber

# "2024" | "1,000.5" | "２０": a run of digits of any script with what stands between them.
NUMERAL = re.compile(r"\d(?:\d|[.,]\d){0,60}")

# A stretch of characters that neither a figure nor a rejected number covers.
UNCOVERED = re.compile(rb"\0+")

ROLE_REASONS = {
    PeriodRole.TIME: NumberReason.TIME,
    PeriodRole.AGE: NumberReason.AGE,
}


def taken_by_periods(periods: Iterable[FoundPeriod]) -> tuple[Taken, ...]:
    """Return the spans whose numbers belong to a time; a bare length of time is left to others."""
    return tuple(
        Taken(p.start, p.end, ROLE_REASONS.get(p.role, NumberReason.PERIOD))
        for p in periods
        if p.role is not PeriodRole.DURATION
    )


def _cover(spans: Iterable[tuple[int, int]], length: int = 0) -> bytearray:
    """Return a byte for each character, 1 where a span lies over it; so a look-up costs nothing."""
    spans = tuple(spans)
    covered = bytearray(max((length, *(end for _, end in spans))))
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    return covered


def sift(
    scan: NumberScan, companies: Sequence[FoundCompany]
) -> tuple[tuple[FoundQuantity, ...], tuple[RejectedSpan, ...]]:
    """Return the quantities outside company names, and all that is rejected, in reading order."""
    kept: list[FoundQuantity] = []
    rejected = list(scan.rejected)
    named = _cover((c.start, c.end) for c in companies)
    for quantity in scan.quantities:
        if named.find(1, quantity.start, quantity.end) >= 0:
            rejected.append(RejectedSpan(quantity.start, quantity.end, NumberReason.NAME))
        else:
            kept.append(quantity)
    return tuple(kept), tuple(sorted(rejected, key=lambda r: (r.start, r.end)))


def make_rejects(
    rejected: Iterable[RejectedSpan], figures: Sequence[Figure], cleaned: CleanText, raw: RawText
) -> Iterator[RejectedNumber]:
    """Yield a record for every number that is no figure, in order of the raw text.

    Beside what the grammar rejected these are the numerals in boilerplate, and any that no
    one accounted for, so that nothing is silently dropped.
    """
    spans = {
        (low, high): span.reason
        for span in rejected
        for low, high in [cleaned.offsets.to_raw(span.start, span.end)]
        if low < high
    }
    known = (*((f.char_start, f.char_end) for f in figures), *spans)
    covered = _cover(known, len(raw.raw_text))
    boilerplate = _cover(cleaned.boilerplate, len(raw.raw_text))
    for gap in UNCOVERED.finditer(covered):
        for match in NUMERAL.finditer(raw.raw_text, *gap.span()):
            set_aside = boilerplate[match.start()]
            spans[match.span()] = NumberReason.BOILERPLATE if set_aside else NumberReason.BARE
    for (low, high), reason in sorted(spans.items()):
        yield RejectedNumber(
            char_start=low, char_end=high, quote=raw.raw_text[low:high], reason=reason
        )
