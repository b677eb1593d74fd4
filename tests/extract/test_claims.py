"""Meanings made into records."""

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.clean import clean
from pipeline.extract.calibration import GUESSED, UNCALIBRATED
from pipeline.extract.claims import figure_id, make_figure, make_figures
from pipeline.extract.meanings import Meaning
from pipeline.extract.metric_keys import load_metric_keys
from pipeline.extract.records import RawText
from pipeline.offsets import apply_edits
from schemas import Bound, Edit
from tests.model_fixtures import extract, facts_of, meanings_of

pytestmark = pytest.mark.model

TEXT = "Revenue rose about 12% from a year earlier in 2028."
ARTICLE_ID = "0" * 16
KEYS = load_metric_keys()


def raw_text(text: str) -> RawText:
    """Return `text` as a raw text that cleaning leaves alone."""
    return RawText(ARTICLE_ID, text, clean(text).offsets)


def meaning() -> Meaning:
    """Return what was decided about the number of `TEXT`."""
    (found,) = meanings_of(TEXT)
    return found


def test_record_of_a_meaning() -> None:
    """Every decided field is in the record, its span in the raw text."""
    figure = make_figure(meaning(), raw_text(TEXT), KEYS, UNCALIBRATED)
    assert (figure.quote, figure.value, figure.unit) == ("12%", Decimal(12), "percent")
    assert TEXT[figure.char_start : figure.char_end] == figure.quote
    assert (figure.bound, figure.basis) == (Bound.APPROXIMATE, "yoy")
    assert figure.sentence == TEXT


def test_every_decision_has_its_reason() -> None:
    """Each field has what decided it, once; a ranked one also where the text does not say it."""
    figure = make_figure(meaning(), raw_text(TEXT), KEYS, UNCALIBRATED)
    fields = [reason.field for reason in figure.reasons]
    assert len(fields) == len(set(fields))
    assert {"value", "bound", "kind", "basis", "status"} <= set(fields)
    for field in ("metric", "company", "region", "period", "attributed_to"):
        assert field in fields, field
    words = {reason.field: reason.words for reason in figure.reasons}
    assert (words["bound"], words["basis"]) == ("about", "from a year earlier")


def test_confidence_is_the_product_of_the_chances() -> None:
    """Two even choices leave a quarter; a vague number or a missing metric halves it."""
    known = replace(meaning(), chances={"kind": 0.5, "status": 0.5})
    raw = raw_text(TEXT)
    assert make_figure(known, raw, KEYS, UNCALIBRATED).confidence == 0.25
    assert make_figure(replace(known, metric=None), raw, KEYS, UNCALIBRATED).confidence == round(
        0.25 * GUESSED, 2
    )
    vague = replace(known, quantity=replace(known.quantity, vague=True))
    assert make_figure(vague, raw, KEYS, UNCALIBRATED).confidence == round(0.25 * GUESSED, 2)


@pytest.mark.parametrize(("chance", "expected"), [(1.0, 0.99), (0.0, 0.01)])
def test_nothing_is_certain(chance: float, expected: float) -> None:
    """Confidence stays between 1 and 99 in a hundred."""
    assert (
        make_figure(
            replace(meaning(), chances={"kind": chance}), raw_text(TEXT), KEYS, UNCALIBRATED
        ).confidence
        == expected
    )


def test_range_has_both_ends() -> None:
    """A quantity with an upper end is a range, whatever stood beside it."""
    ranged = facts_of("Revenue will be $5 million to $6 million in 2031.").figures[0]
    assert (ranged.bound, ranged.value, ranged.value_high) == (Bound.RANGE, 5_000_000, 6_000_000)


def test_id_hangs_on_article_and_raw_span() -> None:
    """Another article, or another place, has another id; the same has the same."""
    known, raw = meaning(), raw_text(TEXT)
    assert (
        figure_id(known, raw)
        == figure_id(known, raw_text(TEXT))
        == make_figure(known, raw, KEYS, UNCALIBRATED).figure_id
    )
    assert figure_id(known, replace(raw, article_id="1" * 16)) != figure_id(known, raw)
    longer = "XX" + TEXT
    cut = Edit(char_start=0, char_end=2, replacement="", rule="test")
    moved = RawText(ARTICLE_ID, longer, apply_edits(longer, [cut])[1])
    assert figure_id(known, moved) != figure_id(known, raw)
    assert make_figure(known, moved, KEYS, UNCALIBRATED).quote == "12%"


def test_no_meanings_no_records() -> None:
    """A text without numbers has no figures."""
    assert list(make_figures([], raw_text(TEXT), KEYS, UNCALIBRATED)) == []


def test_quote_is_the_raw_text_where_cleaning_repaired() -> None:
    """A repair inside the sentence changes neither quote nor span."""
    text = "Sales rose 5% in May.Costs fell &amp; prices rose 7% in June."
    extraction = extract(text)
    assert [figure.quote for figure in extraction.facts.figures] == ["5%", "7%"]
    for figure in extraction.facts.figures:
        assert text[figure.char_start : figure.char_end] == figure.quote
