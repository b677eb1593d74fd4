"""Corrections laid over the facts of one article: a pure function of the two."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from schemas import (
    ArticleFacts,
    CompanyMention,
    Correction,
    CorrectionAction,
    CorrectionState,
    FieldChange,
    Figure,
    Forecast,
    NumberReason,
    RecordKind,
    RejectedNumber,
)
from warehouse.anchors import locate, nearest
from warehouse.layers import (
    Fate,
    Layer,
    Review,
    fate_of,
    record_id_of,
    reviewed_as,
    wrong_fields_of,
)
from warehouse.revise import Claim, added, as_text, revised

_Kind = TypeVar("_Kind", Figure, Forecast, CompanyMention)

GONE = "its words are no longer in the article"
UNMATCHED = "no such record stands there any more"
NOT_FOUND = "the extractor finds no such record any more"


@dataclass(frozen=True, slots=True)
class Overlaid:
    """An article's facts as they are after review, and what came of each correction by its id."""

    facts: ArticleFacts
    fates: dict[str, Fate]
    reviews: tuple[Review, ...]


def overlay(facts: ArticleFacts, raw_text: str, corrections: Sequence[Correction]) -> Overlaid:
    """Return the facts with `corrections` laid over them in their order: the last one wins.

    A rejected figure becomes a rejected number; a record that was added where the extractor
    finds one by now is laid over that.
    """
    table = _Table(facts, raw_text)
    for correction in corrections:
        table.lay(correction)
    return Overlaid(table.facts(), table.fates(), tuple(table.reviews()))


