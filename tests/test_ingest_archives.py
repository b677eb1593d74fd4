"""Files that hold several articles, from the inbox to the rows."""

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline.ingest import PLAIN
from pipeline.settings import Settings
from schemas import Run
from tests.fakes import ARTICLE, FakeProcessor
from tests.test_ingest import rows, run

REJECTIONS = "SELECT source_uri, reason FROM rejections ORDER BY ALL"


def pack(path: Path, **members: str) -> None:
    """Write an archive of text files."""
    with ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.txt", text)


def test_members_are_articles_and_unchanged_the_second_time(
    settings: Settings, articles: Path, processor: FakeProcessor
) -> None:
    """Each has its own name and its own end; nothing is extracted twice."""
    pack(articles / "news.zip", a=ARTICLE, b=f"b: {ARTICLE}", c=" ")
    (seen, unchanged, loaded, rejected) = run([], settings, processor)[1:]
    assert (seen, unchanged, loaded, rejected) == (3, 0, 2, 1)
    assert rows(settings, "SELECT source_uri FROM articles ORDER BY ALL") == [
        ("seeds/articles/news.zip!a.txt",),
        ("seeds/articles/news.zip!b.txt",),
    ]
    assert rows(settings, REJECTIONS) == [("seeds/articles/news.zip!c.txt", "empty")]
    processor.processed.clear()
    assert run([], settings, processor)[1:3] == (3, 3)
    assert processor.processed == []


def test_an_archive_of_a_broken_run_is_no_longer_under_way(
    settings: Settings,
    articles: Path,
    processor: FakeProcessor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where a run ends after its last article was loaded, nothing is left to say that it is read.

    The next run does not open the archive: it is known by its stamp.
    """

    def break_off(*_: object) -> Run:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.unchanged.SETTLED_NS", 0)
    pack(articles / "news.zip", a=ARTICLE)
    with pytest.raises(KeyboardInterrupt):
        run([], settings, processor, steps=replace(PLAIN, publish=break_off))
    assert run([], settings, processor)[1:3] == (1, 1)
    assert rows(settings, "SELECT source_uri, state FROM sources") == [
        ("seeds/articles/news.zip!a.txt", "loaded")
    ]


@pytest.mark.parametrize("content", [b"PK\x03\x04", b""], ids=["cut off", "empty"])
def test_an_archive_that_was_repaired_is_no_longer_rejected(
    settings: Settings, articles: Path, processor: FakeProcessor, content: bytes
) -> None:
    """Its members take the place of its rejection."""
    (articles / "news.zip").write_bytes(content)
    run([], settings, processor)
    assert rows(settings, REJECTIONS) == [("seeds/articles/news.zip", "damaged")]
    pack(articles / "news.zip", a=ARTICLE)
    run([], settings, processor)
    assert rows(settings, REJECTIONS) == []
    assert rows(settings, "SELECT count(*) FROM articles") == [(1,)]
