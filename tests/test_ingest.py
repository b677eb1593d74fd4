"""The whole way from paths to published rows, with an extractor that needs no model."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from pipeline.ingest import Ingestion, Steps, ingest, load
from pipeline.settings import Settings
from schemas import RunState, UsageError, WarehouseBusy, WarehouseError
from tests.fakes import ARTICLE, FakeProcessor
from warehouse.store import Store


def run(
    paths: Sequence[str],
    settings: Settings,
    processor: FakeProcessor,
    **options: object,
) -> tuple[RunState, int, int, int, int]:
    """Ingest and return the run's state and its counts: seen, unchanged, loaded, rejected."""
    ended = ingest(paths, settings, processor, command="add", **options)  # type: ignore[arg-type]
    return (
        ended.state,
        ended.articles_seen,
        ended.articles_unchanged,
        ended.articles_loaded,
        ended.articles_rejected,
    )


def rows(settings: Settings, query: str) -> list[tuple[object, ...]]:
    """Return what readers see."""
    with Store(settings.home).reader() as reader:
        return reader.sql(query).rows


FACTS = (
    "SELECT source_uri, quote, value, status FROM figures ORDER BY source_uri, char_start",
    "SELECT article_id, source_uri, run_id FROM articles ORDER BY ALL",
    "SELECT source_uri, state, article_id FROM sources ORDER BY ALL",
)


def test_articles_end_as_rows_that_readers_see(
    settings: Settings, articles: Path, processor: FakeProcessor
) -> None:
    """One article gives its figures, its forecast, its companies and what is no figure."""
    (articles / "a.txt").write_text(ARTICLE)
    assert run([], settings, processor) == (RunState.COMPLETED, 1, 0, 1, 0)
    assert rows(settings, "SELECT quote, value, status FROM figures ORDER BY char_start") == [
        ("12%", 12, "actual"),
        ("30%", 30, "forecast"),
    ]
    assert rows(settings, "SELECT forecaster FROM forecasts") == [("Fathom",)]
    assert rows(settings, "SELECT name FROM company_mentions") == [("Fathom",)]
    assert rows(settings, "SELECT quote FROM rejected_numbers ORDER BY char_start") == [
        ("2023",),
        ("2030",),
    ]


def test_a_second_run_reads_nothing_and_changes_nothing(
    settings: Settings, articles: Path, processor: FakeProcessor
) -> None:
    """What is known is not extracted again, and no row is another."""
    for name in "abc":
        (articles / f"{name}.txt").write_text(f"{name}: {ARTICLE}")
    run([], settings, processor)
    before = [rows(settings, query) for query in FACTS]
    published = Store(settings.home).published.stat().st_mtime_ns
    processor.processed.clear()
    assert run([], settings, processor) == (RunState.COMPLETED, 3, 3, 0, 0)
    assert processor.processed == []
    assert [rows(settings, query) for query in FACTS] == before
    assert Store(settings.home).published.stat().st_mtime_ns == published


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda path: path.write_text("Sales rose 13%."), id="its text"),
        pytest.param(
            lambda path: path.with_name("a.meta.toml").write_text('title = "New"'), id="its sidecar"
        ),
    ],
)
def test_only_what_changed_is_extracted_again(
    settings: Settings,
    articles: Path,
    processor: FakeProcessor,
    change: Callable[[Path], object],
) -> None:
    """A changed text or sidecar counts; its neighbour is left alone."""
    for name in "ab":
        (articles / f"{name}.txt").write_text(f"{name}: {ARTICLE}")
    run([], settings, processor)
    processor.processed.clear()
    change(articles / "a.txt")
    assert run([], settings, processor) == (RunState.COMPLETED, 2, 1, 1, 0)
    assert processor.processed == ["seeds/articles/a.txt"]


def test_a_new_extractor_extracts_everything_again(settings: Settings, articles: Path) -> None:
    """Rows never outlive the rules that made them."""
    (articles / "a.txt").write_text(ARTICLE)
    run([], settings, FakeProcessor("1"))
    assert run([], settings, FakeProcessor("2"))[2] == 0


def test_one_bad_article_never_stops_the_others(
    settings: Settings, articles: Path, processor: FakeProcessor
) -> None:
    """Each input ends in exactly one of articles and rejections."""
    (articles / "a.txt").write_text(ARTICLE)
    (articles / "b.txt").write_bytes(b"%PDF-1.7")
    (articles / "c.txt").write_text("CRASH")
    (articles / "d.txt").write_text("")
    (articles / "e.txt").write_text(f"e: {ARTICLE}")
    (articles / "f.txt").symlink_to("nowhere")
    assert run([], settings, processor) == (RunState.PARTIAL, 6, 0, 2, 4)
    assert rows(settings, "SELECT source_uri, reason FROM rejections ORDER BY ALL") == [
        ("seeds/articles/b.txt", "binary"),
        ("seeds/articles/c.txt", "extraction_failed"),
        ("seeds/articles/d.txt", "empty"),
        ("seeds/articles/f.txt", "missing"),
    ]
    assert rows(settings, "SELECT count(*) FROM articles") == [(2,)]


