"""A correction: made from what stands in the warehouse, checked, entered, and told."""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, get_args

from pipeline.cli.company_deciding import decided_by
from pipeline.cli.session import say
from pipeline.corrections import add_correction, load_corrections, with_days
from schemas import (
    Correction,
    CorrectionAction,
    CorrectionState,
    FieldChange,
    RecordKind,
    RejectedNumber,
    UsageError,
    stable_id,
)
from warehouse.anchors import context_of
from warehouse.overlay import changes_of
from warehouse.revise import CLASSES, FIELDS, added, as_text, kind_of, revised
from warehouse.stores import store_of

if TYPE_CHECKING:
    from pipeline.settings import Settings
    from warehouse.lookup import StoredArticle
    from warehouse.revise import Claim

Changes = Mapping[str, str | None]

STATE = "SELECT state, detail FROM corrections WHERE correction_id = ?"


def of_record(
    settings: "Settings",
    record_id: str,
    action: CorrectionAction,
    changes: Changes,
    *,
    by: str | None,
    why: str | None,
) -> Correction:
    """Return what is said of a record, checked.

    Raises:
        UsageError: A field or a value cannot be, or a number left out is corrected.
    """
    record, article = _find(settings, record_id)
    fields = with_days(changes)
    try:
        revised(record, fields)
    except ValueError as error:
        raise UsageError(str(error)) from None
    own = getattr(record, "figure_id", None) or getattr(record, "forecast_id", None)
    return _made(
        article, action, kind_of(record), (record.char_start, record.char_end),
        changes_of(record, fields), record_id=own, by=by, why=why,
    )  # fmt: skip


def of_words(
    settings: "Settings",
    place: str,
    kind: RecordKind,
    quote: str,
    changes: Changes,
    *,
    by: str | None,
    why: str | None,
) -> Correction:
    """Return a record that was missed, checked; its words stand once in the article.

    Raises:
        UsageError: The words are not there, or several times; a field is missing or wrong.
    """
    key, _, offset = place.rpartition(":")
    is_place = bool(key) and offset.isascii() and offset.isdigit()
    with store_of(settings).reader() as reader:
        article = reader.article(key if is_place else place)
    text = article.article.raw_text
    start = _only(text, quote, int(offset) if is_place else None, article.article.article_id)
    span = start, start + len(quote)
    fields = with_days(changes)
    try:
        added(kind, article.article.article_id, text, span, fields)
    except ValueError as error:
        raise UsageError(str(error)) from None
    named = tuple(FieldChange(field=n, before=None, after=v) for n, v in fields.items())
    return _made(article, CorrectionAction.ADD, kind, span, named, by=by, why=why)


def enter(settings: "Settings", correction: Correction) -> None:
    """Append a correction, let it count at once, and tell what came of it."""
    path = add_correction(settings.home, correction)
    say(f"{told(correction)}; entered in {path} as {correction.correction_id}")
    bring_up(settings)
    if not store_of(settings).published.is_file():
        return
    with store_of(settings).reader() as reader:
        rows = reader.sql(STATE, [correction.correction_id]).rows
    for state, detail in rows:
        if state != CorrectionState.APPLIED or detail:
            say(f"it is {state}{f': {detail}' if detail else ''}")


def bring_up(settings: "Settings") -> None:
    """Let readers see the records after the corrections as they are in the file."""
    store = store_of(settings)
    store.enter_corrections(load_corrections(settings.home), wait_seconds=settings.wait_seconds)
    if not store.published.is_file():
        say("there is no warehouse yet; it counts from the first `foretell ingest` on")


def told(correction: Correction) -> str:
    """Return what a correction says, in words."""
    what = f'{correction.kind} "{" ".join(correction.quote.split())[:60]}"'
    changes = ", ".join(f"{each.field}: {each.before} → {each.after}" for each in correction.fields)
    words = {
        CorrectionAction.CORRECT: f"{what}: {changes}",
        CorrectionAction.CONFIRM: f"{what} is right",
        CorrectionAction.REJECT: f"{what} is none",
        CorrectionAction.ADD: f"{what} is added",
    }
    return words[correction.action]


def field_rows(settings: "Settings", record_id: str) -> list[list[object]]:
    """Return the fields of a record that can be corrected: name, value, what it may be."""
    record, _ = _find(settings, record_id)
    kind = kind_of(record)
    return [[name, as_text(getattr(record, name)), _allowed(kind, name)] for name in FIELDS[kind]]


def _allowed(kind: RecordKind, name: str) -> str:
    """Return the words that a field takes; what it means for one that takes any."""
    field = CLASSES[kind].model_fields[name]
    kinds = get_args(field.annotation) or (field.annotation,)
    for each in kinds:
        if isinstance(each, type) and issubclass(each, StrEnum):
            return ", ".join(each)
    return field.description or ""


def _find(settings: "Settings", record_id: str) -> "tuple[Claim, StoredArticle]":
    """Return a record that can be corrected, and its article."""
    with store_of(settings).reader() as reader:
        found = reader.record(record_id)
        article = reader.article(found.article.article_id)
    if isinstance(found.record, RejectedNumber):
        raise UsageError(
            f"{found.record.quote!r} is a number left out ({found.record.reason}); add it with "
            f"`foretell correct {article.article.article_id}:{found.record.char_start} --add "
            f'figure --quote "{found.record.quote}" value=… unit=…`'
        )
    return found.record, article


def _only(text: str, quote: str, offset: int | None, article_id: str) -> int:
    """Return where a quote begins: at or around `offset`, else at its only place."""
    places = [start for start in range(len(text)) if text.startswith(quote, start)]
    if offset is not None:
        places = [start for start in places if start <= offset < start + len(quote)]
    if len(places) == 1:
        return places[0]
    if not places:
        raise UsageError(f"{quote!r} is not in article {article_id}; copy it from `foretell show`")
    known = ", ".join(f"{article_id}:{start}" for start in places[:5])
    raise UsageError(f"{quote!r} is {len(places)} times in the article; say which: {known}")


def _made(
    stored: "StoredArticle",
    action: CorrectionAction,
    kind: RecordKind,
    span: tuple[int, int],
    fields: tuple[FieldChange, ...],
    *,
    record_id: str | None = None,
    by: str | None,
    why: str | None,
) -> Correction:
    """Return a correction with the words around its place, who makes it, and when."""
    article, moment = stored.article, datetime.now(UTC)
    prefix, suffix = context_of(article.raw_text, *span)
    return Correction(
        correction_id=stable_id("cor", action, kind, article.article_id, span, fields, moment),
        action=action,
        kind=kind,
        article_id=article.article_id,
        source_uri=article.source_uri,
        record_id=record_id,
        char_start=span[0],
        char_end=span[1],
        quote=article.raw_text[slice(*span)],
        prefix=prefix,
        suffix=suffix,
        fields=fields,
        made_by=by or decided_by(),
        made_at=moment,
        why=why,
    )
