"""The command, called in a workspace of its own, with an extractor that needs no model."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli.app import app
from pipeline.ingest import ingest
from pipeline.settings import Settings
from tests.fakes import ARTICLE, FakeProcessor

Foretell = Callable[..., Result]


@pytest.fixture
def foretell(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Foretell:
    """Return the command, to be called with its words and what is piped in."""
    monkeypatch.setenv("FORETELL_HOME", str(workspace))
    monkeypatch.chdir(workspace)
    monkeypatch.setattr("pipeline.process.load_processor", lambda _settings: FakeProcessor())
    monkeypatch.setattr("pipeline.standby.Standby", lambda _settings: FakeProcessor())

    def call(*words: str, piped: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, list(words), input=piped)

    return call


@pytest.fixture(scope="session")
def one_article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace whose warehouse holds one article; made once, to be copied."""
    home = tmp_path_factory.mktemp("one_article")
    articles = home / "seeds" / "articles"
    articles.mkdir(parents=True)
    (articles / "pumps.txt").write_text(ARTICLE)
    (articles / "pumps.meta.toml").write_text('title = "Pumps"\npublished_on = 2024-01-31\n')
    ingest([], Settings(home=home), FakeProcessor(), command="add")
    return home


@pytest.fixture
def loaded(foretell: Foretell, workspace: Path, one_article: Path) -> Foretell:
    """Return the command in a workspace whose warehouse holds one article."""
    shutil.copytree(one_article, workspace, dirs_exist_ok=True)
    return foretell
