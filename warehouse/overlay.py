"""Corrections laid over the facts of one article: a pure function of the two."""

from collections.abc import Sequence
from dataclasses import dataclass, field
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
from warehouse.revise import FIELDS, Claim, added, as_text, revised

_Kind = TypeVar("_Kind", Figure, Forecast, CompanyMention)

GONE = "its words are no longer in the article"
UNMATCHED = "no such record stands there any more"
NOT_FOUND = "the extractor finds no such record any more"


@dataclass(frozen=True, slots=True)
class Fate:
    """What came of one correction.

    Attributes:
        state: applied, agreed, superseded or orphaned.
        detail: Why, in words; None where it was simply applied.
        record_id: The record it was laid over; None for a mention, or where there is none.
    """

    state: CorrectionState
    detail: str | None = None
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """How one record was reviewed, all its corrections together.

    Attributes:
        kind: What it is.
        record_id: Its id; of a mention ARTICLE:CHARACTER.
        char_start: Where its quote begins.
        reviewed: corrected, confirmed, rejected or added.
        extracted: Whether the extractor finds it.
        wrong_fields: The fields in which the extractor is wrong.
    """

    kind: RecordKind
    record_id: str
    char_start: int
    reviewed: str
    extracted: bool
    wrong_fields: tuple[str, ...]


@dataclass(slots=True)
class _Layer:
    """A record under review: as extracted (None: it was not) and as it is now."""

    kind: RecordKind
    extracted: Claim | None
    now: Claim
    reviewed: str = ""
    decided: dict[str, str] = field(default_factory=dict)
    corrections: list[Correction] = field(default_factory=list)


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
        self._layers: list[_Layer] = []
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

    def _layer(self, correction: Correction, span: tuple[int, int]) -> _Layer | None:
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
        self._layers.append(_Layer(kind, found, found))
        return self._layers[-1]

    def _without_record(self, correction: Correction, span: tuple[int, int]) -> None:
        """Enter a correction of what the extractor does not find."""
        if correction.action is CorrectionAction.ADD:
            changes = _changes(correction)
            made = added(correction.kind, self._before.article_id, self._text, span, changes)
            decided = dict.fromkeys(changes, correction.correction_id)
            layer = _Layer(correction.kind, None, made, "added", decided, [correction])
            self._layers.append(layer)
            return
        rejects = correction.action is CorrectionAction.REJECT
        state = CorrectionState.AGREED if rejects else CorrectionState.ORPHANED
        detail = NOT_FOUND if rejects else UNMATCHED
        self._fates[correction.correction_id] = Fate(state, detail)

    def _change(self, layer: _Layer, correction: Correction) -> None:
        """Let a correction count for a record."""
        changes = _changes(correction)
        layer.now = revised(layer.now, changes)
        layer.decided |= dict.fromkeys(changes, correction.correction_id)
        layer.corrections.append(correction)
        layer.reviewed = _reviewed(layer.reviewed, correction.action)

    def _extracted(self, kind: RecordKind) -> Sequence[Claim]:
        """Return what was extracted of a kind."""
        if kind is RecordKind.FIGURE:
            return self._before.figures
        return self._before.forecasts if kind is RecordKind.FORECAST else self._before.companies

    def fates(self) -> dict[str, Fate]:
        """Return what came of each correction."""
        for layer in self._layers:
            for correction in layer.corrections:
                self._fates[correction.correction_id] = _fate(layer, correction)
        return self._fates

    def reviews(self) -> list[Review]:
        """Return how each record was reviewed."""
        return [
            Review(
                kind=layer.kind,
                record_id=_record_id(layer.now)
                or f"{self._before.article_id}:{layer.now.char_start}",
                char_start=layer.now.char_start,
                reviewed=layer.reviewed,
                extracted=layer.extracted is not None,
                wrong_fields=_wrong_fields(layer),
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


def _reviewed(before: str, action: CorrectionAction) -> str:
    """Return how a record counts after one more correction."""
    if action is CorrectionAction.REJECT:
        return "rejected"
    if before == "added" or action is CorrectionAction.ADD:
        return "added"
    if action is CorrectionAction.CONFIRM and before in ("", "rejected"):
        return "confirmed"
    return "corrected"


def _record_id(record: Claim) -> str | None:
    """Return the id of a record; None for a mention, which has none."""
    if isinstance(record, Figure):
        return record.figure_id
    return record.forecast_id if isinstance(record, Forecast) else None


def _fate(layer: _Layer, correction: Correction) -> Fate:
    """Return what came of a correction, the later ones of its record considered."""
    record_id = _record_id(layer.now)
    own = correction.correction_id
    later = layer.corrections[layer.corrections.index(correction) + 1 :]
    for other in later:
        if CorrectionAction.REJECT in (correction.action, other.action):
            return Fate(CorrectionState.SUPERSEDED, f"by {other.correction_id}", record_id)
    lost = {
        change.field: by
        for change in correction.fields
        if (by := layer.decided[change.field]) != own
        and as_text(getattr(layer.now, change.field)) != change.after
    }
    detail = "; ".join(f"{name}: superseded by {by}" for name, by in lost.items()) or None
    if correction.fields and len(lost) == len(correction.fields):
        return Fate(CorrectionState.SUPERSEDED, detail, record_id)
    return Fate(_state(layer, correction), detail, record_id)


def _state(layer: _Layer, correction: Correction) -> CorrectionState:
    """Return whether a correction still says something that the extractor does not."""
    if correction.action is CorrectionAction.REJECT or layer.extracted is None:
        return CorrectionState.APPLIED
    wrong = _wrong_fields(layer)
    if correction.fields and not any(change.field in wrong for change in correction.fields):
        return CorrectionState.AGREED
    return CorrectionState.APPLIED


def _wrong_fields(layer: _Layer) -> tuple[str, ...]:
    """Return the fields in which the extractor is wrong; none where it finds nothing."""
    if layer.extracted is None:
        return ()
    return tuple(
        name
        for name in FIELDS[layer.kind]
        if name in layer.decided and getattr(layer.extracted, name) != getattr(layer.now, name)
    )


def _without(forecast: Forecast, known: set[str]) -> Forecast:
    """Return a forecast without the figures that were rejected."""
    if all(each in known for each in forecast.figure_ids):
        return forecast
    kept = tuple(each for each in forecast.figure_ids if each in known)
    leading = forecast.figure_id if forecast.figure_id in known else next(iter(kept), None)
    return forecast.model_copy(update={"figure_ids": kept, "figure_id": leading})
