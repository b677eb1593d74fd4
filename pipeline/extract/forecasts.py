"""Forecasts: statements about the future that somebody makes, with or without numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from pipeline.components.cues import CueTable
from pipeline.extract.claims import figure_id
from pipeline.extract.clauses import AHEAD, Clause, divide, find_cue, future_period
from pipeline.extract.forecast_features import forecast_candidates
from pipeline.extract.meanings import Meaning, ReadSentence
from pipeline.extract.metric_keys import MetricKeys
from pipeline.extract.records import RawText
from pipeline.extract.stances import find_stance
from pipeline.extract.subjects import find_leading, find_subject
from pipeline.ranking import Chooser
from schemas import Forecast, Period, Status, stable_id

LEAST_CHANCE = 0.5


@dataclass(frozen=True, slots=True)
class ForecastContext:
    """What the forecasts of one article are made with.

    Attributes:
        raw: The raw text that spans point into.
        cues: The cue table.
        keys: The keys of metrics.
        anchor: The day of writing; None where unknown.
        chooser: The trained ranker of the field `forecast`.
    """

    raw: RawText
    cues: CueTable
    keys: MetricKeys
    anchor: date | None
    chooser: Chooser


def make_forecasts(read: Iterable[ReadSentence], context: ForecastContext) -> Iterator[Forecast]:
    """Yield the forecasts of an article's sentences in reading order.

    A clause that states a figure ahead, or a strong cue with a time ahead, is weighed by the
    ranker; hope without date or measure never comes that far.
    """
    for sentence in read:
        previous: str | None = None
        for clause in divide(sentence):
            forecast = _forecast(clause, context, previous)
            if forecast is not None:
                previous = forecast.forecaster
                yield forecast


def _forecast(clause: Clause, context: ForecastContext, previous: str | None) -> Forecast | None:
    """Return the clause's forecast; None where it states none."""
    cue = find_cue(clause, context.cues)
    dated = future_period(clause, context.anchor, has_cue=cue is not None)
    candidates = forecast_candidates(clause, context.cues, cue=cue, dated=dated)
    if candidates is None:
        return None
    chance = context.chooser.chances(candidates, key=clause.start)[1]
    if chance < LEAST_CHANCE:
        return None
    ahead = [m for m in clause.meanings if m.status.value in AHEAD]
    return _record(clause, context, ahead, cue, dated, previous, chance)


def _record(
    clause: Clause,
    context: ForecastContext,
    ahead: Sequence[Meaning],
    cue: Token | None,
    dated: Period | None,
    previous: str | None,
    chance: float,
) -> Forecast:
    """Return the record of a clause that states a forecast."""
    raw = context.raw
    target = _target(ahead, dated)
    leading = find_leading(ahead, target)
    stance = find_stance(clause, leading, cue, context.cues, context.anchor)
    subject = find_subject(clause, leading, cue, context.keys)
    span = raw.span(clause.start, clause.end)
    return Forecast(
        forecast_id=stable_id("s", raw.article_id, span["char_start"], span["char_end"]),
        **span,
        sentence=clause.read.sentence.text,
        forecaster=_forecaster(clause, ahead, cue) or previous,
        target_period=target.label if target else None,
        target_start=target.period_start if target else None,
        target_end=target.period_end if target else None,
        figure_ids=tuple(figure_id(m, raw) for m in ahead),
        statement=clause.words,
        confidence=round(min(chance, 0.99), 2),
        rule=f"figure: {ahead[0].status.rule}" if ahead else f"cue: {cue.text if cue else ''}",
        figure_id=figure_id(leading, raw) if leading else None,
        metric=subject.metric,
        metric_key=subject.metric_key,
        company=subject.company,
        region=subject.region,
        condition=stance.condition,
        certainty=stance.certainty,
        polarity=stance.polarity,
        made_on=stance.made_on,
    )


def _target(ahead: Sequence[Meaning], dated: Period | None) -> Period | None:
    """Return what the forecast speaks of: the latest period of its figures, else the clause's."""
    periods = [m.period.value for m in ahead if m.period is not None]
    if not periods:
        return dated
    plain = [p for p in periods if "/" not in p.label] or periods
    return max(plain, key=lambda p: p.period_end)


def _forecaster(clause: Clause, ahead: Sequence[Meaning], cue: Token | None) -> str | None:
    """Return who forecasts: the figures' source, the cue's attribution, or a planner itself."""
    counted = Counter(m.source.value for m in ahead if m.source is not None)
    if counted:
        return counted.most_common(1)[0][0]
    attributions = clause.read.attributions
    if cue is not None:
        for attribution in attributions:
            if attribution.cue.i == cue.i or attribution.covers(cue):
                return attribution.source
    if attributions and not ahead:
        return attributions[0].source
    planners = [m.company.value for m in ahead if m.company and m.status.value is Status.TARGET]
    return next((name for name in planners if isinstance(name, str)), None)
