"""The checks of a warehouse: `checks/*.sql`, each a level, a description, and a query.

The first line of a file is `-- LEVEL: DESCRIPTION`; the query has one row for each case that is
against it, with an `example`. A copy of the warehouse is published when no error is found.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import duckdb

from pipeline.grammar.units import CURRENCY_COLUMNS, UNIT_COLUMNS
from pipeline.lexicon import read_table
from warehouse.sql import now, transaction

FOLDER = Path(__file__).resolve().parent / "checks"
EXAMPLES = 3
"""Most examples that are kept of a check."""

_EVALUATED = "SELECT count(*), coalesce(min(example, ?), []) FROM (\n{}\n)"
_ENTER = "INSERT INTO ops.checks VALUES "
_ROW = "(?, ?, ?, ?, ?, ?, ?)"
_FORGET = "DELETE FROM ops.checks WHERE run_id = ?"
# What readers have is right already: errors are looked for in what was loaded or corrected since.
_CHECKED = """
CREATE OR REPLACE TEMP TABLE checked_articles AS
WITH
    checked AS (
        SELECT article_id FROM core.articles WHERE run_id >= ?
        UNION
        SELECT article_id FROM ops.reviews
    )
SELECT article_id, raw_text FROM core.articles SEMI JOIN checked USING (article_id)
"""
_UNITS = "CREATE OR REPLACE TEMP TABLE known_units AS SELECT unnest(?::VARCHAR[]) AS unit"
_UNCOUNT = "DELETE FROM ops.counts WHERE run_id = (SELECT max(run_id) FROM ops.runs)"
_COUNT = """
INSERT INTO ops.counts
SELECT
    max(run_id),
    (SELECT count(*) FROM core.articles SEMI JOIN ops.ledger USING (article_id)),
    (SELECT count(*) FROM core.figures SEMI JOIN ops.ledger USING (article_id)),
    (SELECT count(*) FROM core.forecasts SEMI JOIN ops.ledger USING (article_id)),
    (SELECT count(*) FROM core.company_mentions SEMI JOIN ops.ledger USING (article_id))
FROM ops.runs
HAVING max(run_id) IS NOT NULL
"""


class Level(StrEnum):
    """What a case against a check means: an error keeps a file from its readers."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Check:
    """A rule that the rows of a warehouse keep.

    Attributes:
        name: The file's name without its ending, words joined by "-".
        level: Whether a case against it keeps the file from its readers.
        description: What holds where it passes, one sentence.
        sql: The whole text.
    """

    name: str
    level: Level
    description: str
    sql: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How one check ended: how many cases are against it, and up to three of them."""

    check: Check
    found: int
    examples: tuple[str, ...]

    @property
    def is_error(self) -> bool:
        """Whether it keeps the file from its readers."""
        return self.found > 0 and self.check.level is Level.ERROR

    def told(self) -> str:
        """Return the result in one line."""
        examples = "; ".join(self.examples)
        return f"{self.check.name}: {self.check.description} {self.found:,} against it: {examples}"


@cache
def checks() -> tuple[Check, ...]:
    """Return every check, errors first, then by name."""
    found = (_read(path) for path in sorted(FOLDER.glob("*.sql")))
    return tuple(sorted(found, key=lambda check: check.level))


def run_checks(con: duckdb.DuckDBPyConnection, *, since: str = "") -> tuple[CheckResult, ...]:
    """Return how each check ends on an open warehouse; its rows are left as they are.

    Args:
        con: The warehouse; it is given temporary tables, so it needs no right to write.
        since: The run from which on records are checked for errors; empty for all.
    """
    con.execute(_CHECKED, [since])
    con.execute(_UNITS, [sorted(_units())])
    return tuple(_run(con, check) for check in checks())


def enter_counts(con: duckdb.DuckDBPyConnection) -> None:
    """Enter how much the warehouse holds by its last run."""
    with transaction(con):
        con.execute(_UNCOUNT)
        con.execute(_COUNT)


def enter_results(con: duckdb.DuckDBPyConnection, results: Sequence[CheckResult]) -> None:
    """Enter how the checks ended on what the last run has left."""
    (last_run,) = con.execute("SELECT max(run_id) FROM ops.runs").fetchall()[0]
    if last_run is None:
        return
    moment = now()
    with transaction(con):
        con.execute(_FORGET, [last_run])
        cells: list[object] = []
        for result in results:
            check = result.check
            row = [check.name, check.level.value, check.description, result.found]
            cells += [last_run, *row, list(result.examples), moment]
        # In one statement: a lake makes a file of each.
        con.execute(_ENTER + ", ".join([_ROW] * len(results)), cells)


def _run(con: duckdb.DuckDBPyConnection, check: Check) -> CheckResult:
    """Return how one check ends."""
    found, examples = con.execute(_EVALUATED.format(check.sql), [EXAMPLES]).fetchall()[0]
    return CheckResult(check, int(found), tuple(map(str, examples)))


def _read(path: Path) -> Check:
    """Return the check of one file."""
    text = path.read_text(encoding="utf-8")
    level, _, description = text.partition("\n")[0].removeprefix("-- ").partition(": ")
    return Check(path.stem, Level(level), description, text)


def _units() -> Iterator[str]:
    """Yield every unit of the lexicon, and every part of one."""
    for row in (*read_table("units", UNIT_COLUMNS), *read_table("currencies", CURRENCY_COLUMNS)):
        yield from row["unit"].split("/")
    yield "count"
