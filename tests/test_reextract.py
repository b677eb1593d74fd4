"""Articles extracted again: those that another version read, all, or one."""

import zipfile
from pathlib import Path

import pytest

from pipeline.ingest import ingest
from pipeline.reextract import choose, reextract
from pipeline.settings import Settings
from tests.fakes import ARTICLE, FakeProcessor
from warehouse.store import Store


@pytest.fixture
def loaded(settings: Settings, articles: Path) -> Settings:
    """Return the settings of a workspace with three articles, two of them in an archive."""
    (articles / "a.txt").write_text(ARTICLE)
    with zipfile.ZipFile(articles / "b.zip", "w") as archive:
        archive.writestr("one.txt", f"one: {ARTICLE}")
        archive.writestr("two.txt", f"two: {ARTICLE}")
    ingest((), settings, FakeProcessor("1"), command="add")
    return settings


def again(settings: Settings, version: str, **chosen: object) -> tuple[list[str], tuple[str, ...]]:
    """Extract again what is chosen; return what was extracted, and what is gone."""
    processor = FakeProcessor(version)
    versions = (processor.extractor_version, processor.model_version)
    found = choose(settings, versions, **chosen)  # type: ignore[arg-type]
    if found.inputs:
        reextract(found, settings, processor)
    return sorted(Path(name).name for name in processor.processed), found.gone


def test_what_another_version_read(loaded: Settings) -> None:
    """After an upgrade everything is extracted once, members of archives included."""
    assert again(loaded, "1") == ([], ())
    assert again(loaded, "2") == (["a.txt", "b.zip!one.txt", "b.zip!two.txt"], ())
    assert again(loaded, "2") == ([], ())


def test_all(loaded: Settings) -> None:
    """Everything is extracted, whoever has read it, and no row is another."""
    query = "SELECT article_id, quote, run_id FROM figures ORDER BY ALL"
    with Store(loaded.home).reader() as reader:
        before = reader.sql(query).rows
    assert again(loaded, "1", all_=True)[0] == ["a.txt", "b.zip!one.txt", "b.zip!two.txt"]
    with Store(loaded.home).reader() as reader:
        assert reader.sql(query).rows == before


def test_one(loaded: Settings) -> None:
    """Only the sources of one article are read."""
    assert again(loaded, "1", article="a.txt") == (["a.txt"], ())


def test_what_is_gone_keeps_its_rows(loaded: Settings, articles: Path) -> None:
    """A source without bytes is told, and what it said stays."""
    (articles / "a.txt").unlink()
    extracted, gone = again(loaded, "2")
    assert extracted == ["b.zip!one.txt", "b.zip!two.txt"]
    assert gone == ("seeds/articles/a.txt",)
    with Store(loaded.home).reader() as reader:
        assert reader.sql("SELECT count(*) FROM articles").rows == [(3,)]
