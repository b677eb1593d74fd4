"""The time a figure is about: the nearest fitting period of its sentence, or of its passage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.components.clauses import within
from pipeline.components.marked import MarkedSentence
from pipeline.extract.decisions import Decision
from pipeline.extract.frames import Frame
from pipeline.grammar.periods import FoundPeriod, PeriodRole
from schemas import Basis, Grain, Period

PLACED_ROLES = (PeriodRole.POINT, PeriodRole.DEADLINE, PeriodRole.SPAN, PeriodRole.SINCE)
LINKING = frozenset(
    "in by for during at of on the end through to throughout over from between and until within "
    "last this about around early late mid fiscal ( ) , - – — per each year every annually as".split()
)
MAX_LINK = 40
PeriodDecision = Decision[Period]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A period of the sentence with how near it stands to the figure; lower is nearer."""

    found: FoundPeriod
    cost: int
    rule: str


def decide_period(
    frame: Frame, basis: Basis | None, inherited: Period | None
) -> PeriodDecision | None:
    """Return the figure's period; None where neither sentence nor passage gives one.

    Args:
        frame: The quantity in its sentence.
        basis: What the change is compared with; growth rates over years want an interval.
        inherited: The period that the passage was about so far.
    """
    found = [p for p in frame.sentence.periods if p.period is not None]
    if basis is Basis.CAGR and (span := _growth_span(found)):
        return Decision(span, "interval of the growth rate")
    earlier = frame.relation == "from" or _before_word(frame) == "from"
    candidates = [_weigh(p, frame, found) for p in found if _usable(p, earlier)]
    candidates = [c for c in candidates if c.cost < 100]
    if candidates:
        best = min(candidates, key=lambda c: c.cost)
        if best.found.period is not None:
            return Decision(best.found.period, best.rule, _words(best.found, frame.sentence))
    if earlier and found:
        return None
    if inherited is not None:
        return Decision(inherited, "carried over from the passage", weight=0.6)
    return None


def _usable(found: FoundPeriod, earlier: bool) -> bool:
    """Tell whether a period may be a figure's own: comparisons serve only "from $3.0bn"."""
    if found.role is PeriodRole.COMPARISON:
        return earlier
    return found.role in PLACED_ROLES


def _before_word(frame: Frame) -> str:
    before = frame.before
    return before.lower_ if before is not None else ""


def _weigh(found: FoundPeriod, frame: Frame, all_found: Sequence[FoundPeriod]) -> Candidate:
    """Return how well a period fits: right behind the number, in its clause, or further off."""
    quantity, sentence = frame.quantity, frame.sentence
    if found.start >= quantity.end:
        gap = sentence.text[quantity.end - sentence.start : found.start - sentence.start]
        if len(gap) <= MAX_LINK and _is_linking(gap):
            return Candidate(found, 1, "right behind the number")
    owner = _owner(found, sentence)
    if owner and owner != quantity.start and _has_other(found, all_found):
        return Candidate(found, 50 + _distance(found, frame), "of another number")
    if _same_clause(found, frame):
        return Candidate(found, 5 + _distance(found, frame) // 10, "in the same clause")
    return Candidate(found, 30 + _distance(found, frame) // 10, "in the same sentence")


def _is_linking(gap: str) -> bool:
    words = gap.lower().replace(",", " , ").replace("(", " ( ").split()
    return all(word in LINKING for word in words)


def _owner(found: FoundPeriod, sentence: MarkedSentence) -> int | None:
    """Return the start of the quantity that the period stands right behind; None for none."""
    before = [q for q in sentence.quantities if q.end <= found.start]
    if not before:
        return None
    gap = sentence.text[before[-1].end - sentence.start : found.start - sentence.start]
    return before[-1].start if len(gap) <= MAX_LINK and _is_linking(gap) else None


def _has_other(found: FoundPeriod, all_found: Sequence[FoundPeriod]) -> bool:
    """Tell whether the sentence has a further period, so that this one may be left to its owner."""
    return any(p is not found and p.role in PLACED_ROLES for p in all_found)


def _distance(found: FoundPeriod, frame: Frame) -> int:
    if found.start >= frame.quantity.end:
        return found.start - frame.quantity.end
    return frame.quantity.start - found.end


def _same_clause(found: FoundPeriod, frame: Frame) -> bool:
    """Tell whether the period hangs in the number's own clause."""
    verb = frame.verb
    tokens = frame.sentence.parsed.tokens_in(found.start, found.end)
    if verb is None or not tokens:
        return verb is None
    return any(within(token, verb) for token in tokens)


def _words(found: FoundPeriod, sentence: MarkedSentence) -> str:
    return sentence.text[found.start - sentence.start : found.end - sentence.start]


def _growth_span(found: Sequence[FoundPeriod]) -> Period | None:
    """Return the interval that a growth rate runs over: the span, or first year to last."""
    for one in found:
        if one.role is PeriodRole.SPAN and one.period is not None:
            return one.period
    years = sorted({p.period.period_start.year for p in found if p.period and p.period.grain is Grain.YEAR})
    if len(years) < 2:
        return None
    first, last = years[0], years[-1]
    return Period(
        label=f"{first}/{last}",
        period_start=date(first, 1, 1),
        period_end=date(last, 12, 31),
        grain=Grain.SPAN,
    )


def year_before(period: Period) -> Period:
    """Return the same period one year earlier: what "from $9.6m a year ago" is about."""
    label = _shift_label(period.label)
    return Period(
        label=label,
        period_start=_year_back(period.period_start),
        period_end=_year_back(period.period_end),
        grain=period.grain,
    )


def _shift_label(label: str) -> str:
    """Return the label with every year lowered by one."""
    prefix = "FY" if label.startswith("FY") else ""
    parts = label.removeprefix("FY").split("/")
    return prefix + "/".join(f"{int(part[:4]) - 1}{part[4:]}" for part in parts)


def _year_back(day: date) -> date:
    """Return the day one year earlier; 29 February gives the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
