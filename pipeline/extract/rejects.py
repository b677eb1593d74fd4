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


def sift(
    scan: NumberScan, companies: Sequence[FoundCompany]
) -> tuple[tuple[FoundQuantity, ...], tuple[RejectedSpan, ...]]:
    """Return the quantities outside company names, and all that is rejected, in reading order."""
    kept: list[FoundQuantity] = []
    rejected = list(scan.rejected)
    for quantity in scan.quantities:
        if any(c.start < quantity.end and quantity.start < c.end for c in companies):
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
    covered = bytearray(len(raw.raw_text))
    for low, high in (*((f.char_start, f.char_end) for f in figures), *spans):
        covered[low:high] = b"\1" * (high - low)
    for gap in UNCOVERED.finditer(covered):
        for match in NUMERAL.finditer(raw.raw_text, *gap.span()):
            boilerplate = any(s <= match.start() < e for s, e in cleaned.boilerplate)
            spans[match.span()] = NumberReason.BOILERPLATE if boilerplate else NumberReason.BARE
    for (low, high), reason in sorted(spans.items()):
        yield RejectedNumber(
            char_start=low, char_end=high, quote=raw.raw_text[low:high], reason=reason
        )
