"""The warehouse as a DuckLake: Parquet files and a catalog, for several writers at once.

Kind `ducklake` of the setting `warehouse`; docs/scale.md says when to choose it and what the
format cannot hold. Nothing here is imported where the kind is `duckdb`.
"""
