"""A workspace of one's own, and an extractor that needs no model."""

import logging
from pathlib import Path

import hypothesis
import pytest

from pipeline.settings import Settings
from tests.fakes import FakeProcessor

# How long an example takes tells of the machine, not of the program: no test fails for it.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def no_settings_from_around(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of whoever runs the tests out of them."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"FORETELL_{name.upper()}", raising=False)
    # Tests write their files right before they are read.
    monkeypatch.setenv("FORETELL_SETTLE_SECONDS", "0")


@pytest.fixture(autouse=True)
def plain_logger() -> None:
    """Take away what Prefect, or a worker's loop run in this process, did to our logger.

    Prefect hangs a handler on it that edits the records; a worker keeps its records to itself.
    """
    logging.disable(logging.NOTSET)  # benchmarks and fault trials, run in this process, are quiet
    log = logging.getLogger("pipeline")
    log.handlers.clear()
    log.propagate = True
    log.setLevel(logging.NOTSET)
    for name, one in logging.root.manager.loggerDict.items():
        if name.startswith("pipeline.") and isinstance(one, logging.Logger):
            one.disabled = False  # a program's own logging.config switches off what it finds


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Return an empty workspace."""
    (tmp_path / "seeds" / "articles").mkdir(parents=True)
    (tmp_path / "warehouse").mkdir()
    return tmp_path


@pytest.fixture
def settings(workspace: Path) -> Settings:
    """Return the default settings of the empty workspace."""
    return Settings(home=workspace)


@pytest.fixture
def articles(workspace: Path) -> Path:
    """Return the folder that is read when no path is given."""
    return workspace / "seeds" / "articles"


@pytest.fixture
def processor() -> FakeProcessor:
    """Return an extractor that finds by pattern."""
    return FakeProcessor()
