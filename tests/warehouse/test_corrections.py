"""Corrections laid over what was extracted: found again by their words, the last one wins."""

import shutil
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from schemas import (
    ArticleFacts,
    Bound,
    Correction,
    CorrectionAction,
    CorrectionState,
    FieldChange,
    Figure,
    RecordKind,
    stable_id,
)
from tests.warehouse.factories import TEXT, extraction, figure, sha
from tests.warehouse.ingesting import core, ingest
from warehouse.anchors import context_of, locate
from warehouse.overlay import overlay
from warehouse.revise import FIELDS, added, revised
from warehouse.store import Store

FACTS = extraction().facts
PUMPS, SALES = FACTS.figures
ADD, CONFIRM = CorrectionAction.ADD, CorrectionAction.CONFIRM
CORRECT, REJECT = CorrectionAction.CORRECT, CorrectionAction.REJECT
APPLIED, AGREED = CorrectionState.APPLIED, CorrectionState.AGREED
ORPHANED, SUPERSEDED = CorrectionState.ORPHANED, CorrectionState.SUPERSEDED


def said(
    action: CorrectionAction = CORRECT,
    quote: str = "1,200 pumps",
    *,
    kind: RecordKind = RecordKind.FIGURE,
    text: str = TEXT,
    source_uri: str = "pumps.txt",
    number: int = 1,
    **fields: str | None,
) -> Correction:
    """Return a correction of what `text` quotes."""
    start = text.index(quote)
    prefix, suffix = context_of(text, start, start + len(quote))
    return Correction(
        correction_id=stable_id("cor", number),
        action=action,
        kind=kind,
        article_id=sha(text)[:16],
        source_uri=source_uri,
        record_id=None,
        char_start=start,
        char_end=start + len(quote),
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        fields=tuple(FieldChange(field=n, before=None, after=v) for n, v in fields.items()),
        made_by="ann",
        made_at=datetime(2029, 6, 15, tzinfo=UTC),
    )


# text, whether "12%" of "Sales rose 12% in spring, costs fell 12% in autumn." (the second) is there
PLACES = [
    ("Sales rose 12% in spring, costs fell 12% in autumn.", "costs fell 12%"),
    ("New: sales rose 12% in spring, costs fell 12% in autumn.", "costs fell 12%"),
    ("Costs fell 12% in autumn. Sales rose 12% in spring.", "Costs fell 12%"),
    ("Wages grew by 12% last year.", None),
    ("Sales rose in spring, costs fell in autumn.", None),
]


@pytest.mark.parametrize(("text", "before"), PLACES, ids=[text[:12] for text, _ in PLACES])
def test_words_are_found_again(text: str, before: str | None) -> None:
    """A quote is found by its neighbours, wherever it went; without them it is not there."""
    old = PLACES[0][0]
    correction = said(quote="12% in autumn", text=old).model_copy(
        update={
            "quote": "12%",
            "char_end": old.rindex("12%") + 3,
            "suffix": " in autumn.",
        }
    )
    found = locate(text, correction)
    end = None if before is None else text.index(before) + len(before)
    assert found == (None if end is None else (end - 3, end))


def test_last_one_wins() -> None:
    """Of two corrections of one field the later counts, and the earlier says by what it fell."""
    one = said(metric="pumps", status="estimate")
    two = said(metric="units", number=2)
    laid = overlay(FACTS, TEXT, [one, two])
    first = laid.facts.figures[0]
    assert (first.metric, first.status) == ("units", "estimate")
    assert laid.fates[one.correction_id].state is APPLIED
    assert "metric: superseded by" in str(laid.fates[one.correction_id].detail)
    assert laid.fates[two.correction_id].detail is None
    assert laid.reviews[0].wrong_fields == ("metric", "status")


# actions in their order, how the record counts then, the state of each
ORDERS = [
    ((CORRECT,), "corrected", (APPLIED,)),
    ((CONFIRM,), "confirmed", (APPLIED,)),
    ((REJECT,), "rejected", (APPLIED,)),
    ((REJECT, CORRECT), "corrected", (SUPERSEDED, APPLIED)),
    ((CORRECT, REJECT), "rejected", (SUPERSEDED, APPLIED)),
    ((CORRECT, CONFIRM), "corrected", (APPLIED, APPLIED)),
    ((ADD,), "added", (APPLIED,)),
    ((ADD, REJECT), "rejected", (SUPERSEDED, APPLIED)),
]


