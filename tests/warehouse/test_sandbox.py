"""Analysts' SQL reads the warehouse, and can do nothing else."""

import duckdb
import pyarrow as pa
import pytest

from schemas import QueryError
from tests.warehouse.ingesting import core
from warehouse.reader import Reader
from warehouse.store import Store

HOST_TABLE = pa.table({"secret": [1]})
"""A table of the host program, which SQL must not see."""


@pytest.mark.parametrize(
    "query",
    [
        "WITH one AS (SELECT 1 AS a) SELECT a FROM one",
        "FROM figures",
        "VALUES (1)",
        "(SELECT 1)",
        "TABLE runs",
        "-- a comment\nSELECT 1;",
        "/* ( */ select 'enable_logging', '-- (' from range(3)",
        "DESCRIBE figures",
        "SUMMARIZE figures",
        "SHOW TABLES",
        "EXPLAIN SELECT * FROM figures",
        "PIVOT figures ON unit USING count(*) GROUP BY status",
        "SELECT unnest(companies) FROM figures",
        "FROM core.articles",
    ],
)
def test_reading_is_allowed(reader: Reader, query: str) -> None:
    """Whatever only reads the warehouse gives rows."""
    assert reader.sql(query).rows


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "FROM read_csv('/etc/passwd')",
        "FROM sniff_csv('/etc/passwd')",
        "FROM glob('/etc/*')",
        "FROM parquet_metadata('/etc/passwd')",
        "FROM read_duckdb('{folder}/foretell.duckdb')",
        "COPY figures TO '{folder}/out.csv'",
        "COPY (SELECT 1) TO '{folder}/out.parquet'",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO '{folder}/out.csv'",
        "EXPORT DATABASE '{folder}/out'",
        "IMPORT DATABASE '{folder}'",
        "PRAGMA import_database('{folder}')",
        "ATTACH '{folder}/other.duckdb'",
        "ATTACH ':memory:' AS other",
        "DETACH foretell",
        "USE memory",
        "SET memory_limit = '100GB'",
        "SET enable_external_access = true",
        "RESET threads",
        "PRAGMA threads = 8",
        "PRAGMA enable_profiling",
        "PRAGMA database_list",
        "INSTALL httpfs",
        "LOAD json",
        "SET VARIABLE a = 1",
        "CALL enable_logging('QueryLog', storage='file', storage_config={{'path': '{folder}/l'}})",
        "FROM enable_logging('QueryLog', storage='file', storage_config={{'path': '{folder}/l'}})",
        "FROM \"ENABLE_LOGGING\" /* ( */ -- (\n (storage_path = '{folder}/l')",
        "FROM system.main.enable_profiling()",
        "FROM query('FROM enable_' || 'logging()')",
        "SELECT write_log('mine')",
        "SELECT json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
        "FROM force_checkpoint('foretell')",
        "SELECT * FROM HOST_TABLE",
        "SELECT * FROM local_table",
        "FROM duckdb_secrets()",
        "CREATE TABLE figures_too AS FROM figures",
        "CREATE TABLE memory.more (a INTEGER)",
        "CREATE TEMP TABLE more (a INTEGER)",
        "CREATE MACRO more() AS 1",
        "CREATE SECRET s (TYPE s3)",
        "DROP VIEW figures",
        "ALTER TABLE core.figures ADD COLUMN more INTEGER",
        "COMMENT ON VIEW figures IS 'mine'",
        "DELETE FROM core.figures",
        "TRUNCATE core.figures",
        "UPDATE core.figures SET unit = 'EUR'",
        "INSERT INTO core.figures FROM core.figures",
        "MERGE INTO core.edits USING core.figures ON false WHEN MATCHED THEN DELETE",
        "WITH gone AS (DELETE FROM core.edits RETURNING *) FROM gone",
        "EXPLAIN ANALYZE DELETE FROM core.figures",
        "BEGIN",
        "CHECKPOINT",
        "VACUUM",
        "PREPARE mine AS SELECT 1",
        "SELECT 1; DROP VIEW figures",
        "SELECT 1; SELECT 2",
        "CREATE TEMP TABLE t AS SELECT 1; PIVOT figures ON unit USING count(*)",
        "",
        " -- nothing\n",
        ";",
        "SELEC 1",
        "SELECT 'no end",
        "SELECT '\udcff'",
        "SELECT ?",
    ],
)
def test_anything_else_is_refused(published: Store, reader: Reader, query: str) -> None:
    """Files, other databases, settings, the host's variables and changes are out of reach."""
    local_table = pa.table({"secret": [2]})
    folder = published.published.parent
    before = sorted(folder.iterdir())
    with pytest.raises(QueryError):
        reader.sql(query.format(folder=folder))
    assert sorted(folder.iterdir()) == before
    assert local_table.num_rows == HOST_TABLE.num_rows
    assert reader.sql("SELECT count(*) FROM figures").rows == [(4,)]


def test_refused_sql_left_no_trace(published: Store) -> None:
    """After all that, the published rows are those of the working file."""
    assert core(published.published) == core(published.working)


def test_change_behind_a_reading_word(reader: Reader) -> None:
    """A statement that begins like a query and changes something is refused for what it is."""
    with pytest.raises(QueryError, match="DELETE is refused: queries can only read"):
        reader.sql("WITH gone AS (SELECT 1) DELETE FROM core.edits")


def test_connection_is_locked(reader: Reader) -> None:
    """What settings can forbid is forbidden, and the settings are locked."""
    names = reader.sql(
        "SELECT name FROM duckdb_settings() WHERE value = 'false' AND name IN ("
        "'enable_external_access', 'python_enable_replacements', 'python_scan_all_frames', "
        "'autoload_known_extensions', 'autoinstall_known_extensions', "
        "'allow_community_extensions', 'allow_unsigned_extensions')"
    )
    assert len(names.rows) == 7
    with pytest.raises(duckdb.InvalidInputException, match="configuration has been locked"):
        reader._con.execute("SET threads = 8")


def test_slow_query_is_stopped(reader: Reader) -> None:
    """A query that takes too long is stopped, and the next one is answered."""
    hasty = Reader(reader._con, seconds=0.2)
    with pytest.raises(QueryError, match=r"stopped after 0\.2 seconds"):
        hasty.sql("SELECT count(*) FROM range(1000000000) a, range(1000) b WHERE a.range % 7 = 1")
    assert hasty.sql("SELECT 1").rows == [(1,)]
