"""Every check finds its broken row, passes without, and errors keep a file from its readers."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from schemas import ChecksFailed
from tests.warehouse.factories import TEXT, extraction, other_article
from tests.warehouse.ingesting import ingest, rows
from warehouse import publish
from warehouse.checking import Level, checks, run_checks
from warehouse.store import Store

# Check, the statement that breaks a row of it.
BROKEN = [
    ("record-keys", "UPDATE core.company_mentions SET ordinal = 1"),
    ("article-keys", "INSERT INTO core.articles FROM core.articles LIMIT 1"),
    ("claim-ids", "INSERT INTO core.figures FROM core.figures LIMIT 1"),
    ("input-keys", "INSERT INTO ops.ledger FROM ops.ledger LIMIT 1"),
    ("input-keys", "INSERT INTO ops.revisions FROM ops.revisions LIMIT 1"),
    ("input-keys", "INSERT INTO ops.entries BY NAME FROM (SELECT 'news' AS channel, "
     "'1' AS entry_id, 'u' AS source_uri, 'loaded' AS state, 0 AS failures, now() AS checked_at, "
     "'1' AS run_id FROM range(2))"),
    ("claim-ids", "INSERT INTO core.forecasts FROM core.forecasts LIMIT 1"),
    ("records-have-articles", "UPDATE core.edits SET article_id = 'gone'"),
    ("inputs-have-articles", "UPDATE ops.ledger SET article_id = 'gone'"),
    ("quotes-in-text", "UPDATE core.company_mentions SET char_start = 1 WHERE ordinal = 1"),
    ("forecast-figures", "UPDATE core.forecasts SET figure_ids = ['f_gone'], figure_id = NULL"),
    ("forecast-figures", "UPDATE core.forecasts SET figure_ids = []"),
    ("range-ends", "UPDATE core.figures SET value_high = 1 WHERE bound = 'range'"),
    ("range-ends", "UPDATE core.figures SET value_high = NULL"),
    ("periods-in-order", "UPDATE core.figures SET period_end = DATE '1999-01-01'"),
    ("periods-in-order", "UPDATE core.forecasts SET target_start = NULL"),
    ("closed-words", "UPDATE core.figures SET status = 'maybe'"),
    ("closed-words", "UPDATE core.forecasts SET polarity = 'so so'"),
    ("confidences", "UPDATE core.figures SET confidence = 1.1"),
    ("confidences", "UPDATE core.company_mentions SET confidence = 'nan'"),
    ("run-counts", "UPDATE ops.runs SET articles_seen = 99"),
    ("known-units", "UPDATE core.figures SET unit = 'smoot/USD'"),
    ("shares-over-100", "UPDATE core.figures SET kind = 'share', unit = 'percent'"),
    ("actuals-ahead", "UPDATE core.figures SET period_start = DATE '2031-01-01'"),
    ("forecasts-behind", "UPDATE core.forecasts SET made_on = DATE '2040-01-01'"),
    ("days-of-publication", "UPDATE core.articles SET published_on = DATE '2924-02-29'"),
    ("articles-without-day", "UPDATE core.articles SET published_on = NULL"),
    ("freshness", "UPDATE ops.runs SET started_at = TIMESTAMP '2031-01-01'"),
    ("fewer-records", "INSERT INTO ops.counts VALUES ('3', 9, 100, 9, 9), ('4', 9, 80, 9, 9)"),
    ("twins", "UPDATE core.articles SET title = 'One'; DELETE FROM core.likenesses"),
    ("lonely-points", "UPDATE core.figures SET series_id = figure_id"),
    ("silent-articles", "UPDATE core.articles SET word_count = 300; DELETE FROM core.figures; "
     "DELETE FROM core.forecasts; DELETE FROM core.company_mentions"),
    ("companies-without-id", "UPDATE core.company_mentions SET company_id = NULL"),
    ("orphaned-corrections", "INSERT INTO ops.corrections BY NAME SELECT 0 AS char_start, "
     "1 AS char_end, 'q' AS quote, 'cor_1' AS correction_id, 'reject' AS action, "
     "'figure' AS kind, 'a' AS article_id, 'u' AS source_uri, '' AS prefix, '' AS suffix, "
     "[] AS fields, 'ann' AS made_by, now() AS made_at, 1 AS ordinal, 'orphaned' AS state"),
    ("ended-badly", "UPDATE ops.runs SET state = 'crashed'"),
]  # fmt: skip

Opened = Callable[[], duckdb.DuckDBPyConnection]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a warehouse of two articles that passes every check."""
    store = Store(tmp_path_factory.mktemp("sound"))
    ingest(store, extraction(), other_article())
    with duckdb.connect(str(store.working)) as con:
        con.execute("UPDATE core.articles SET published_on = current_date, title = article_id")
    return store.working


