"""The records: strict, frozen, closed, described, and true to their rules."""

import json
from datetime import date
from decimal import Decimal
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

import schemas
from schemas import Bound, Edit, Grain, Period, Quantity, Record, RejectedNumber, Span, stable_id

RECORDS = sorted(
    (
        each
        for name in schemas.__all__
        if isinstance(each := getattr(schemas, name), type) and issubclass(each, BaseModel)
    ),
    key=lambda record: record.__name__,
)
SPAN = {"char_start": 2, "char_end": 5, "quote": "12%"}


def test_public_names_are_sorted_and_there() -> None:
    """What the package offers is listed once, in order, and exists."""
    assert sorted(set(schemas.__all__)) == schemas.__all__
    assert all(hasattr(schemas, name) for name in schemas.__all__)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_records_are_strict_frozen_and_closed(record: type[BaseModel]) -> None:
    """No record coerces, changes, or takes a field that it does not know."""
    config = record.model_config
    assert (config["strict"], config["frozen"], config["extra"]) == (True, True, "forbid")


FIELDS = [
    (record, name)
    for record in RECORDS
    for name in record.model_fields
    if record.__name__ != "Extraction"  # it only pairs two records, which describe themselves
]


@pytest.mark.parametrize(
    ("record", "name"), FIELDS, ids=[f"{record.__name__}.{name}" for record, name in FIELDS]
)
def test_every_field_is_described(record: type[BaseModel], name: str) -> None:
    """A sentence says what the field holds."""
    description = record.model_fields[name].description
    assert description
    assert description.endswith(".")


def test_spans_are_strict() -> None:
    """A number in quotes is no offset, and an unknown field is no field."""
    with pytest.raises(ValidationError, match="char_start"):
        Span.model_validate({**SPAN, "char_start": "2"})
    with pytest.raises(ValidationError, match="Extra inputs"):
        Span.model_validate({**SPAN, "note": "x"})
    with pytest.raises(ValidationError, match="frozen"):
        Span(**SPAN).char_start = 3  # type: ignore[misc]


@pytest.mark.parametrize(
    ("start", "end", "quote"),
    [(2, 6, "12%"), (2, 4, "12%"), (5, 2, "12%"), (2, 2, ""), (-1, 2, "12%")],
)
def test_quote_is_as_long_as_its_span(start: int, end: int, quote: str) -> None:
    """A span of another length, turned round, empty or before the text is refused."""
    with pytest.raises(ValidationError):
        Span(char_start=start, char_end=end, quote=quote)


def test_edit_may_insert_and_remove() -> None:
    """An empty span inserts, an empty replacement removes."""
    assert Edit(char_start=1, char_end=1, replacement=" ", rule="test").replacement == " "
    assert Edit(char_start=1, char_end=3, replacement="", rule="test").replacement == ""


def quantity(**fields: object) -> Quantity:
    """Return five dollars, or what `fields` make of them."""
    return Quantity.model_validate({"value": Decimal(5), "unit": "USD", **fields})


def test_range_has_an_upper_end_and_nothing_else_has() -> None:
    """Bound and upper end agree."""
    ranged = quantity(bound=Bound.RANGE, value_high=Decimal(6))
    assert (ranged.value, ranged.value_high) == (5, 6)
    with pytest.raises(ValidationError, match="value_high None"):
        quantity(bound=Bound.RANGE)
    for bound in (Bound.EXACT, Bound.ABOVE, Bound.BELOW, Bound.APPROXIMATE):
        with pytest.raises(ValidationError, match="value_high 6"):
            quantity(bound=bound, value_high=Decimal(6))


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_amounts_are_finite(value: str) -> None:
    """What is no number is no amount."""
    with pytest.raises(ValidationError):
        quantity(value=Decimal(value))


@pytest.mark.parametrize("value", [5.5, "5", None])
def test_amounts_are_decimals(value: object) -> None:
    """A float has lost digits already; a text is no number."""
    with pytest.raises(ValidationError):
        quantity(value=value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("61710000000", "61710000000"),
        ("6.171E+10", "61710000000"),
        ("11.7", "11.7"),
        ("5.00", "5"),
        ("-0.5", "-0.5"),
        ("0.1", "0.1"),
        ("1E+30", "1" + "0" * 30),
        ("12345678901234567.5", "12345678901234567.5"),
        ("0.12345678901234567891", "0.12345678901234567891"),
        ("-0.1000000000000000055", "-0.1000000000000000055"),
    ],
)
def test_amounts_are_printed_as_json_numbers(value: str, expected: str) -> None:
    """Whole numbers stay whole, and no quotes stand around them."""
    printed = quantity(value=Decimal(value)).model_dump_json()
    assert printed.startswith(f'{{"value":{expected},')


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=9, min_value=-(10**18), max_value=10**18
    )
)
def test_json_number_reads_back(value: Decimal) -> None:
    """However many digits an amount has, what is printed is what was stored."""
    read = json.loads(quantity(value=value).model_dump_json(), parse_float=Decimal)
    assert Decimal(read["value"]) == value


def test_long_amount_beside_a_text_that_looks_marked() -> None:
    """A text that reads like a marked amount stays a text."""
    item = "exact amount 5"
    printed = quantity(value=Decimal("12345678901234567.5"), item=item).model_dump_json()
    read = json.loads(printed, parse_float=Decimal)
    assert (read["value"], read["item"]) == (Decimal("12345678901234567.5"), item)


def test_period_does_not_end_before_it_starts() -> None:
    """A day is the shortest period."""
    day = date(2028, 5, 5)
    assert Period(label="2028-05-05", period_start=day, period_end=day, grain=Grain.DAY)
    with pytest.raises(ValidationError, match="before it starts"):
        Period(label="2028", period_start=day, period_end=date(2028, 5, 4), grain=Grain.DAY)


def test_enumerations_are_strict() -> None:
    """Only the closed set of reasons is a reason."""
    with pytest.raises(ValidationError):
        RejectedNumber.model_validate({**SPAN, "reason": "because"})


@pytest.mark.parametrize(
    "each",
    [
        e
        for n in schemas.__all__
        if isinstance(e := getattr(schemas, n), type) and issubclass(e, Enum)
    ],
    ids=lambda each: each.__name__,
)
def test_enumerations_spell_their_values_plainly(each: type[Enum]) -> None:
    """Values are what a column holds: small letters and underscores, each once."""
    values = [member.value for member in each]
    assert len(values) == len(set(values))
    assert all(value.replace("_", "").isalpha() and value == value.lower() for value in values)


def test_stable_ids() -> None:
    """The same parts give the same id for ever; other parts, or parts cut elsewhere, another."""
    assert stable_id("f", "a", 1, 2) == stable_id("f", "a", 1, 2) == "f_a103ac9bafa95a4e"
    assert len({stable_id("f", "a", 12), stable_id("f", "a1", 2), stable_id("f", "a", 1, 2)}) == 3
    assert stable_id("s", "a").removeprefix("s_") == stable_id("f", "a").removeprefix("f_")


def test_record_is_the_base_of_all() -> None:
    """One base holds the rules for all."""
    assert all(issubclass(record, Record) for record in RECORDS)