@pytest.mark.parametrize(("actions", "reviewed", "states"), ORDERS, ids=lambda each: str(each))
def test_orders(
    actions: tuple[CorrectionAction, ...], reviewed: str, states: tuple[CorrectionState, ...]
) -> None:
    """What is said later counts, and what it takes back says so."""
    fields = {CORRECT: {"metric": "pumps"}, ADD: {"value": "1300", "unit": "count"}}
    corrections = [
        said(action, number=n, **fields.get(action, {})) for n, action in enumerate(actions)
    ]
    laid = overlay(FACTS, TEXT, corrections)
    assert laid.reviews[0].reviewed == reviewed
    assert tuple(laid.fates[each.correction_id].state for each in corrections) == states
    assert (PUMPS.figure_id in {f.figure_id for f in laid.facts.figures}) == (
        reviewed != "rejected"
    )


def test_rejected_figure() -> None:
    """A rejected figure is a number left out, and no forecast names it any more."""
    laid = overlay(FACTS, TEXT, [said(REJECT, SALES.quote)])
    assert [f.figure_id for f in laid.facts.figures] == [PUMPS.figure_id]
    turned = laid.facts.rejected[0]
    assert (turned.quote, turned.reason) == (SALES.quote, "reviewer")
    (forecast,) = laid.facts.forecasts
    assert (forecast.figure_ids, forecast.figure_id) == ((PUMPS.figure_id,), PUMPS.figure_id)


def test_added_figure() -> None:
    """What was missed is a figure with its sentence, and no longer a number left out."""
    laid = overlay(FACTS, TEXT, [said(ADD, "1987", value="1987", unit="count")])
    made = laid.facts.figures[-1]
    assert (made.value, made.sentence) == (Decimal(1987), "The firm was founded in 1987.")
    assert (made.quote, made.confidence, laid.facts.rejected) == ("1987", 1.0, ())
    assert laid.reviews[0].extracted is False


def test_other_borders_and_agreement() -> None:
    """A correction holds for a record with other borders; one that says the same agrees."""
    longer = figure(FACTS.article_id, TEXT, "sold 1,200 pumps", metric="pumps")
    facts = FACTS.model_copy(update={"figures": (longer, SALES)})
    correction = said(metric="pumps")
    assert overlay(facts, TEXT, [correction]).fates[correction.correction_id].state is AGREED


@pytest.mark.parametrize(
    ("correction", "state", "words"),
    [
        (said(), ORPHANED, "no such record"),
        (said(REJECT), AGREED, "finds no such record"),
        (said(text="Kilns. " + TEXT.replace("pumps in", "pumps, in")), ORPHANED, "no such record"),
        (said(quote="gold", text="All that glitters is gold"), ORPHANED, "no longer in"),
    ],
    ids=["no record", "rejected and gone", "no record elsewhere", "no words"],
)
def test_orphans(correction: Correction, state: CorrectionState, words: str) -> None:
    """What finds nothing to be laid over says why, and changes nothing."""
    empty = FACTS.model_copy(update={"figures": (), "forecasts": ()})
    laid = overlay(empty, TEXT, [correction])
    fate = laid.fates[correction.correction_id]
    assert fate.state is state
    assert words in str(fate.detail)
    assert (laid.facts, laid.reviews) == (empty, ())


# field, value, what the message says
WRONG = [
    ("valu", "3", "nearest: value"),
    ("figure_id", "f_1", "is no field of a figure"),
    ("value", "many", "plain units"),
    ("value", "NaN", "plain units"),
    ("status", "maybe", "'actual', 'estimate', 'forecast' or 'target'"),
    ("kind", "part", "'level', 'change', 'share' or 'multiple'"),
    ("period_start", "spring", "YYYY-MM-DD"),
    ("period_end", "2022-01-01", "is before period_start"),
    ("value_high", "7", "is below value"),
    ("unit", None, "unit"),
]


