"""A view as Parquet, each column with its meaning in the file."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.describe import ViewDescription

BATCH_ROWS = 50_000


def write_parquet(path: Path, view: ViewDescription, cursor: duckdb.DuckDBPyConnection) -> int:
    """Write the rows that `cursor` stands before, in their types; return how many."""
    reader = cursor.to_arrow_reader(BATCH_ROWS)
    schema = described(reader.schema, view)
    count = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch.cast(schema))
            count += batch.num_rows
    return count


def described(schema: pa.Schema, view: ViewDescription) -> pa.Schema:
    """Return the schema with the meaning of the view and of each column."""
    fields = (
        field.with_metadata({"comment": column.comment})
        for field, column in zip(schema, view.columns, strict=True)
    )
    return pa.schema(list(fields), metadata={"comment": view.comment})
