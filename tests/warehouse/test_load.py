"""What loading does to the warehouse, whatever was loaded before."""

from functools import partial
from pathlib import Path

import duckdb
import pytest

from schemas import Extraction, Rejection, RunState, WarehouseError
from tests.warehouse import ingesting
from tests.warehouse.factories import TEXT, extraction, rejection
from tests.warehouse.ingesting import core, rows
from warehouse.store import Store

ingest = partial(ingesting.ingest, publish=False)

OTHER = "A" + TEXT
"""Another text with the same passages."""


def uris(store: Store, view: str) -> list[str]:
    """Return the source_uris that a view has, sorted."""
    with duckdb.connect(str(store.working), read_only=True) as con:
        return sorted(uri for (uri,) in con.table(view).project("source_uri").fetchall())


def test_twice_is_once(store: Store) -> None:
    """Loading the same articles again changes no row of core, in either file."""
    articles = [extraction("a.txt"), extraction("b.txt", OTHER), rejection("c.txt")]
    ingesting.ingest(store, *articles)
    once = core(store.published)
    again = ingesting.ingest(store, *articles)
    assert (again.articles_loaded, again.figures_loaded, again.articles_unchanged) == (0, 0, 2)
    assert core(store.published) == once == core(store.working)
    assert len(once["figures"]) == 4


def test_new_version_replaces_one_article(store: Store) -> None:
    """A new extraction replaces the rows of its article and of no other."""
    ingest(store, extraction("a.txt"), extraction("b.txt", OTHER))
    before = core(store.working)
    run = ingest(store, extraction("b.txt", OTHER, version="2", figures=()), version="2")
    after = core(store.working)
    kept = extraction("a.txt").article.article_id
    assert (run.articles_loaded, run.figures_loaded) == (1, 0)
    for name in ("figures", "forecasts", "company_mentions", "rejected_numbers"):
        assert after[name] == [row for row in before[name] if kept in row]
    assert len(after["articles"]) == 2


def test_edited_file_is_a_new_revision(store: Store) -> None:
    """The article that a file held before it was edited is kept, apart from the present one."""
    first, second = extraction("a.txt"), extraction("a.txt", OTHER)
    ingest(store, first)
    ingest(store, second)
    assert rows(store.working, "SELECT raw_text, revision FROM articles") == [(OTHER, 2)]
    for view, count in (("figures", 2), ("forecasts", 1), ("company_mentions", 2)):
        assert uris(store, view) == ["a.txt"] * count
    history = "SELECT revision, article_id, is_current, superseded_by, raw_text FROM revisions"
    old, new = first.article.article_id, second.article.article_id
    assert sorted(rows(store.working, history)) == [
        (1, old, False, new, TEXT),
        (2, new, True, None, OTHER),
    ]
    assert rows(store.working, "SELECT copy_of FROM articles") == [(None,)]


def test_earlier_revision_is_found_by_its_id(store: Store) -> None:
    """The text and the records that a file held before can be asked for by the article's id."""
    first = extraction("a.txt")
    ingesting.ingest(store, first)
    ingesting.ingest(store, extraction("a.txt", OTHER))
    with store.reader() as reader:
        stored = reader.article(first.article.article_id)
    assert stored.article == first.article
    assert stored.facts == first.facts
    assert stored.source_uris == ()


def test_text_that_comes_back_is_a_revision_of_its_own(store: Store) -> None:
    """A file that is changed back holds its first article again, as its third revision."""
    for text in (TEXT, OTHER, TEXT):
        ingest(store, extraction("a.txt", text))
    assert rows(store.working, "SELECT raw_text, revision FROM articles") == [(TEXT, 3)]
    assert rows(store.working, "SELECT revision FROM revisions WHERE is_current") == [(3,)]


def test_same_text_is_no_revision(store: Store) -> None:
    """A file that is read again, by the same or a newer version, stays at its revision."""
    ingest(store, extraction("a.txt"))
    ingest(store, extraction("a.txt"))
    ingest(store, extraction("a.txt", version="2"), version="2")
    assert rows(store.working, "SELECT revision FROM revisions") == [(1,)]


def test_rejection_then_success(store: Store) -> None:
    """A source that was rejected and is read later is in articles alone."""
    ingest(store, rejection("a.txt"))
    assert uris(store, "rejections") == ["a.txt"]
    ingest(store, extraction("a.txt"))
    assert uris(store, "rejections") == []
    assert uris(store, "articles") == ["a.txt"]


def test_success_then_rejection(store: Store) -> None:
    """A source whose bytes can no longer be used is in rejections alone; its text is kept."""
    ingest(store, extraction("a.txt"))
    ingest(store, rejection("a.txt"))
    assert uris(store, "rejections") == ["a.txt"]
    for view in ("articles", "figures", "forecasts", "company_mentions", "rejected_numbers"):
        assert uris(store, view) == []
    assert rows(store.working, "SELECT raw_text, is_current FROM revisions") == [(TEXT, False)]


def test_missing_file_keeps_its_article(store: Store) -> None:
    """A source that cannot be read keeps the article it held, is reported, and is read again."""
    ingest(store, extraction("a.txt"))
    ingest(store, rejection("a.txt", key=None))
    assert uris(store, "articles") == uris(store, "rejections") == ["a.txt"]
    with store.writer(command="add", extractor_version="1", model_version="m") as writer:
        assert writer.known_keys() == {}
    ingest(store, extraction("a.txt"))
    assert uris(store, "rejections") == []