class _Table:
    """The facts of one article under review."""

    def __init__(self, facts: ArticleFacts, raw_text: str) -> None:
        self._before = facts
        self._text = raw_text
        self._layers: list[Layer] = []
        self._fates: dict[str, Fate] = {}

    def lay(self, correction: Correction) -> None:
        """Lay one correction over what is there by now."""
        span = locate(self._text, correction)
        if span is None:
            self._fates[correction.correction_id] = Fate(CorrectionState.ORPHANED, GONE)
            return
        layer = self._layer(correction, span)
        try:
            if layer is None:
                self._without_record(correction, span)
            else:
                self._change(layer, correction)
        except ValueError as error:
            detail = f"it cannot be applied: {error}"
            self._fates[correction.correction_id] = Fate(CorrectionState.ORPHANED, detail)

    def _layer(self, correction: Correction, span: tuple[int, int]) -> Layer | None:
        """Return the layer of the record that a correction is about, if there is one."""
        kind = correction.kind
        held = [layer for layer in self._layers if layer.kind is kind]
        under = {id(layer.extracted) for layer in held}
        free = [each for each in self._extracted(kind) if id(each) not in under]
        found = nearest(span, [*(layer.now for layer in held), *free])
        for layer in held:
            if layer.now is found:
                return layer
        if found is None:
            return None
        self._layers.append(Layer(kind, found, found))
        return self._layers[-1]

    def _without_record(self, correction: Correction, span: tuple[int, int]) -> None:
        """Enter a correction of what the extractor does not find."""
        if correction.action is CorrectionAction.ADD:
            changes = _changes(correction)
            made = added(correction.kind, self._before.article_id, self._text, span, changes)
            decided = dict.fromkeys(changes, correction.correction_id)
            layer = Layer(correction.kind, None, made, "added", decided, [correction])
            self._layers.append(layer)
            return
        rejects = correction.action is CorrectionAction.REJECT
        state = CorrectionState.AGREED if rejects else CorrectionState.ORPHANED
        detail = NOT_FOUND if rejects else UNMATCHED
        self._fates[correction.correction_id] = Fate(state, detail)

    def _change(self, layer: Layer, correction: Correction) -> None:
        """Let a correction count for a record."""
        changes = _changes(correction)
        layer.now = revised(layer.now, changes)
        layer.decided |= dict.fromkeys(changes, correction.correction_id)
        layer.corrections.append(correction)
        layer.reviewed = reviewed_as(layer.reviewed, correction.action)

    def _extracted(self, kind: RecordKind) -> Sequence[Claim]:
        """Return what was extracted of a kind."""
        if kind is RecordKind.FIGURE:
            return self._before.figures
        return self._before.forecasts if kind is RecordKind.FORECAST else self._before.companies

    def fates(self) -> dict[str, Fate]:
        """Return what came of each correction."""
        for layer in self._layers:
            for correction in layer.corrections:
                self._fates[correction.correction_id] = fate_of(layer, correction)
        return self._fates

    def reviews(self) -> list[Review]:
        """Return how each record was reviewed."""
        return [
            Review(
                kind=layer.kind,
                record_id=record_id_of(layer.now)
                or f"{self._before.article_id}:{layer.now.char_start}",
                char_start=layer.now.char_start,
                reviewed=layer.reviewed,
                extracted=layer.extracted is not None,
                wrong_fields=wrong_fields_of(layer),
            )
            for layer in self._layers
            if layer.reviewed
        ]

    def facts(self) -> ArticleFacts:
        """Return the facts as they are after review."""
        figures = self._now(self._before.figures, RecordKind.FIGURE)
        known = {figure.figure_id for figure in figures}
        forecasts = self._now(self._before.forecasts, RecordKind.FORECAST)
        return self._before.model_copy(
            update={
                "figures": figures,
                "forecasts": tuple(_without(forecast, known) for forecast in forecasts),
                "companies": self._now(self._before.companies, RecordKind.COMPANY),
                "rejected": self._rejected(figures),
            }
        )

    def _now(self, extracted: Sequence[_Kind], kind: RecordKind) -> tuple[_Kind, ...]:
        """Return the records of a kind after review, in reading order."""
        layers = {id(layer.extracted): layer for layer in self._layers if layer.extracted}
        kept: list[_Kind] = []
        for each in extracted:
            layer = layers.get(id(each))
            if layer is None:
                kept.append(each)
            elif layer.reviewed != "rejected":
                kept.append(layer.now)  # type: ignore[arg-type]  # of the same kind as `each`
        kept += [
            layer.now  # type: ignore[misc]  # likewise
            for layer in self._layers
            if layer.kind is kind and layer.extracted is None and layer.reviewed != "rejected"
        ]
        return tuple(sorted(kept, key=lambda each: (each.char_start, -each.char_end)))

    def _rejected(self, figures: Sequence[Figure]) -> tuple[RejectedNumber, ...]:
        """Return the numbers that are no figures after review, in reading order."""
        turned = [
            RejectedNumber(
                char_start=layer.now.char_start,
                char_end=layer.now.char_end,
                quote=layer.now.quote,
                reason=NumberReason.REVIEWER,
            )
            for layer in self._layers
            if layer.kind is RecordKind.FIGURE and layer.reviewed == "rejected" and layer.extracted
        ]
        own = {id(layer.now) for layer in self._layers if layer.extracted is None}
        new = [figure for figure in figures if id(figure) in own]
        kept = [
            number
            for number in self._before.rejected
            if not any(
                number.char_start < each.char_end and each.char_start < number.char_end
                for each in new
            )
        ]
        return tuple(sorted([*kept, *turned], key=lambda each: each.char_start))


def _changes(correction: Correction) -> dict[str, str | None]:
    """Return the fields that a correction sets."""
    return {change.field: change.after for change in correction.fields}


def changes_of(record: Claim, changes: dict[str, str | None]) -> tuple[FieldChange, ...]:
    """Return `changes` beside what the record has there now."""
    return tuple(
        FieldChange(field=name, before=as_text(getattr(record, name)), after=after)
        for name, after in changes.items()
    )


def _without(forecast: Forecast, known: set[str]) -> Forecast:
    """Return a forecast without the figures that were rejected."""
    if all(each in known for each in forecast.figure_ids):
        return forecast
    kept = tuple(each for each in forecast.figure_ids if each in known)
    leading = forecast.figure_id if forecast.figure_id in known else next(iter(kept), None)
    return forecast.model_copy(update={"figure_ids": kept, "figure_id": leading})
