"""Times that a reader carries over to a number from what came before."""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.extract.frames import Frame
from pipeline.extract.spans_of_time import year_after, year_before
from pipeline.grammar.periods import FoundPeriod
from pipeline.ranking import Candidate
from schemas import Grain, Period

FRIDAY = 4
THAT = "that period"
"""What says of a figure that its time is one named before: "over the same period"."""

AHEAD = frozenset("expected expects expect forecast forecasts projected set seen likely".split())
"""Words that make a sentence speak of what is to come."""


@dataclass(frozen=True, slots=True)
class TimeContext:
    """What a reader knows of the time before a number.

    `before` are the periods of the sentence's earlier figures (None where one had none);
    `passage` is the last period of the paragraph, `article` the last of all; `opening` the
    first period that the article names; `section` the one that the last heading names;
    `recent` the periods named in the last sentences, the newest first; `usual` those that the
    whole article names most often, one of each grain. `anchor` is the day of writing, `since`
    the number of sentences since a figure last had a period. `is_trading` tells that the
    sentence speaks of shares and prices, whose day is the day of writing.
    """

    before: Sequence[Period | None]
    passage: Period | None
    article: Period | None
    opening: Period | None
    section: Period | None
    recent: Sequence[Period]
    usual: Mapping[Grain, Period]
    anchor: date | None
    since: int
    is_trading: bool


def carried_periods(
    frame: Frame,
    context: TimeContext,
    found: Sequence[FoundPeriod],
    compared: Period | None,
    setting: Sequence[str],
) -> list[Candidate[Period]]:
    """Return the periods that may be carried over, with what speaks for each.

    Args:
        frame: The quantity in its sentence.
        context: The time known before the number.
        found: The sentence's own periods.
        compared: The one of them that something is compared with; None for none.
        setting: Words on the figure that make a kind of period more or less likely.
    """
    state = "own" if found else "no own"
    tense = frame.verb.tag_ if frame.verb is not None else "no verb"
    is_ahead = any(t.tag_ == "MD" or t.lower_ in AHEAD for t in frame.head.doc)
    candidates = []
    for name, period in _known(context, found, compared):
        features = {f"carried {name}": 1.0, f"carried {name}&{state}": 1.0}
        features |= {f"carried {name}&{word}": 1.0 for word in setting}
        features[f"carried {name}&{period.grain.value}"] = 1.0
        features[f"carried {name}&since {min(context.since, 4)}"] = 1.0
        if context.anchor is None:
            features[f"carried {name}&undated"] = 1.0
        elif context.anchor.year != period.period_start.year:
            features[f"carried {name}&other year"] = 1.0
        if THAT in setting:
            features[f"carried {period.grain.value}&{THAT}"] = 1.0
        features |= _when(period, context.anchor, tense, is_ahead)
        candidates.append(Candidate(period, features, f"carried over: {name}"))
    return candidates


def _known(
    context: TimeContext, found: Sequence[FoundPeriod], compared: Period | None
) -> Iterator[tuple[str, Period]]:
    """Yield the periods that are known before the number, each with how it is known."""
    last = next((p for p in reversed(context.before) if p), None)
    named: list[tuple[str, Period | None]] = [
        ("figure before", last),
        ("first figure", next((p for p in context.before if p), None)),
        ("passage", context.passage),
        ("section", context.section),
        ("year before", year_before(last) if last else None),
        # "5% more than a year earlier" is about the year after the one that it names.
        ("year after", year_after(compared) if compared else None),
        ("day of writing", _day_of_writing(context)),
        ("quarter over", _quarter_over(context.anchor)),
    ]
    if not found:
        named += [("article", context.article), ("opening", context.opening)]
        named += [(f"named {min(place, 2)} back", p) for place, p in enumerate(context.recent)]
        named += [(f"usual {grain.value}", p) for grain, p in context.usual.items()]
    if len(found) == 1 and found[0].period is not None:
        named.append(("year before its own", year_before(found[0].period)))
    for name, period in named:
        if period is not None:
            yield name, period


def _when(period: Period, anchor: date | None, tense: str, is_ahead: bool) -> dict[str, float]:
    """Return how a period that is carried over fits the day of writing and the verb's tense."""
    if anchor is None:
        side = "undated"
    elif period.period_end < anchor:
        side = "over"
    else:
        side = "ahead" if period.period_start > anchor else "now"
    return {
        f"carried {side}&{tense}": 1.0,
        f"carried {side}&{'ahead' if is_ahead else 'plain'}": 1.0,
    }


def _day_of_writing(context: TimeContext) -> Period | None:
    """Return the day of writing for a sentence about trading; None for others."""
    day = context.anchor
    if day is None or not context.is_trading:
        return None
    # Markets are closed on Saturdays and Sundays: what is told then is Friday's.
    day -= timedelta(days=max(0, day.weekday() - FRIDAY))
    return Period(label=day.isoformat(), period_start=day, period_end=day, grain=Grain.DAY)


def _quarter_over(day: date | None) -> Period | None:
    """Return the last quarter that was over on the day of writing: what a report is about."""
    if day is None:
        return None
    quarter = (day.month - 1) // 3
    year, quarter = (day.year, quarter) if quarter else (day.year - 1, 4)
    start = date(year, 3 * quarter - 2, 1)
    end = date(year, 3 * quarter, monthrange(year, 3 * quarter)[1])
    label = f"{year}-Q{quarter}"
    return Period(label=label, period_start=start, period_end=end, grain=Grain.QUARTER)
