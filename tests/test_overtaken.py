"""Inputs of one text: where the one whose rows stand is changed, another gives its own at once."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline.ingest import ingest
from pipeline.settings import Settings
from schemas import Run
from tests.fakes import ARTICLE, FakeProcessor
from warehouse.store import Store

CHANGED = ARTICLE.replace("12%", "14%")
CURRENT = (
    "SELECT sources.source_uri, articles.source_uri, list(figures.quote ORDER BY char_start) "
    "FROM sources JOIN articles USING (article_id) JOIN figures USING (article_id) "
    "GROUP BY ALL ORDER BY ALL"
)
"""What each source holds, whose rows those are, and the figures in them."""

Write = Callable[[Path, str, str], str]


def as_file(folder: Path, name: str, text: str) -> str:
    """Write a file into the folder, and return the name of its article."""
    (folder / f"{name}.txt").write_text(text)
    return f"seeds/articles/{name}.txt"


def in_archive(folder: Path, name: str, text: str) -> str:
    """Write an archive with this article and another one; return the name of the first."""
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr("inner.txt", text)
        archive.writestr("other.txt", f"{ARTICLE}Other {name}.\n")
    (folder / f"{name}.zip").write_bytes(content.getvalue())
    return f"seeds/articles/{name}.zip!inner.txt"


def ingested(settings: Settings, processor: FakeProcessor) -> Run:
    """Return a run over all articles of the workspace."""
    return ingest([], settings, processor, command="add")


def held(settings: Settings) -> list[tuple[object, ...]]:
    """Return what readers see of each source."""
    with Store(settings.home).reader() as reader:
        return reader.sql(CURRENT).rows


@pytest.mark.parametrize("settled", [0, 10**18], ids=["by its stamp", "by its content"])
@pytest.mark.parametrize("write", [as_file, in_archive])
def test_a_text_outlives_the_first_that_held_it(
    settings: Settings,
    articles: Path,
    processor: FakeProcessor,
    monkeypatch: pytest.MonkeyPatch,
    write: Write,
    settled: int,
) -> None:
    """What was told as unchanged is read in the same run, however it was told, and counted once."""
    monkeypatch.setattr("pipeline.unchanged.SETTLED_NS", settled)
    first, second = as_file(articles, "a", ARTICLE), write(articles, "b", ARTICLE)
    third = as_file(articles, "c", ARTICLE)
    before = ingested(settings, processor)
    as_file(articles, "a", CHANGED)
    run = ingested(settings, processor)
    assert [row for row in held(settings) if row[0] in (first, second, third)] == [
        (first, first, ["14%", "30%"]),
        (second, second, ["12%", "30%"]),
        (third, second, ["12%", "30%"]),
    ]
    assert run.articles_seen == before.articles_seen
    assert run.articles_seen == run.articles_loaded + run.articles_unchanged
    again = ingested(settings, processor)
    assert (again.articles_seen, again.articles_loaded) == (run.articles_seen, 0)
    assert again.articles_unchanged == run.articles_seen
