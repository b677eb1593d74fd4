"""Meanings made into records: the figures that the warehouse stores."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from pipeline.extract.calibration import Calibration
from pipeline.extract.decisions import Decision
from pipeline.extract.meanings import Meaning, ReadSentence
from pipeline.extract.metric_keys import MetricKeys
from pipeline.extract.owners import Owner
from pipeline.extract.records import RawText
from pipeline.extract.series import find_series
from schemas import Bound, Figure, Reason, stable_id

T = TypeVar("T")

ASKED = {"attributed_to": "source"}
"""Fields whose ranker goes by another name."""


def make_figures(
    read: Iterable[ReadSentence], raw: RawText, keys: MetricKeys, calibration: Calibration
) -> Iterator[Figure]:
    """Yield a record for each meaning whose span has characters in the raw text."""
    for sentence in read:
        series = {
            point.quantity.start: stable_id("p", figure_id(points[0], raw))
            for points in find_series(sentence.meanings)
            for point in points
        }
        for meaning in sentence.meanings:
            series_id = series.get(meaning.quantity.start)
            yield make_figure(meaning, raw, keys, calibration, series_id)


def figure_id(meaning: Meaning, raw: RawText) -> str:
    """Return the id of the meaning's figure: the same for the same article and raw span."""
    start, end = raw.offsets.to_raw(meaning.quantity.start, meaning.quantity.end)
    return stable_id("f", raw.article_id, start, end)


def make_figure(
    meaning: Meaning,
    raw: RawText,
    keys: MetricKeys,
    calibration: Calibration,
    series_id: str | None = None,
) -> Figure:
    """Return the record of one quantity's meaning, its span in the raw text."""
    quantity = meaning.quantity
    kind, direction = meaning.kind.value
    period = meaning.period.value if meaning.period else None
    ranged = quantity.value_high is not None
    return Figure(
        figure_id=figure_id(meaning, raw),
        **raw.span(quantity.start, quantity.end),
        sentence=meaning.sentence.text,
        value=quantity.value,
        value_high=quantity.value_high,
        unit=quantity.unit,
        bound=Bound.RANGE if ranged else quantity.bound,
        item=quantity.item,
        kind=kind,
        direction=direction,
        basis=_value(meaning.basis),
        metric=_value(meaning.metric),
        company=_value(meaning.company),
        region=_value(meaning.region),
        period=period.label if period else None,
        period_start=period.period_start if period else None,
        period_end=period.period_end if period else None,
        status=meaning.status.value,
        attributed_to=_value(meaning.source),
        confidence=calibration.confidence(meaning),
        rule=quantity.rule,
        reasons=tuple(_reasons(meaning)),
        metric_key=metric_key(meaning, keys),
        series_id=series_id,
    )


def metric_key(meaning: Meaning, keys: MetricKeys) -> str | None:
    """Return the key of what the figure measures, without its company and place."""
    owner, region = _value(meaning.company), _value(meaning.region)
    names = [*_names(owner), *([region] if region else [])]
    return keys.key_of(_value(meaning.metric), meaning.quantity.unit, without=names)


def _names(owner: Owner | None) -> tuple[str, ...]:
    return (owner,) if isinstance(owner, str) else owner or ()


def _value(decision: Decision[T] | None) -> T | None:
    return decision.value if decision is not None else None


def _reasons(meaning: Meaning) -> Iterator[Reason]:
    """Yield, for each decided field, the rule and the words it went by."""
    quantity = meaning.quantity
    yield Reason(field="value", rule=quantity.rule, words="")
    if quantity.bound_words:
        yield Reason(field="bound", rule="words beside the number", words=quantity.bound_words)
    for field, rule, words in _decisions(meaning):
        yield Reason(field=field, rule=rule, words=words)


def _decisions(meaning: Meaning) -> Iterator[tuple[str, str, str]]:
    """Yield each decided field with its rule and words, in the order of the record."""
    for field, decision in (
        ("kind", meaning.kind),
        ("basis", meaning.basis),
        ("metric", meaning.metric),
        ("company", meaning.company),
        ("region", meaning.region),
        ("period", meaning.period),
        ("status", meaning.status),
        ("attributed_to", meaning.source),
    ):
        if decision is not None:
            yield field, decision.rule, decision.quoted
        elif rule := meaning.unsaid.get(ASKED.get(field, field)):
            yield field, rule, ""
