"""The time a figure is about: the period candidates of a number, with what speaks for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.components.clauses import within
from pipeline.components.marked import MarkedSentence
from pipeline.extract.frames import Frame
from pipeline.extract.spans_of_time import growth_span, year_before
from pipeline.grammar.periods import FoundPeriod, PeriodRole
from pipeline.ranking import Candidate
from schemas import Basis, Grain, Kind, Period

UNPLACED = (PeriodRole.DURATION, PeriodRole.TIME, PeriodRole.AGE)
LINKING = frozenset(
    "in by for during at of on the end through to throughout over from between and until within "
    "last this about around early late mid fiscal ( ) , - – — per each every as".split()
)
MAX_LINK = 40


@dataclass(frozen=True, slots=True)
class TimeContext:
    """What a reader knows of the time before a number.

    `before` are the periods of the sentence's earlier figures (None where one had none);
    `passage` is the last period of the paragraph, `article` the last of all; `opening` the
    first period that the article names. `anchor` is the day of writing, `since` the number
    of sentences since a figure last had a period. `is_trading` tells that the sentence speaks of
    shares and prices, whose day is the day of writing.
    """

    before: Sequence[Period | None]
    passage: Period | None
    article: Period | None
    opening: Period | None
    anchor: date | None
    since: int
    is_trading: bool


def period_candidates(
    frame: Frame,
    context: TimeContext,
    *,
    kind: Kind,
    basis: Basis | None,
    metric_class: str,
) -> list[Candidate[Period]]:
    """Return the periods that the figure may be about, and the candidate that none is said.

    Args:
        frame: The quantity in its sentence.
        context: The time known before the number.
        kind: Of the figure.
        basis: What a change is compared with.
        metric_class: The class of what is measured.
    """
    found = [p for p in frame.sentence.periods if p.period is not None and p.role not in UNPLACED]
    setting = _setting(frame, kind, basis, metric_class)
    span = growth_span([p.period for p in found if p.period]) if basis is Basis.CAGR else None
    if span is not None:
        # "at a CAGR of 8% from 2024 to 2030" leaves nothing to choose.
        return [Candidate(span, {"growth span": 1.0}, "interval of the growth rate")]
    if not found and any(p.role is PeriodRole.POINT for p in frame.sentence.periods):
        # "last year" in an undated article: the text says when, and nobody can date it.
        setting = [*setting, "undatable"]
    candidates = [_unsaid(context, found, setting)]
    candidates += [_own(p, frame, found, setting) for p in found]
    candidates += _carried(context, found, setting)
    return _merged(candidates)


def _merged(candidates: Sequence[Candidate[Period]]) -> list[Candidate[Period]]:
    """Return one candidate for each label: the features of the same period add up."""
    merged: dict[str | None, Candidate[Period]] = {}
    for one in candidates:
        label = one.value.label if one.value else None
        known = merged.get(label)
        if known is None:
            merged[label] = one
        else:
            features = {**one.features, **known.features}
            merged[label] = Candidate(known.value, features, known.rule, known.words)
    return list(merged.values())


def _setting(frame: Frame, kind: Kind, basis: Basis | None, metric_class: str) -> list[str]:
    """Return words on the figure that make a kind of period more or less likely."""
    words = [
        f"kind {kind.value}",
        f"metric {metric_class}",
        f"form {frame.quantity.form.value}",
    ]
    if frame.relation == "from":
        words.append("from")
    if basis is not None:
        words.append(f"basis {basis.value}")
    if frame.sentence.parsed.is_heading:
        words.append("heading")
    if frame.verb is not None:
        words.append(f"tense {frame.verb.tag_}")
    return words


def _unsaid(
    context: TimeContext, found: Sequence[FoundPeriod], setting: Sequence[str]
) -> Candidate[Period]:
    """Return the candidate that the text does not say the time."""
    state = (
        "own" if found else "passage" if context.passage else "article" if context.article else "no"
    )
    features = {"none": 1.0, f"none&{state} period": 1.0}
    features |= {f"none&{word}&{state} period": 1.0 for word in setting}
    if context.before:
        features["none&none before"] = float(context.before[-1] is None)
    return Candidate(None, features, "no period said")


def _own(
    found: FoundPeriod, frame: Frame, all_found: Sequence[FoundPeriod], setting: Sequence[str]
) -> Candidate[Period]:
    """Return a period of the sentence with where it stands to the number."""
    quantity, sentence = frame.quantity, frame.sentence
    after = found.start >= quantity.end
    gap = found.start - quantity.end if after else quantity.start - found.end
    others = [p for p in all_found if p is not found]
    owner = _owner(found, sentence)
    flags = {
        "right behind": after and _is_linked(quantity.end, found.start, sentence),
        "right before": not after and gap <= 12,
        "another's": owner is not None and owner != quantity.start and bool(others),
        "only one": not others,
        "nearest": all(_gap(p, frame) >= gap for p in others),
        "first": all(p.start >= found.start for p in all_found),
        "same clause": _same_clause(found, frame),
        "leads sentence": found.start - sentence.start < 25,
        "ahead": bool(found.is_future),
        "beyond a semicolon": _is_divided(found, frame),
    }
    features = {f"own {name}": 1.0 for name, holds in flags.items() if holds}
    role, grain = found.role.value, found.period.grain.value if found.period else ""
    features |= {"own": 1.0, f"own role {role}": 1.0, f"own grain {grain}": 1.0}
    features[f"own gap {min(gap // 40, 4)} {'after' if after else 'before'}"] = 1.0
    features |= {f"own role {role}&{word}": 1.0 for word in setting}
    words = sentence.text[found.start - sentence.start : found.end - sentence.start]
    rule = "right behind the number" if "own right behind" in features else "in the sentence"
    return Candidate(found.period, features, rule, words)


def _is_divided(found: FoundPeriod, frame: Frame) -> bool:
    """Tell whether a semicolon stands between the period and the number."""
    low, high = sorted((found.start, frame.quantity.start))
    start = frame.sentence.start
    return ";" in frame.sentence.text[low - start : high - start]


def _is_linked(start: int, end: int, sentence: MarkedSentence) -> bool:
    """Tell whether only linking words stand between two places of the sentence."""
    if end - start > MAX_LINK:
        return False
    gap = sentence.text[start - sentence.start : end - sentence.start].lower()
    for mark in ",()":
        gap = gap.replace(mark, f" {mark} ")
    return all(word in LINKING for word in gap.split())


def _owner(found: FoundPeriod, sentence: MarkedSentence) -> int | None:
    """Return the start of the quantity that the period stands right behind; None for none."""
    before = [q for q in sentence.quantities if q.end <= found.start]
    if not before or not _is_linked(before[-1].end, found.start, sentence):
        return None
    return before[-1].start


def _gap(found: FoundPeriod, frame: Frame) -> int:
    return max(found.start - frame.quantity.end, frame.quantity.start - found.end)


def _same_clause(found: FoundPeriod, frame: Frame) -> bool:
    """Tell whether the period hangs in the number's own clause."""
    if frame.verb is None:
        return True
    tokens = frame.sentence.parsed.tokens_in(found.start, found.end)
    return any(within(token, frame.verb) for token in tokens)


