"""Forecasts: statements about the future that somebody makes, with or without numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from spacy.tokens import Token

from pipeline.components.cues import CueTable
from pipeline.extract.claims import figure_id
from pipeline.extract.clauses import AHEAD, Clause, divide, find_cue, future_period
from pipeline.extract.forecast_features import forecast_candidates
from pipeline.extract.meanings import Meaning, ReadSentence
from pipeline.extract.records import RawText
from pipeline.ranking import Chooser
from schemas import Forecast, Period, Status, stable_id


def make_forecasts(
    read: Iterable[ReadSentence],
    raw: RawText,
    cues: CueTable,
    anchor: date | None,
    chooser: Chooser,
) -> Iterator[Forecast]:
    """Yield the forecasts of an article in reading order.

    A clause that states a figure ahead, or a strong cue with a time ahead, is weighed by the
    ranker; hope without date or measure never comes that far.

    Args:
        read: The sentences with the meaning of their numbers.
        raw: The raw text that spans point into.
        cues: The cue table.
        anchor: The day of writing; None where unknown.
        chooser: The trained ranker of the field `forecast`.
    """
    for sentence in read:
        previous: str | None = None
        for clause in divide(sentence):
            forecast = _forecast(clause, raw, cues, anchor, chooser, previous)
            if forecast is not None:
                previous = forecast.forecaster
                yield forecast


def _forecast(
    clause: Clause,
    raw: RawText,
    cues: CueTable,
    anchor: date | None,
    chooser: Chooser,
    previous: str | None,
) -> Forecast | None:
    """Return the clause's forecast; None where it states none."""
    cue = find_cue(clause, cues)
    dated = future_period(clause, anchor, has_cue=cue is not None)
    candidates = forecast_candidates(clause, cues, cue=cue, dated=dated)
    if candidates is None:
        return None
    chance = chooser.chances(candidates, key=clause.start)[1]
    if chance < 0.5:
        return None
    ahead = [m for m in clause.meanings if m.status.value in AHEAD]
    target = _target(ahead, dated)
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
