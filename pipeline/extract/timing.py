"""The time a figure is about: the period candidates of a number, with what speaks for each."""

import re
from collections.abc import Sequence

from pipeline.components.clauses import within
from pipeline.components.marked import MarkedSentence
from pipeline.extract.carried_times import THAT, TimeContext, carried_periods
from pipeline.extract.frames import Frame
from pipeline.extract.spans_of_time import growth_span
from pipeline.grammar.periods import FoundPeriod, PeriodRole
from pipeline.ranking import Candidate
from schemas import Basis, Kind, Period

UNPLACED = (PeriodRole.DURATION, PeriodRole.TIME, PeriodRole.AGE)
LINKING = frozenset(
    "in by for during at of on the end through to throughout over from between and until within "
    "last this about around early late mid fiscal ( ) , - – — per each every as".split()
)
MAX_LINK = 40
REPORTING = frozenset("reported reports posted results quarterly consensus estimates".split())
"""Words of a company's report on the quarter that is over."""
STARTS = frozenset("from versus vs vs. against than".split())
INTRODUCING = frozenset("since after before than compared versus vs against nothing".split())

# "a CAGR of 6% during the forecast period", "26.5% over the same period"; not "the period of 2023"
THAT_PERIOD = re.compile(
    r"\b(?:over|during|in|for|throughout|within) (?:the|that|this) "
    r"(?:same |forecast |forecasted |projected |analysis |review )?(?:period|time ?frame)\b"
    r"(?! (?:last|a year|of|in|ended|ending|to|from|between|through|under))",
    re.IGNORECASE,
)
REACH = 90
"""Characters around a number in which such words speak of its time."""


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
    found = [
        p
        for p in frame.sentence.periods
        if p.period is not None and p.role not in UNPLACED and not is_due(p, frame.sentence)
    ]
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
    compared = next((p.period for p in found if _is_compared(p, frame)), None)
    candidates += carried_periods(frame, context, found, compared, setting)
    return _merged(candidates)


def is_due(found: FoundPeriod, sentence: MarkedSentence) -> bool:
    """Tell whether the year is part of a bond's name: "4.5% Notes due 2032"."""
    return sentence.text[: found.start - sentence.start].endswith("due ")


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
    if any(t.lower_ in REPORTING for t in frame.head.doc):
        words.append("reporting")
    if frame.verb is None and ":" in frame.sentence.text:
        words.append("label line")
    if frame.verb is not None:
        words.append(f"tense {frame.verb.tag_}")
    if _says_that_period(frame):
        words.append(THAT)
    return words


def _says_that_period(frame: Frame) -> bool:
    """Tell whether words near the number send the reader back to a period named before."""
    text, at = frame.sentence.text, frame.quantity.start - frame.sentence.start
    return THAT_PERIOD.search(text, max(0, at - REACH), at + REACH) is not None


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
        "behind a start": owner not in (None, quantity.start) and is_start(owner, sentence),
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
    features |= {f"own role {role}&{name}": 1.0 for name, holds in flags.items() if holds}
    features |= {f"own role {role}&{frame.relation}": 1.0, f"own rule {found.rule}": 1.0}
    features |= _introduced(found, sentence, flags["right behind"])
    words = sentence.text[found.start - sentence.start : found.end - sentence.start]
    rule = "right behind the number" if "own right behind" in features else "in the sentence"
    return Candidate(found.period, features, rule, words)


def _is_compared(found: FoundPeriod, frame: Frame) -> bool:
    """Tell whether the period is what another number, or the clause, is compared with."""
    if found.role is PeriodRole.COMPARISON:
        return True
    owner = _owner(found, frame.sentence)
    return owner not in (None, frame.quantity.start) and is_start(owner, frame.sentence)


def is_start(start: int | None, sentence: MarkedSentence) -> bool:
    """Tell whether the quantity at a place is where a change began: "up from $9.8m"."""
    if start is None:
        return False
    before = sentence.text[: start - sentence.start].lower().split()[-2:]
    return any(word.strip("(,") in STARTS for word in before)


def _introduced(found: FoundPeriod, sentence: MarkedSentence, is_behind: bool) -> dict[str, float]:
    """Return by which word the period is introduced: "in 2024", "since 2024", "of 2024"."""
    before = sentence.text[: found.start - sentence.start].lower().replace("(", " ( ").split()
    word = next((w for w in reversed(before[-2:]) if w not in ("the", "a", "its")), "nothing")
    word = word if word in LINKING or word in INTRODUCING else "other"
    return {f"own after {word}": 1.0, f"own after {word}&{'behind' if is_behind else 'apart'}": 1.0}


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
