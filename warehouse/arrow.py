"""Rows to Parquet, through Arrow types that match the columns' SQL types exactly."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.columns import Column
from warehouse.rows import Row

_SCALARS: dict[str, pa.DataType] = {
    "VARCHAR": pa.string(),
    "BOOLEAN": pa.bool_(),
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "DECIMAL(19,12)": pa.decimal128(19, 12),
    "DECIMAL(38,9)": pa.decimal128(38, 9),
    "DECIMAL(38,15)": pa.decimal128(38, 15),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
}


def write_parquet(path: Path, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """Write `rows` as a Parquet file of exactly these columns."""
    pq.write_table(arrow_table(columns, rows), path)


def arrow_table(columns: Sequence[Column], rows: Iterable[Row]) -> pa.Table:
    """Return `rows` as an Arrow table of exactly these columns."""
    schema = pa.schema([_field(column) for column in columns])
    return pa.Table.from_pylist(list(rows), schema=schema)


def _field(column: Column) -> pa.Field:
    """Return the Arrow field that holds a column's values."""
    inner = _SCALARS.get(column.element_type) or pa.struct([_field(p) for p in column.parts])
    return pa.field(
        column.name, pa.list_(inner) if column.is_list else inner, nullable=column.nullable
    )
