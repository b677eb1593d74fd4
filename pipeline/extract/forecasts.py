"""Forecasts: statements about the future that somebody makes, with or without numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pipeline.components.cues import CueTable
from pipeline.extract.claims import figure_id
from pipeline.extract.clauses import AHEAD, ForecastClause, divide, read_clause
from pipeline.extract.forecast_features import forecast_candidates
from pipeline.extract.forecasters import forecaster_candidates
from pipeline.extract.listening import Passage
from pipeline.extract.meanings import Meaning, ReadSentence
from pipeline.extract.metric_keys import MetricKeys
from pipeline.extract.records import RawText
from pipeline.extract.stances import find_stance
from pipeline.extract.stated import stated_figures
from pipeline.extract.subjects import find_leading, find_subject
from pipeline.extract.targets import target_candidates
from pipeline.ranking import Candidate, Chooser, Span
from schemas import Forecast, stable_id

T = TypeVar("T")

LEAST_CHANCE = 0.44
"""A clause less likely to be a forecast is none: where finding and precision are in balance."""


@dataclass(frozen=True, slots=True)
class ForecastContext:
    """What the forecasts of one article are made with.

    Attributes:
        raw: The raw text that spans point into.
        cues: The cue table.
        keys: The keys of metrics.
        anchor: The day of writing; None where unknown.
        choosers: The trained rankers; asked are those of `FIELDS`.
    """

    raw: RawText
    cues: CueTable
    keys: MetricKeys
    anchor: date | None
    choosers: Mapping[str, Chooser]


def make_forecasts(read: Iterable[ReadSentence], context: ForecastContext) -> Iterator[Forecast]:
    """Yield the forecasts of an article's sentences in reading order.

    A clause that states a figure ahead, or has a cue or a time ahead, is weighed by the ranker;
    hope without date or measure never comes that far.
    """
    sentences = list(read)
    passage = Passage(_main_company(sentences))
    for sentence in sentences:
        passage.enter(sentence)
        for clause in divide(sentence, context.cues):
            forecast = read_clause(clause, context.cues, context.anchor)
            chance = _chance(forecast, context)
            if chance >= LEAST_CHANCE:
                yield _record(forecast, context, passage, chance)
        passage.leave(sentence)


def _main_company(read: Sequence[ReadSentence]) -> str | None:
    """Return the company that the article names most, the first of equals; None for none."""
    counted = Counter(c.name for sentence in read for c in sentence.sentence.companies)
    return counted.most_common(1)[0][0] if counted else None


def _chance(forecast: ForecastClause, context: ForecastContext) -> float:
    """Return how likely the clause states a forecast; 0 where nothing speaks for it."""
    candidates = forecast_candidates(forecast)
    if candidates is None:
        return 0.0
    return context.choosers["forecast"].chances(candidates, span=forecast.clause.span)[1]


def _choose(candidates: Sequence[Candidate[T]], chooser: Chooser, span: Span) -> T | None:
    """Return the likeliest candidate's value, the first of equals."""
    found = chooser.chances(candidates, span=span)
    best = max(range(len(candidates)), key=lambda i: (found[i], -i))
    return candidates[best].value


def _record(
    forecast: ForecastClause, context: ForecastContext, passage: Passage, chance: float
) -> Forecast:
    """Return the record of a clause that states a forecast."""
    raw, clause, choosers = context.raw, forecast.clause, context.choosers
    stated = stated_figures(forecast, choosers["stated"])
    targets = target_candidates(forecast, stated, context.anchor, passage.target)
    target = _choose(targets, choosers["target"], clause.span)
    speakers = forecaster_candidates(forecast, stated, passage.voices)
    forecaster = _choose(speakers, choosers["forecaster"], clause.span)
    passage.note(forecaster, target)
    leading = find_leading(stated, target)
    stance = find_stance(clause, leading, forecast.cue, context.cues, context.anchor)
    subject = find_subject(clause, leading, forecast.cue, context.keys)
    span = raw.span(clause.start, clause.end)
    return Forecast(
        forecast_id=stable_id("s", raw.article_id, span["char_start"], span["char_end"]),
        **span,
        sentence=clause.read.sentence.text,
        forecaster=forecaster,
        target_period=target.label if target else None,
        target_start=target.period_start if target else None,
        target_end=target.period_end if target else None,
        figure_ids=tuple(figure_id(m, raw) for m in stated),
        statement=clause.words,
        confidence=round(min(chance, 0.99), 2),
        rule=_rule(forecast, stated),
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


def _rule(forecast: ForecastClause, stated: Sequence[Meaning]) -> str:
    """Return what found the forecast: its first figure ahead, its cue, or its time."""
    if ahead := [m for m in stated if m.status.value in AHEAD]:
        return f"figure: {ahead[0].status.rule}"
    return f"cue: {forecast.cue.text}" if forecast.cue is not None else "time ahead"