def _carried(
    context: TimeContext, found: Sequence[FoundPeriod], setting: Sequence[str]
) -> list[Candidate[Period]]:
    """Return the periods that a reader carries over from what came before."""
    last = next((p for p in reversed(context.before) if p), None)
    first = next((p for p in context.before if p), None)
    state = "own" if found else "no own"
    sources: list[tuple[str, Period | None]] = [
        ("figure before", last),
        ("first figure", first),
        ("passage", context.passage),
        ("article", None if found else context.article),
        ("opening", None if found else context.opening),
        ("year before", year_before(last) if last else None),
        ("day of writing", _day_of_writing(context)),
    ]
    candidates = []
    for name, period in sources:
        if period is None:
            continue
        features = {f"carried {name}": 1.0, f"carried {name}&{state}": 1.0}
        features |= {f"carried {name}&{word}": 1.0 for word in setting}
        features[f"carried {name}&{period.grain.value}"] = 1.0
        features[f"carried {name}&since {min(context.since, 4)}"] = 1.0
        if context.anchor is None:
            features[f"carried {name}&undated"] = 1.0
        elif context.anchor.year != period.period_start.year:
            features[f"carried {name}&other year"] = 1.0
        candidates.append(Candidate(period, features, f"carried over: {name}"))
    return candidates


def _day_of_writing(context: TimeContext) -> Period | None:
    """Return the day of writing for a sentence about trading; None for others."""
    day = context.anchor
    if day is None or not context.is_trading:
        return None
    return Period(label=day.isoformat(), period_start=day, period_end=day, grain=Grain.DAY)
