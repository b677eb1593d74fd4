"""The schema of a file, however old the file is."""

import shutil
from pathlib import Path

import duckdb
import pytest

from schemas import WarehouseError
from tests.warehouse.ingesting import rows
from warehouse.conversions import CONVERTED
from warehouse.migrate import HERE, migrate
from warehouse.rows import TABLES
from warehouse.store import Store

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "warehouse_schema.tsv"
SCHEMA = """
SELECT table_schema, table_name, column_name, data_type, is_nullable
FROM information_schema.columns
WHERE table_catalog = 'foretell'
ORDER BY table_schema, table_name, ordinal_position
"""


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    """Return a folder with a copy of the migrations, to add to."""
    folder = tmp_path / "migrations"
    shutil.copytree(HERE / "migrations", folder)
    return folder


@pytest.fixture
def file(tmp_path: Path, migrated: Path) -> Path:
    """Return a copy of an empty warehouse file."""
    return Path(shutil.copyfile(migrated, tmp_path / "foretell.duckdb"))


def test_schema_is_the_golden_one(migrated: Path) -> None:
    """Every table and view has the columns and types of the golden file, in order."""
    found = ["\t".join(row) for row in rows(migrated, SCHEMA)]
    assert found == GOLDEN.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_those_of_the_records(migrated: Path, name: str) -> None:
    """Each table of core has the columns that the records give, in order, and the converted."""
    with duckdb.connect(str(migrated), read_only=True) as con:
        found = con.execute(
            "SELECT column_name, replace(replace(data_type, '\"', ''), ', 9', ',9'), is_nullable "
            "FROM duckdb_columns() WHERE schema_name = 'core' AND table_name = ? "
            "ORDER BY column_index",
            [name],
        ).fetchall()
    expected = (*TABLES[name].columns, *(CONVERTED if name == "figures" else ()))
    assert found == [(c.name, c.sql_type, c.nullable) for c in expected]


def test_second_time_nothing_is_done(file: Path) -> None:
    """Migrating a file of today's schema does nothing."""
    with duckdb.connect(str(file)) as con:
        assert migrate(con) is False


def test_new_migration_is_applied_once(file: Path, migrations: Path) -> None:
    """A new migration is applied with its journal row, and views are kept."""
    (migrations / "0098_more.sql").write_text("ALTER TABLE core.edits ADD COLUMN more INTEGER;")
    with duckdb.connect(str(file)) as con:
        assert migrate(con, migrations=migrations) is True
        assert migrate(con, migrations=migrations) is False
    assert rows(file, "SELECT more FROM core.edits") == []
    assert rows(file, "SELECT schema_version, revision FROM about") == [("0098_more", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "ALTER TABLE core.edits ADD COLUMN more INTEGER; SELECT no_such_column FROM core.edits;",
        "DROP TABLE core.figures; INSERT INTO ops.journal VALUES ('0001_ground', 'x', now());",
        "CREATE TABLE core.more (a INTEGER",
    ],
    ids=["unknown column", "taken key", "syntax"],
)
def test_failed_migration_leaves_the_file(file: Path, migrations: Path, text: str) -> None:
    """A migration that fails half way leaves schema and rows as they were."""
    before = rows(file, SCHEMA), rows(file, "FROM ops.journal"), rows(file, "FROM ops.revision")
    (migrations / "0098_bad.sql").write_text(text)
    with (
        duckdb.connect(str(file)) as con,
        pytest.raises(WarehouseError, match="0098_bad failed and was undone"),
    ):
        migrate(con, migrations=migrations)
    after = rows(file, SCHEMA), rows(file, "FROM ops.journal"), rows(file, "FROM ops.revision")
    assert after == before


def test_changed_migration_is_refused(file: Path, migrations: Path) -> None:
    """A migration whose text is not the one that was applied stops the run."""
    ground = migrations / "0001_ground.sql"
    ground.write_text(ground.read_text() + "\n-- changed\n")
    with (
        duckdb.connect(str(file)) as con,
        pytest.raises(WarehouseError, match="0001_ground is not the text"),
    ):
        migrate(con, migrations=migrations)


def test_newer_file_is_refused(file: Path) -> None:
    """A file that a newer Foretell migrated is left alone."""
    with duckdb.connect(str(file)) as con:
        con.execute("INSERT INTO ops.journal VALUES ('0099_later', 'x', now())")
        with pytest.raises(WarehouseError, match="written by a newer one"):
            migrate(con)


def test_changed_view_is_built_anew(file: Path, tmp_path: Path) -> None:
    """A view whose text changed is replaced, and readers will get a new file."""
    views = tmp_path / "views"
    shutil.copytree(HERE / "views", views)
    runs = views / "runs.sql"
    runs.write_text(runs.read_text().replace("    command,\n", ""))
    with duckdb.connect(str(file)) as con:
        assert migrate(con, views=views) is True
        assert migrate(con, views=views) is False
        columns = [name for name, *_ in con.execute("DESCRIBE runs").fetchall()]
    assert "command" not in columns
    assert rows(file, "SELECT revision FROM about") == [(2,)]


def migrate_to(con: duckdb.DuckDBPyConnection, last: str, migrations: Path, tmp_path: Path) -> None:
    """Bring an empty file to the schema that it had before the migration `last`, without views."""
    later = {path: path.read_text() for path in migrations.glob("*.sql") if path.stem >= last}
    for path in later:
        path.unlink()
    (tmp_path / "views").mkdir()
    # Today's views and comments know tables that come later.
    with pytest.raises(WarehouseError, match="views"):
        migrate(con, migrations=migrations, views=tmp_path / "views")
    for path, text in later.items():
        path.write_text(text)


def test_inputs_of_an_older_file_are_their_first_revisions(
    tmp_path: Path, migrations: Path
) -> None:
    """What inputs held when revisions came is where their history begins."""
    with duckdb.connect(str(tmp_path / "old.duckdb")) as con:
        migrate_to(con, "0006", migrations, tmp_path)
        con.execute(
            "INSERT INTO ops.ledger VALUES ('a.txt', 'key', 'loaded', 'id', 'run'), "
            "('b.txt', 'key', 'rejected', NULL, 'run')"
        )
        migrate(con, migrations=migrations)
        assert con.execute("FROM ops.revisions").fetchall() == [("a.txt", 1, "id", "run")]


KEYED = ("core.articles", "core.figures", "core.forecasts", "ops.ledger", "ops.revisions")
KEYS = """
SELECT table_name FROM duckdb_constraints()
WHERE constraint_type IN ('PRIMARY KEY', 'UNIQUE') AND concat_ws('.', schema_name, table_name) = ?
"""


def test_rows_of_an_older_file_outlive_its_keys(
    tmp_path: Path, migrations: Path, published: Store
) -> None:
    """Tables that had keys have none, and every row and column that they had before."""
    with duckdb.connect(str(tmp_path / "old.duckdb")) as con:
        migrate_to(con, "0014", migrations, tmp_path)
        con.execute(f"ATTACH '{published.published}' AS today (READ_ONLY)")
        before = {}
        for table in KEYED:
            assert con.execute(KEYS, [table]).fetchall() != []
            con.execute(f"INSERT INTO {table} BY NAME FROM today.{table}")
            before[table] = con.execute(f"FROM today.{table} ORDER BY ALL").fetchall()
        con.execute("DETACH today")
        migrate(con, migrations=migrations)
        for table, rows_before in before.items():
            assert con.execute(KEYS, [table]).fetchall() == []
            assert con.execute(f"FROM {table} ORDER BY ALL").fetchall() == rows_before != []
