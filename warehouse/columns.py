"""Columns derived from pydantic records: one field, one column, one description."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Context, Decimal, InvalidOperation
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pyarrow as pa

from schemas import Record

DECIMALS = Decimal("0.000000001")
"""Smallest step of a stored amount: values are DECIMAL(38,9)."""

_FITTING = Context(prec=38)
_SCALARS: dict[type, str] = {
    str: "VARCHAR",
    int: "INTEGER",
    float: "DOUBLE",
    Decimal: "DECIMAL(38,9)",
    date: "DATE",
    datetime: "TIMESTAMP",
}
_ARROW: dict[str, pa.DataType] = {
    "VARCHAR": pa.string(),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "DECIMAL(38,9)": pa.decimal128(38, 9),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column as DuckDB and Arrow know it, with the comment a reader sees."""

    name: str
    sql_type: str
    arrow_type: pa.DataType
    nullable: bool
    comment: str

    @property
    def field(self) -> pa.Field:
        """The Arrow field under which the column is staged."""
        return pa.field(self.name, self.arrow_type, nullable=self.nullable)


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
    sql_type, arrow_type = _types([member for member in members if member is not NoneType])
    return Column(name, sql_type, arrow_type, NoneType in members, comment)


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


def _types(members: list[Any]) -> tuple[str, pa.DataType]:
    """Return the SQL and Arrow types of a field; "one or several" is kept as a list."""
    lists = [member for member in members if get_origin(member) is tuple]
    if lists:
        sql_type, arrow_type = _types([get_args(lists[0])[0]])
        return f"{sql_type}[]", pa.list_(arrow_type)
    member = members[0]
    if issubclass(member, Record):
        inner = columns_of(member)
        parts = ", ".join(f"{part.name} {part.sql_type}" for part in inner)
        return f"STRUCT({parts})", pa.struct([part.field for part in inner])
    sql_type = "VARCHAR" if issubclass(member, StrEnum) else _scalar(member)
    return sql_type, _ARROW[sql_type]


def _scalar(member: type) -> str:
    """Return the SQL type of a plain Python type."""
    if member not in _SCALARS:
        raise TypeError(f"no column type is known for {member}")
    return _SCALARS[member]
