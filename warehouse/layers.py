"""One record under review: what was extracted, what corrections made of it, what came of each."""

from dataclasses import dataclass, field

from schemas import (
    Correction,
    CorrectionAction,
    CorrectionState,
    Figure,
    Forecast,
    RecordKind,
)
from warehouse.revise import FIELDS, Claim, as_text


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
class Layer:
    """A record under review: as extracted (None: it was not) and as it is now."""

    kind: RecordKind
    extracted: Claim | None
    now: Claim
    reviewed: str = ""
    decided: dict[str, str] = field(default_factory=dict)
    corrections: list[Correction] = field(default_factory=list)


def fate_of(layer: Layer, correction: Correction) -> Fate:
    """Return what came of a correction, the later ones of its record considered."""
    record_id = record_id_of(layer.now)
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


def _state(layer: Layer, correction: Correction) -> CorrectionState:
    """Return whether a correction still says something that the extractor does not."""
    if correction.action is CorrectionAction.REJECT or layer.extracted is None:
        return CorrectionState.APPLIED
    wrong = wrong_fields_of(layer)
    if correction.fields and not any(change.field in wrong for change in correction.fields):
        return CorrectionState.AGREED
    return CorrectionState.APPLIED


def wrong_fields_of(layer: Layer) -> tuple[str, ...]:
    """Return the fields in which the extractor is wrong; none where it finds nothing."""
    if layer.extracted is None:
        return ()
    return tuple(
        name
        for name in FIELDS[layer.kind]
        if name in layer.decided and getattr(layer.extracted, name) != getattr(layer.now, name)
    )


def reviewed_as(before: str, action: CorrectionAction) -> str:
    """Return how a record counts after one more correction."""
    if action is CorrectionAction.REJECT:
        return "rejected"
    if before == "added" or action is CorrectionAction.ADD:
        return "added"
    if action is CorrectionAction.CONFIRM and before in ("", "rejected"):
        return "confirmed"
    return "corrected"


def record_id_of(record: Claim) -> str | None:
    """Return the id of a record; None for a mention, which has none."""
    if isinstance(record, Figure):
        return record.figure_id
    return record.forecast_id if isinstance(record, Forecast) else None
