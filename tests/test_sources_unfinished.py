"""Files that another program is still writing."""

import os
from pathlib import Path

import pytest

from pipeline.settings import Settings
from pipeline.sources import find, read
from schemas import Rejection, RejectionReason, Source


def write(path: Path, content: str = "Sales rose 5%.\n") -> Path:
    """Write a file and return its path."""
    path.write_text(content)
    return path


def read_all(paths: list[Path], settings: Settings) -> dict[str, Source | Rejection]:
    """Return what becomes of every input under `paths`, by name."""
    places = find(paths, settings)
    found = [one if isinstance(one, Rejection) else read(one, settings) for one in places]
    return {one.source_uri: one for one in found}


def only(path: Path, settings: Settings) -> Source | Rejection:
    """Return what becomes of one file."""
    (found,) = read_all([path], settings).values()
    return found


@pytest.mark.parametrize("name", ["a.txt.part", "a.pdf.crdownload", "A.TMP"])
def test_a_file_that_is_not_finished_is_left_for_the_next_run(
    settings: Settings, name: str
) -> None:
    """Its name says so; its rejection has no key, so that it is tried again."""
    found = only(write(settings.home / name), settings)
    assert isinstance(found, Rejection)
    assert (found.reason, found.content_key) == (RejectionReason.UNFINISHED, None)


def test_a_file_that_grows_while_it_is_read_is_left_for_the_next_run(
    settings: Settings, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of a folder must have been left alone for a while; one that was, is read."""
    write(articles / "a.txt")
    write(articles / "old.txt")
    os.utime(articles / "old.txt", (1, 1))
    slept: list[float] = []

    def write_on(seconds: float) -> None:
        slept.append(seconds)
        write(articles / "a.txt", "Sales rose 5%. Costs")

    monkeypatch.setattr("time.sleep", write_on)
    patient = settings.model_copy(update={"settle_seconds": 60.0})
    found = read_all([articles], patient)
    grown, old = found["seeds/articles/a.txt"], found["seeds/articles/old.txt"]
    assert isinstance(grown, Rejection)
    assert grown.reason is RejectionReason.UNFINISHED
    assert isinstance(old, Source)
    assert len(slept) == 1
    assert 0 < slept[0] <= 60


def test_a_file_that_is_named_is_read_at_once(
    settings: Settings, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever names a file knows that it is finished."""
    monkeypatch.setattr("time.sleep", lambda _: pytest.fail("it waited"))
    patient = settings.model_copy(update={"settle_seconds": 60.0})
    assert isinstance(only(write(articles / "a.txt"), patient), Source)


def test_a_lock_of_an_office_program_is_no_article(settings: Settings, articles: Path) -> None:
    """It stands beside the document while that is open."""
    write(articles / "~$a.docx")
    write(articles / "a.txt")
    assert list(read_all([], settings)) == ["seeds/articles/a.txt"]
