"""The schema of a warehouse file: numbered migrations, then the views, each journalled."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from graphlib import TopologicalSorter
from hashlib import sha256
from pathlib import Path

import duckdb

from schemas import WarehouseError
from warehouse import keep
from warehouse.describe import comment_statements, meanings
from warehouse.meanings_kept import kept_comments, kept_meanings
from warehouse.meanings_ops import ops_comments, ops_meanings
from warehouse.sql import now, transaction
from warehouse.subjects import digest_of, enter_subject_words, subject_words

HERE = Path(__file__).resolve().parent
VIEW_STEP = "views"
FILES_ONLY = "-- Files only:"
"""How a migration begins that is not for a lake."""

# "CREATE VIEW figures AS"
_CREATED = re.compile(r"^CREATE VIEW (\w{1,60}) AS$", re.MULTILINE)

# "JOIN main.figures USING (figure_id)"
_READ = re.compile(r"\bmain\.(\w{1,60})")


def run_as_written(con: duckdb.DuckDBPyConnection, text: str) -> None:
    """Execute statements as DuckDB's own files take them."""
    con.execute(text)


def migrate(
    con: duckdb.DuckDBPyConnection,
    *,
    migrations: Path = HERE / "migrations",
    views: Path = HERE / "views",
    run: Callable[[duckdb.DuckDBPyConnection, str], None] = run_as_written,
) -> bool:
    """Bring the file to today's schema; return whether anything was to do.

    Each migration is applied in one transaction with its journal row. Views and comments
    are built anew after a migration and whenever their text has changed. `run` executes the
    text of a migration, a view or a comment.

    Raises:
        WarehouseError: A migration failed (the file is then as it was before it), was changed
            after it was applied, or is not known here because a newer Foretell applied it.
    """
    journal = _journal(con)
    steps = {
        path.stem: path.read_text(encoding="utf-8") for path in sorted(migrations.glob("*.sql"))
    }
    _check_history(journal, steps)
    pending = [step for step in steps if step not in journal]
    for step in pending:
        with _told(step), transaction(con):
            run(con, steps[step])
            _note(con, step, steps[step])
    view_texts = [path.read_text(encoding="utf-8") for path in sorted(views.glob("*.sql"))]
    words = subject_words()
    told = (meanings(), ops_meanings(), kept_meanings())
    text = "\n".join([*view_texts, keep.texts(), *told, digest_of(words)])
    if not pending and journal.get(VIEW_STEP) == _digest(text):
        return False
    with _told(VIEW_STEP), transaction(con):
        enter_subject_words(con, words)
        _build_views(con, view_texts, run)
        _note(con, VIEW_STEP, text)
        con.execute("UPDATE ops.revision SET revision = revision + 1")
    return True


def pending_steps(
    con: duckdb.DuckDBPyConnection, *, migrations: Path = HERE / "migrations"
) -> list[str]:
    """Return the migrations that an older file still needs, in order; none for an empty file."""
    journal = _journal(con)
    steps = sorted(path.stem for path in migrations.glob("*.sql"))
    return [step for step in steps if step not in journal] if journal else []


def _journal(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the applied steps and the hashes of their texts; empty for a new file."""
    known = con.execute(
        "SELECT 1 FROM duckdb_tables() WHERE schema_name = 'ops' AND table_name = 'journal'"
    ).fetchone()
    if not known:
        return {}
    return dict(con.execute("SELECT step, text_sha256 FROM ops.journal").fetchall())


def _check_history(journal: dict[str, str], steps: dict[str, str]) -> None:
    """Refuse a file whose history is not the beginning of ours."""
    for step, digest in journal.items():
        if step == VIEW_STEP:
            continue
        if step not in steps:
            raise WarehouseError(
                f"the warehouse has migration {step}, which this Foretell does not know: "
                "it was written by a newer one; upgrade Foretell"
            )
        if digest != _digest(steps[step]):
            raise WarehouseError(
                f"migration {step} is not the text that was applied to this warehouse; "
                "restore the migration, or move the warehouse away and ingest anew"
            )


@contextmanager
def _told(step: str) -> Iterator[None]:
    """Turn a database error into one that says which step failed."""
    try:
        yield
    except duckdb.Error as error:
        raise WarehouseError(
            f"migration {step} failed and was undone, the warehouse is as before: {error}"
        ) from error


def _note(con: duckdb.DuckDBPyConnection, step: str, text: str) -> None:
    """Enter a step into the journal, in place of its earlier entry."""
    con.execute("DELETE FROM ops.journal WHERE step = ?", [step])
    con.execute("INSERT INTO ops.journal VALUES (?, ?, ?)", [step, _digest(text), now()])


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _in_order(texts: Iterable[str]) -> list[str]:
    """Return the texts of views, each after those that it reads as `main.NAME`."""
    by_name = {_CREATED.findall(text)[0]: text for text in texts}
    reads = {
        name: [n for n in _READ.findall(text) if n in by_name] for name, text in by_name.items()
    }
    return [by_name[name] for name in TopologicalSorter(reads).static_order()]


def _build_views(
    con: duckdb.DuckDBPyConnection,
    texts: list[str],
    run: Callable[[duckdb.DuckDBPyConnection, str], None],
) -> None:
    """Replace all views of `main`, with their comments."""
    old = con.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    for (name,) in old:
        run(con, f'DROP VIEW IF EXISTS main."{name}" CASCADE')
    keep.build_tables(con, run)
    for text in _in_order(texts):
        run(con, text)
    columns = con.execute(
        "SELECT table_name, column_name FROM duckdb_columns() "
        "WHERE schema_name = 'main' AND NOT internal"
    ).fetchall()
    of_schema = "SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name = ?"
    for statement in (
        *comment_statements(columns),
        *ops_comments(con.execute(of_schema, ["ops"]).fetchall()),
        *kept_comments(con.execute(of_schema, ["kept"]).fetchall()),
    ):
        run(con, statement)
