"""Files that look as they did are not read; whatever changed is."""

import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import unchanged
from pipeline.ingest import ingest
from pipeline.settings import Settings
from schemas import Run
from tests.fakes import ARTICLE, FakeProcessor


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count files as settled that were written just now."""
    monkeypatch.setattr(unchanged, "SETTLED_NS", 0)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the files that are opened to be read."""
    from pipeline import sources

    found: list[str] = []
    read = sources.read_bytes

    def listening(path: Path, limit: int) -> bytes:
        found.append(path.name)
        return read(path, limit)

    monkeypatch.setattr(sources, "read_bytes", listening)
    return found


def run(settings: Settings, version: str = "1") -> Run:
    """Ingest all articles."""
    return ingest((), settings, FakeProcessor(version), command="add")


def write(path: Path, text: str) -> None:
    """Write a file so that its times are another moment's than those of the last."""
    path.write_text(text)
    time.sleep(0.02)


def test_nothing_is_opened_that_is_as_it_was(
    settings: Settings, articles: Path, opened: list[str]
) -> None:
    """A second run opens no file, not even an archive, and counts what it holds."""
    write(articles / "a.txt", ARTICLE)
    (articles / "a.meta.toml").write_text('title = "A"')
    write(articles / "b.txt", "")
    with zipfile.ZipFile(articles / "c.zip", "w") as archive:
        archive.writestr("one.txt", f"one: {ARTICLE}")
        archive.writestr("two.txt", f"two: {ARTICLE}")
    time.sleep(0.02)
    run(settings)
    opened.clear()
    again = run(settings)
    assert opened == []
    assert (again.articles_seen, again.articles_unchanged, again.articles_loaded) == (4, 4, 0)


def in_place(path: Path) -> None:
    """Write other text of the same length, and set the time of the last change back."""
    found = path.stat()
    path.write_text(ARTICLE.replace("12%", "13%"))
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def another_file(path: Path) -> None:
    """Put another file of the same length and times in its place."""
    found = path.stat()
    other = path.with_name("other")
    other.write_text(ARTICLE.replace("12%", "13%"))
    os.utime(other, ns=(found.st_atime_ns, found.st_mtime_ns))
    other.replace(path)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(in_place, id="in place, its time set back"),
        pytest.param(another_file, id="another file of its times"),
        pytest.param(
            lambda path: path.with_name("a.meta.toml").write_text('title = "A"'), id="a sidecar"
        ),
    ],
)
def test_whatever_changed_is_read(
    settings: Settings, articles: Path, change: Callable[[Path], object]
) -> None:
    """A change that leaves length and time as they were is found all the same."""
    write(articles / "a.txt", ARTICLE)
    run(settings)
    change(articles / "a.txt")
    time.sleep(0.02)
    assert run(settings).articles_loaded == 1
    assert run(settings).articles_unchanged == 1


def test_another_extractor_reads_all(settings: Settings, articles: Path) -> None:
    """How a file looks says nothing to who has not read it."""
    write(articles / "a.txt", ARTICLE)
    run(settings)
    assert run(settings, "2").articles_unchanged == 0


def test_what_was_just_written_is_read_again(
    settings: Settings, articles: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that may change again within the same tick of the clock is not trusted."""
    monkeypatch.setattr(unchanged, "SETTLED_NS", 60_000_000_000)
    write(articles / "a.txt", ARTICLE)
    run(settings)
    opened.clear()
    assert run(settings).articles_unchanged == 1
    assert opened == ["a.txt"]


def test_what_could_not_be_read_is_tried_again(settings: Settings, articles: Path) -> None:
    """A rejection for want of bytes never counts as known."""
    (articles / "gone.txt").symlink_to(articles / "nowhere")
    write(articles / "a.txt", ARTICLE)
    assert run(settings).articles_rejected == 1
    assert run(settings).articles_rejected == 1