def found(path: Path, statement: str = "") -> dict[str, int]:
    """Return how many cases are against each check after a statement that is undone again."""
    with duckdb.connect(str(path)) as con:
        con.execute("BEGIN")
        con.execute(statement)
        results = {result.check.name: result.found for result in run_checks(con)}
        con.execute("ROLLBACK")
    return results


@pytest.fixture(scope="module")
def before(sound: Path) -> dict[str, int]:
    """Return what is against the checks where no row was broken."""
    return found(sound, "SELECT 1")


@pytest.mark.parametrize(("name", "statement"), BROKEN, ids=[f"{b[0]} {b[1][:24]}" for b in BROKEN])
def test_broken_rows_are_found(
    sound: Path, before: dict[str, int], name: str, statement: str
) -> None:
    """A broken row is counted by its check."""
    assert found(sound, statement)[name] > before[name]


def test_every_check_is_proven() -> None:
    """Each check has a broken row above, a sentence, and there are fifteen or more."""
    assert {check.name for check in checks()} == {name for name, _ in BROKEN}
    assert len(checks()) >= 15
    assert all(check.description.endswith(".") for check in checks())


def test_sound_rows_pass(before: dict[str, int]) -> None:
    """No error is found in what was loaded as it was extracted."""
    errors = {check.name for check in checks() if check.level is Level.ERROR}
    assert {name: n for name, n in before.items() if n and name in errors} == {}


def test_errors_keep_the_file_from_readers(new_store: Store) -> None:
    """A run whose rows are against a check publishes nothing, and says which and where."""
    ingest(new_store, extraction())
    ingest(new_store, other_article(), publish=False)
    with duckdb.connect(str(new_store.working)) as con:
        con.execute("UPDATE core.figures SET char_end = char_end + 1")
    with pytest.raises(ChecksFailed, match=r"quotes-in-text: .* [12] against it: \w{16}:"):
        ingest(new_store, extraction("c.txt", f"C. {TEXT}"))
    with new_store.reader() as reader:
        assert reader.sql("SELECT count(*) FROM articles").rows == [(1,)]
    refused = "SELECT found > 0 FROM ops.checks WHERE \"check\" = 'quotes-in-text' ORDER BY run_id"
    assert rows(new_store.working, refused) == [(False,), (True,)]
    assert {r.check.name for r in new_store.check() if r.is_error} == {"quotes-in-text"}


@pytest.mark.parametrize(
    ("last_done", "made_by", "since"),
    [
        ("", "today", ""),
        ("2", "yesterday", ""),
        ("2", "today", "3"),
        ("4", "today", "4"),
    ],
    ids=["no run was done", "another version", "what came after", "nothing came after"],
)
def test_what_readers_may_not_have_is_checked(
    monkeypatch: pytest.MonkeyPatch, last_done: str, made_by: str, since: str
) -> None:
    """Rows are checked from the first run on that is not done in the file of readers."""
    monkeypatch.setattr(publish, "_foretell_version", lambda: "today")
    with duckdb.connect() as con:
        con.execute(
            "CREATE SCHEMA ops; "
            "CREATE TABLE ops.runs AS SELECT unnest(['1', '2', '3', '4']) AS run_id"
        )
        known = publish._Known(1, "4", last_done, made_by)
        assert publish._unchecked_since(con, known) == since


def test_what_readers_have_is_checked_again_by_another_version(
    new_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Errors are looked for in what is new; after an upgrade in all that is there."""
    ingest(new_store, extraction())
    ingest(new_store, other_article())
    with duckdb.connect(str(new_store.working)) as con:
        con.execute(
            "UPDATE core.figures SET status = 'maybe' FROM core.articles AS articles "
            "WHERE articles.article_id = figures.article_id "
            "AND run_id = (SELECT min(run_id) FROM ops.runs)"
        )
    ingest(new_store, extraction("c.txt", f"C. {TEXT}"))
    monkeypatch.setattr(publish, "_foretell_version", lambda: "another")
    with pytest.raises(ChecksFailed, match="closed-words"):
        ingest(new_store, extraction("d.txt", f"D. {TEXT}"))


def test_results_are_a_view(published: Store) -> None:
    """Readers see how each check ended after the run."""
    with published.reader() as reader:
        ((checked, errors),) = reader.sql(
            "SELECT count(*), count(*) FILTER (level = 'error' AND NOT passed) FROM checks"
        ).rows
    assert (checked, errors) == (len(checks()), 0)
