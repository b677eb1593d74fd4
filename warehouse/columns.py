"""Columns derived from pydantic records: one field, one column, one description."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Context, Decimal, InvalidOperation
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from schemas import Record

DECIMALS = Decimal("0.000000001")
"""Smallest step of a stored amount: values are DECIMAL(38,9)."""

_FITTING = Context(prec=38)
_SCALARS: dict[type, str] = {
    str: "VARCHAR",
    bool: "BOOLEAN",
    int: "INTEGER",
    float: "DOUBLE",
    Decimal: "DECIMAL(38,9)",
    date: "DATE",
    datetime: "TIMESTAMP",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column as DuckDB knows it, with the comment a reader sees.

    Attributes:
        name: The column's name.
        element_type: SQL type of a value, or of one element where `is_list`.
        is_list: Whether a value is a list of such.
        nullable: Whether a value may be missing.
        comment: What the column means.
        parts: The columns of a STRUCT; empty for other types.
    """

    name: str
    element_type: str
    is_list: bool
    nullable: bool
    comment: str
    parts: tuple["Column", ...] = ()

    @property
    def sql_type(self) -> str:
        """The column's whole SQL type."""
        return f"{self.element_type}[]" if self.is_list else self.element_type


def columns_of(record: type[Record], *, without: Collection[str] = ()) -> tuple[Column, ...]:
    """Return one column for each field of `record`, in order, but for those in `without`."""
    return tuple(
        column(name, field.annotation, field.description or "")
        for name, field in record.model_fields.items()
        if name not in without
    )


def column(name: str, annotation: Any, comment: str) -> Column:
    """Return the column that holds values of `annotation`.

    Raises:
        TypeError: No column type is known for the annotation.
    """
    members = _members(annotation)
    present = [member for member in members if member is not NoneType]
    lists = [member for member in present if get_origin(member) is tuple]
    # "One or several" is kept as a list of however many.
    element = get_args(lists[0])[0] if lists else present[0]
    parts = columns_of(element) if issubclass(element, Record) else ()
    return Column(name, _sql_type(element, parts), bool(lists), NoneType in members, comment, parts)


def cell(value: object) -> object:
    """Return `value` as Arrow takes it: enums as text, tuples as lists, records as dicts.

    Raises:
        ValueError: A number does not fit DECIMAL(38,9).
    """
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return fitting(value)
    if isinstance(value, tuple):
        return [cell(part) for part in value]
    if isinstance(value, Record):
        return {name: cell(part) for name, part in value}
    return value


def fitting(value: Decimal) -> Decimal:
    """Return `value` with nine decimals, rounded half to even.

    Raises:
        ValueError: It has more than 29 digits before the point, or rounding leaves nothing.
    """
    try:
        rounded = value.quantize(DECIMALS, context=_FITTING)
    except InvalidOperation:
        raise ValueError(f"{value} has more than 29 digits before the point") from None
    if value and not rounded:
        raise ValueError(f"{value} is smaller than {DECIMALS}")
    return rounded


def _members(annotation: Any) -> list[Any]:
    """Return the types of a union, each without its Annotated wrapper."""
    if get_origin(annotation) is Annotated:
        return _members(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return [inner for part in get_args(annotation) for inner in _members(part)]
    return [annotation]


def _sql_type(element: type, parts: tuple[Column, ...]) -> str:
    """Return the SQL type of a plain value, an enum, or a record of `parts`."""
    if parts:
        return f"STRUCT({', '.join(f'{part.name} {part.sql_type}' for part in parts)})"
    if issubclass(element, StrEnum):
        return "VARCHAR"
    if element not in _SCALARS:
        raise TypeError(f"no column type is known for {element}")
    return _SCALARS[element]
