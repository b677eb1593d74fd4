"""The time that a forecast speaks of, among the times of its figures and its clause."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from pipeline.components.clauses import ancestors
from pipeline.extract.clauses import ForecastClause
from pipeline.extract.meanings import Meaning
from pipeline.extract.standing import verb_of
from pipeline.grammar.periods import FoundPeriod
from pipeline.ranking import Candidate
from schemas import Period


def target_candidates(
    forecast: ForecastClause,
    stated: Sequence[Meaning],
    anchor: date | None,
    previous: Period | None,
) -> list[Candidate[Period]]:
    """Return the times that the forecast may speak of, and that it names none.

    Args:
        forecast: The clause.
        stated: The figures that it states.
        anchor: The day of writing; None where unknown.
        previous: What the passage's last forecast spoke of.
    """
    signs: dict[str, list[str]] = {}
    periods: dict[str, Period] = {}
    for period, tags in _proposed(forecast, stated, previous):
        periods.setdefault(period.label, period)
        signs.setdefault(period.label, []).extend(tags)
    setting = [f"figures {bool(stated)}", f"cue {forecast.kind}"]
    none = {"none": 1.0} | {f"none&{word}": 1.0 for word in [*setting, f"times {len(periods)}"]}
    if any("clause" in tags for tags in signs.values()):
        none["none&clause time"] = 1.0
    lies = {_when(period, anchor) for period in periods.values()}
    none |= {f"none&{when}": 1.0 for when in lies}
    none[f"none&{'+'.join(sorted(lies))}"] = 1.0
    candidates: list[Candidate[Period]] = [Candidate(None, none, "no time is named")]
    for label, tags in signs.items():
        tags += _calendar_signs(periods[label], periods, anchor)
        crossed = [f"{tag}&{word}" for tag in tags for word in setting]
        features = {"time": 1.0} | dict.fromkeys([*tags, *crossed], 1.0)
        candidates.append(Candidate(periods[label], features, tags[0], label))
    return candidates


def _proposed(
    forecast: ForecastClause, stated: Sequence[Meaning], previous: Period | None
) -> Iterator[tuple[Period, list[str]]]:
    """Yield every possible time with what speaks for it."""
    dated = [m.period for m in stated if m.period is not None]
    for decided in dated:
        yield decided.value, ["of a figure", f"of a figure: {decided.rule}"]
    for meaning in forecast.clause.meanings:
        if meaning.period is not None and meaning not in stated:
            yield meaning.period.value, ["of a figure beside"]
    for found in forecast.clause.periods:
        if found.period is not None:
            yield found.period, _found_signs(forecast, found)
    if previous is not None:
        yield previous, ["of the last forecast"]


def _found_signs(forecast: ForecastClause, found: FoundPeriod) -> list[str]:
    """Return what speaks for a time of the clause: its role, its way, its tie to the cue."""
    signs = ["clause", f"role {found.role.value}", f"ahead {found.is_future}"]
    signs.append(f"role {found.role.value}&ahead {found.is_future}")
    tokens = forecast.clause.read.sentence.parsed.tokens_in(found.start, found.end)
    if not tokens or forecast.cue is None:
        return signs
    before = tokens[0].nbor(-1).lower_ if tokens[0].i else ""
    signs.append(f"behind {before}" if len(before) < 8 else "behind a word")
    top = verb_of(forecast.cue)
    under = any(t.i in (top.i, forecast.cue.i) for t in ancestors(tokens[0]))
    side = "after" if tokens[0].i > forecast.cue.i else "before"
    signs += [f"under {under}", f"{side} cue", f"{side} cue&ahead {found.is_future}"]
    return signs


def _calendar_signs(
    period: Period, periods: Mapping[str, Period], anchor: date | None
) -> list[str]:
    """Return how the time lies among the others and to the day of writing."""
    signs = [f"grain {period.grain.value}", f"interval {'/' in period.label}"]
    last = max(p.period_end for p in periods.values())
    signs.append(f"last {period.period_end == last}")
    signs.append(f"only {len(periods) == 1}")
    when = _when(period, anchor)
    return [*signs, f"when {when}", f"when {when}&grain {period.grain.value}"]


def _when(period: Period, anchor: date | None) -> str:
    """Return how the time lies to the day of writing."""
    if anchor is None:
        return "unknown"
    if period.period_end < anchor:
        return "past"
    return "ahead" if period.period_start > anchor else "now"