@pytest.mark.parametrize(("name", "value", "message"), WRONG, ids=[f"{w[0]}={w[1]}" for w in WRONG])
def test_wrong_fields(name: str, value: str | None, message: str) -> None:
    """A field or a value that cannot be is refused, with what can."""
    with pytest.raises(ValueError, match=r"\w") as error:
        revised(PUMPS, {name: value})
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"value": "1,300"}, {"value": Decimal(1300)}),
        ({"value_high": "1300"}, {"value_high": Decimal(1300), "bound": Bound.RANGE}),
        ({"company": "Acme; Belden"}, {"company": ("Acme", "Belden")}),
        ({"company": None}, {"company": None}),
        ({"period_end": "2023-06-30"}, {"period_end": date(2023, 6, 30)}),
    ],
    ids=str,
)
def test_revised(changes: dict[str, str | None], expected: dict[str, object]) -> None:
    """The texts of a correction become the values of the fields, and what these bring along."""
    made = revised(PUMPS, changes)
    assert {name: getattr(made, name) for name in expected} == expected
    assert isinstance(made, Figure)


def test_additions_need_their_fields() -> None:
    """A figure is not added without value and unit."""
    with pytest.raises(ValueError, match="needs unit"):
        added(RecordKind.FIGURE, "0" * 16, TEXT, (0, 9), {"value": "1"})


def test_fields_are_those_of_the_records() -> None:
    """Every field that can be corrected is one of its record."""
    from warehouse.revise import CLASSES

    for kind, names in FIELDS.items():
        assert set(names) <= set(CLASSES[kind].model_fields)


def reviewed(store: Store) -> list[tuple[object, ...]]:
    """Return what readers see of the reviewed figures."""
    query = "SELECT quote, metric, reviewed FROM figures WHERE reviewed IS NOT NULL"
    with store.reader() as reader:
        return reader.sql(query).rows


def test_in_the_warehouse(new_store: Store) -> None:
    """Corrections count at once, after a new reading, and from the readers' file alone."""
    ingest(new_store, extraction())
    before = core(new_store.working)
    assert new_store.enter_corrections([said(metric="pumps")]) is True
    assert new_store.enter_corrections([said(metric="pumps")]) is False
    seen = [("1,200 pumps", "pumps", "corrected")]
    assert reviewed(new_store) == seen
    assert core(new_store.working) == before
    ingest(new_store, extraction(version="2"), version="2")
    assert reviewed(new_store) == seen
    shutil.rmtree(new_store.working.parent)
    assert new_store.enter_corrections([said(metric="pumps", number=2)]) is True
    assert reviewed(new_store) == seen
    restored = core(new_store.working)
    assert restored["figures"] == before["figures"]
    assert new_store.enter_corrections([]) is True
    assert reviewed(new_store) == []


def test_changed_text(new_store: Store) -> None:
    """A correction follows its words into the text that the input holds by now, or is orphaned."""
    ingest(new_store, extraction())
    new_store.enter_corrections(
        [said(metric="pumps"), said(CONFIRM, "1,200 pumps", source_uri="gone.txt", number=2)]
    )
    changed = "Corrected on Monday. " + TEXT
    facts = ArticleFacts.model_validate({**dict(extraction(text=changed).facts)})
    moved = figure(facts.article_id, changed, "1,200 pumps", metric="pumps sold")
    ingest(new_store, extraction(text=changed, figures=(moved,)))
    assert reviewed(new_store) == [("1,200 pumps", "pumps", "corrected")]
    with new_store.reader() as reader:
        rows = reader.sql("SELECT state, detail FROM corrections ORDER BY ordinal").rows
    assert rows == [("applied", None), ("orphaned", "its article is no longer among the sources")]


def test_rejected_in_the_views(new_store: Store) -> None:
    """A rejected figure is among the numbers left out, and marked there."""
    ingest(new_store, extraction())
    new_store.enter_corrections([said(REJECT)])
    with new_store.reader() as reader:
        query = "SELECT quote, reason, reviewed FROM rejected_numbers WHERE reviewed IS NOT NULL"
        assert reader.sql(query).rows == [("1,200 pumps", "reviewer", "rejected")]
        assert reader.sql("SELECT count(*) FROM figures").rows == [(1,)]


def test_path_is_untouched(new_store: Store, tmp_path: Path) -> None:
    """Without a warehouse nothing is made."""
    assert new_store.enter_corrections([said()]) is False
    assert list(tmp_path.iterdir()) == []
