"""Where the facts lie: a DuckDB file, its schema, and the views that analysts query."""
