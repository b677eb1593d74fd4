"""An extractor that loads the model when it is needed, or beside other work."""

import threading
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.settings import Settings, load_settings
from pipeline.standby import Standby
from schemas import Extraction, ModelError, Source
from tests.fakes import ARTICLE, FakeProcessor

NOTE = Source(
    source_uri="a.txt",
    media_type="text/plain",
    content=ARTICLE.encode(),
    content_sha256=sha256(ARTICLE.encode()).hexdigest(),
)


@pytest.fixture
def settings(workspace: Path) -> Settings:
    """Return the settings of a workspace."""
    return load_settings(home=str(workspace))


@pytest.fixture
def loaders(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the threads that loaded a processor, by name; what they load is a stand-in."""
    found: list[str] = []

    def load(_: Settings) -> FakeProcessor:
        found.append(threading.current_thread().name)
        return FakeProcessor()

    monkeypatch.setattr("pipeline.process.load_processor", load)
    return found


def test_nothing_is_loaded_for_nothing(settings: Settings, loaders: list[str]) -> None:
    """A run without news asks for versions and keys alone."""
    standby = Standby(settings)
    assert standby.extractor_version
    assert list(standby.process_many(())) == []
    assert loaders == []


@pytest.mark.parametrize("begins", [True, False], ids=["begun before", "when needed"])
def test_it_is_loaded_once(settings: Settings, loaders: list[str], *, begins: bool) -> None:
    """In a thread of its own where it was begun, else in the one that needs it."""
    standby = Standby(settings)
    if begins:
        standby.begin()
        standby.begin()
    found = [*standby.process_many((NOTE, NOTE)), *standby.process_many((NOTE,))]
    assert [type(each) for each in found] == [Extraction] * 3
    standby.begin()  # too late to be of use
    (loader,) = loaders
    assert (loader == threading.current_thread().name) is not begins


def test_what_goes_wrong_is_told_when_it_is_needed(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread of its own does not swallow it."""

    def load(_: Settings) -> FakeProcessor:
        raise ModelError("the model is gone")

    monkeypatch.setattr("pipeline.process.load_processor", load)
    standby = Standby(settings)
    standby.begin()
    with pytest.raises(ModelError, match="is gone"):
        list(standby.process_many((NOTE,)))