@pytest.mark.parametrize("batch_size", [1, 2, 5])
def test_the_size_of_batches_changes_no_row(
    workspace: Path, articles: Path, processor: FakeProcessor, batch_size: int
) -> None:
    """Batches only share out the work."""
    for number in range(5):
        (articles / f"{number}.txt").write_text(f"{number}: {ARTICLE}")
    settings = Settings(home=workspace, batch_size=batch_size)
    assert run([], settings, processor) == (RunState.COMPLETED, 5, 0, 5, 0)
    assert rows(settings, "SELECT count(*) FROM figures") == [(10,)]


def test_each_input_is_told_with_what_came_of_it(
    settings: Settings, articles: Path, processor: FakeProcessor
) -> None:
    """Whoever listens hears every input once: unchanged, rejected, or extracted."""
    (articles / "a.txt").write_text(ARTICLE)
    run([], settings, processor)
    (articles / "b.txt").write_text("")
    (articles / "c.txt").write_text(f"c: {ARTICLE}")
    heard: dict[str, str] = {}

    def listen(source_uri: str, told: str) -> None:
        assert source_uri not in heard
        heard[Path(source_uri).name] = told

    run([], settings, processor, listener=listen)
    assert heard == {
        "a.txt": "unchanged",
        "b.txt": "rejected (empty)",
        "c.txt": "2 figures, 1 forecasts, 1 mentions of companies",
    }


def test_what_is_piped_in_is_an_article(settings: Settings, processor: FakeProcessor) -> None:
    """The same text piped in twice is one article."""
    for _ in range(2):
        run(["-"], settings, processor, stdin=io.BytesIO(ARTICLE.encode()))
    assert rows(settings, "SELECT starts_with(source_uri, 'stdin:') FROM articles") == [(True,)]


def test_nothing_to_read_starts_no_run(settings: Settings, processor: FakeProcessor) -> None:
    """A folder without articles is told before the warehouse is touched."""
    with pytest.raises(UsageError):
        run([], settings, processor)
    assert not Store(settings.home).working.exists()


def test_a_busy_warehouse_stops_the_run(
    settings: Settings, articles: Path, processor: FakeProcessor
) -> None:
    """Two writers never write at once."""
    (articles / "a.txt").write_text(ARTICLE)
    store = Store(settings.home)
    with (
        store.writer(command="add", extractor_version="1", model_version="1"),
        pytest.raises(WarehouseBusy),
    ):
        run([], settings, processor)


def test_a_failing_step_ends_the_run_as_failed_and_keeps_what_was_published(
    settings: Settings, articles: Path, processor: FakeProcessor
) -> None:
    """A run that cannot load stops, and readers keep what they had."""
    (articles / "a.txt").write_text(ARTICLE)
    run([], settings, processor)
    (articles / "b.txt").write_text(f"b: {ARTICLE}")

    def broken(_ingestion: Ingestion, _batch: object) -> None:
        raise WarehouseError("the disk is full")

    with pytest.raises(WarehouseError, match="disk"):
        run([], settings, processor, steps=Steps(load=broken))
    assert rows(settings, "SELECT count(*) FROM articles") == [(1,)]
    assert run([], settings, processor)[0] is RunState.COMPLETED
    states = rows(settings, "SELECT state FROM runs ORDER BY run_id")
    assert states == [("completed",), ("failed",), ("completed",)]


def test_the_steps_are_those_of_the_flow(
    settings: Settings, articles: Path, processor: FakeProcessor
) -> None:
    """What a flow puts in the place of a step is what runs."""
    (articles / "a.txt").write_text(ARTICLE)
    called: list[str] = []

    def loaded(ingestion: Ingestion, batch: object) -> object:
        called.append("load")
        return load(ingestion, batch)  # type: ignore[arg-type]

    run([], settings, processor, steps=Steps(load=loaded))  # type: ignore[arg-type]
    assert called == ["load"]


def test_only_rejections_make_a_partial_run(settings: Settings, processor: FakeProcessor) -> None:
    """A missing file is entered, and the run does not fail of it."""
    assert run(["nothing.txt"], settings, processor) == (RunState.PARTIAL, 1, 0, 0, 1)