def test_known_keys(store: Store) -> None:
    """Loaded and rejected sources are known by their keys; unreadable ones are not."""
    bad = rejection("b.txt")
    ingest(store, extraction("a.txt"), bad, rejection("c.txt", key=None))
    with store.writer(command="add", extractor_version="1", model_version="m") as writer:
        assert writer.known_keys() == {
            "a.txt": extraction("a.txt").article.content_key,
            "b.txt": bad.content_key,
        }


@pytest.mark.parametrize("names", ["abc", "bca", "cba"])
@pytest.mark.parametrize("together", [True, False], ids=["one batch", "three batches"])
def test_copies_are_one_article(store: Store, names: str, *, together: bool) -> None:
    """Copies of a text are one article, spoken for by the first name, in any order."""
    copies = [extraction(f"{name}.txt") for name in names]
    with store.writer(command="add", extractor_version="1", model_version="m") as writer:
        for batch in [copies] if together else [[copy] for copy in copies]:
            writer.load(writer.stage(batch))
    assert uris(store, "articles") == ["a.txt"]
    assert uris(store, "sources") == ["a.txt", "b.txt", "c.txt"]
    assert rows(store.working, "SELECT count(*) FROM figures") == [(2,)]


def test_copy_takes_over(store: Store) -> None:
    """Where the source that spoke for an article is edited, its copy is read again."""
    ingest(store, extraction("a.txt"), extraction("b.txt"))
    ingest(store, extraction("a.txt", OTHER))
    with store.writer(command="add", extractor_version="1", model_version="m") as writer:
        assert list(writer.known_keys()) == ["a.txt"]
    ingest(store, extraction("b.txt"))
    assert uris(store, "articles") == ["a.txt", "b.txt"]


def test_copy_of_a_newer_version_speaks(store: Store) -> None:
    """A copy that a newer extractor read speaks for the article until the first is read again."""
    ingest(store, extraction("a.txt"), extraction("b.txt"))
    ingest(store, extraction("b.txt", version="2"), version="2")
    assert uris(store, "articles") == ["b.txt"]
    ingest(store, extraction("a.txt", version="2"), version="2")
    assert uris(store, "articles") == ["a.txt"]


@pytest.mark.parametrize("broken", ["figures", "inputs", "rejected_numbers"])
def test_failed_load_changes_nothing(store: Store, broken: str) -> None:
    """A stage that cannot be read leaves every row as it was."""
    ingest(store, extraction("a.txt"))
    before = core(store.working)
    with store.writer(command="add", extractor_version="2", model_version="m") as writer:
        staged = writer.stage([extraction("a.txt", version="2"), rejection("b.txt")])
        (staged / f"{broken}.parquet").write_bytes(b"no parquet")
        with pytest.raises(WarehouseError, match="nothing was changed"):
            writer.load(staged)
        run = writer.finish(RunState.FAILED, seen=2, unchanged=0)
    assert run.articles_loaded == 0
    assert core(store.working) == before
    assert rows(store.working, "SELECT source_uri FROM ops.ledger") == [("a.txt",)]


def test_stage_is_removed_after_loading(store: Store, tmp_path: Path) -> None:
    """The staged files go once they are committed."""
    with store.writer(command="add", extractor_version="1", model_version="m") as writer:
        staged = writer.stage([extraction()])
        assert (staged / "figures.parquet").is_file()
        writer.load(staged)
        assert list((tmp_path / "warehouse" / "work" / "stage").iterdir()) == []


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        pytest.param([], (0, 0, 0, 0, 0), id="nothing"),
        pytest.param([extraction()], (0, 1, 0, 2, 1), id="one article"),
        pytest.param([extraction("a"), extraction("b")], (1, 1, 0, 2, 1), id="copy"),
        pytest.param([rejection("a")], (0, 0, 1, 0, 0), id="rejection"),
    ],
)
def test_counts(
    store: Store, outcomes: list[Extraction | Rejection], expected: tuple[int, ...]
) -> None:
    """The counts of a load say what was written."""
    with store.writer(command="add", extractor_version="1", model_version="m") as writer:
        counts = writer.load(writer.stage(outcomes))
    assert (
        counts.articles_unchanged,
        counts.articles_loaded,
        counts.articles_rejected,
        counts.figures_loaded,
        counts.forecasts_loaded,
    ) == expected


@pytest.mark.parametrize("file", ["inputs", "articles"])
def test_what_would_be_there_twice_is_not_loaded(store: Store, file: str) -> None:
    """A staged folder that tells of an input or an article twice changes nothing."""
    ingest(store, extraction())
    before = core(store.working)
    with store.writer(command="add", extractor_version="2", model_version="none") as writer:
        staged = writer.stage([extraction(version="2", figures=())])
        once, twice = staged / f"{file}.parquet", staged / "twice.parquet"
        duckdb.sql(f"COPY (FROM '{once}' UNION ALL FROM '{once}') TO '{twice}'")
        twice.replace(once)
        with pytest.raises(WarehouseError, match="would be there twice"):
            writer.load(staged)
    assert core(store.working) == before
