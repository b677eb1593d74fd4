"""Settings: where each may stand, which wins, and what is said where one is wrong."""

import os
import shutil
from pathlib import Path

import pytest

from pipeline import settings as module
from pipeline.settings import (
    extractor_version,
    find_home,
    load_settings,
    nearest_workspace,
    unknown_variables,
)
from schemas import SettingsError


def test_defaults_hold_without_any_setting(workspace: Path) -> None:
    """What nobody sets has its default."""
    settings = load_settings(home=workspace)
    assert (settings.batch_size, settings.max_characters) == (32, 2_500_000)
    assert settings.articles == workspace / "seeds" / "articles"


@pytest.mark.parametrize(
    ("file", "environment", "flag", "expected"),
    [
        pytest.param(None, None, None, 32, id="default"),
        pytest.param(7, None, None, 7, id="file over default"),
        pytest.param(7, "9", None, 9, id="environment over file"),
        pytest.param(7, "9", 3, 3, id="flag over environment"),
        pytest.param(None, "9", 3, 3, id="flag over environment, no file"),
    ],
)
def test_the_nearer_setting_wins(
    workspace: Path,
    monkeypatch: pytest.MonkeyPatch,
    file: int | None,
    environment: str | None,
    flag: int | None,
    expected: int,
) -> None:
    """Defaults give way to the file, the file to the environment, that to the flag."""
    if file is not None:
        (workspace / "foretell.toml").write_text(f"batch_size = {file}\n")
    if environment is not None:
        monkeypatch.setenv("FORETELL_BATCH_SIZE", environment)
    assert load_settings(home=workspace, batch_size=flag).batch_size == expected


@pytest.mark.parametrize(
    ("file", "named"),
    [
        pytest.param("batchsize = 7", "batchsize", id="unknown name"),
        pytest.param('batch_size = "many"', "batch_size", id="no number"),
        pytest.param("batch_size = 0", "batch_size", id="too small"),
        pytest.param('log_level = "LOUD"', "log_level", id="not one of the words"),
        pytest.param("batch_size", "foretell.toml", id="no TOML"),
    ],
)
def test_a_wrong_setting_is_named(workspace: Path, file: str, named: str) -> None:
    """The message names the setting and the file it may stand in."""
    (workspace / "foretell.toml").write_text(file)
    with pytest.raises(SettingsError, match=r"foretell\.toml") as caught:
        load_settings(home=workspace)
    assert named in str(caught.value)


def test_an_unknown_name_is_told_with_the_known_ones(workspace: Path) -> None:
    """In our words, with the file to look into."""
    (workspace / "foretell.toml").write_text("foo = 7\nbar = 8")
    with pytest.raises(SettingsError) as caught:
        load_settings(home=workspace)
    file = workspace.resolve() / "foretell.toml"
    assert str(caught.value).startswith(f"unknown setting 'foo', 'bar' in {file}; known: home, ")


def test_a_variable_that_is_no_setting_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A typo is seen; those that are settings are not named."""
    monkeypatch.setenv("FORETELL_BATCHSIZE", "7")
    monkeypatch.setenv("FORETELL_BATCH_SIZE", "7")
    monkeypatch.setenv("foretell_model", "x")
    assert "FORETELL_BATCHSIZE" in unknown_variables()
    assert not {"FORETELL_BATCH_SIZE", "foretell_model"} & set(unknown_variables())


def test_a_file_that_cannot_be_read_is_a_setting_that_is_wrong(workspace: Path) -> None:
    """Bytes that are no UTF-8 do not end in a traceback."""
    (workspace / "foretell.toml").write_bytes(b"model = '\xff'")
    with pytest.raises(SettingsError, match="not readable as TOML"):
        load_settings(home=workspace)


def test_settings_are_frozen(workspace: Path) -> None:
    """Nobody changes a setting on the way."""
    with pytest.raises(ValueError, match="frozen"):
        load_settings(home=workspace).batch_size = 3  # type: ignore[misc]


def test_the_workspace_is_the_nearest_folder_that_holds_both(workspace: Path) -> None:
    """A folder with seeds alone is passed over."""
    inner = workspace / "a" / "b"
    (inner / "seeds").mkdir(parents=True)
    assert nearest_workspace(inner) == workspace.resolve()


def test_home_is_the_flag_then_the_environment_then_the_nearest_then_the_repository(
    workspace: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workspace is found in this order."""
    other, lonely = tmp_path_factory.mktemp("other"), tmp_path_factory.mktemp("lonely")
    monkeypatch.chdir(lonely)
    assert find_home() == module.CODE.parent
    monkeypatch.chdir(workspace)
    assert find_home() == workspace.resolve()
    monkeypatch.setenv("FORETELL_HOME", str(other))
    assert find_home() == other.resolve()
    assert find_home(lonely) == lonely.resolve()


def test_a_workspace_that_is_no_folder_is_refused(workspace: Path) -> None:
    """A misspelt workspace is told, not made."""
    with pytest.raises(SettingsError, match="not a folder"):
        load_settings(home=workspace / "nowhere")


class TestExtractorVersion:
    """What makes every article be extracted anew."""

    @pytest.fixture
    def code(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Return a small copy of the code that the version is taken of."""
        root = tmp_path / "code"
        for name in ("schemas/spans.py", "pipeline/sources.py", "pipeline/cli/app.py"):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(module.CODE.parent / name, root / name)
        (root / "seeds" / "lexicon").mkdir(parents=True)
        (root / "seeds" / "lexicon" / "units.csv").write_text("unit\nUSD\n")
        (root / "seeds" / "model").mkdir()
        (root / "seeds" / "model" / "heads.npz").write_bytes(b"numbers")
        monkeypatch.setattr(module, "CODE", root / "pipeline")
        return root

    @pytest.mark.parametrize(
        ("changed", "is_new"),
        [
            pytest.param("schemas/spans.py", True, id="a record"),
            pytest.param("pipeline/sources.py", True, id="the pipeline"),
            pytest.param("seeds/lexicon/units.csv", True, id="a table"),
            pytest.param("seeds/model/heads.npz", True, id="the reading net"),
            pytest.param("seeds/model/README.md", False, id="not what is said of it"),
            pytest.param("pipeline/cli/app.py", False, id="not the command line"),
            pytest.param("README.md", False, id="not the documentation"),
        ],
    )
    def test_it_changes_with_what_decides(
        self, code: Path, workspace: Path, changed: str, is_new: bool
    ) -> None:
        """It is another where code or lexicon is another, and only there."""
        settings = load_settings(home=workspace)
        before = extractor_version(settings)
        with (code / changed).open("a") as file:
            file.write("# one line more\n")
        assert (extractor_version(settings) != before) is is_new

    @pytest.mark.usefixtures("code")
    def test_it_changes_with_the_workspace_lexicon(self, workspace: Path) -> None:
        """A researcher's own table counts too."""
        settings = load_settings(home=workspace)
        before = extractor_version(settings)
        own = workspace / "seeds" / "lexicon"
        own.mkdir(parents=True)
        (own / "units.csv").write_text("unit\nEUR\n")
        assert extractor_version(settings) != before

    def test_it_is_the_same_from_any_workspace_without_tables(
        self, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        """Where the workspace lies makes no difference."""
        versions = {
            extractor_version(load_settings(home=tmp_path_factory.mktemp(name))) for name in "ab"
        }
        assert len(versions) == 1

    def test_it_starts_with_the_package_version(self, workspace: Path) -> None:
        """A person can tell which release it was."""
        version = extractor_version(load_settings(home=workspace))
        assert version.startswith(f"{module.package_version()}+")
        assert len(version.rpartition("+")[2]) == 8


def test_the_environment_is_left_as_it_was(workspace: Path) -> None:
    """Loading settings sets nothing."""
    before = dict(os.environ)
    load_settings(home=workspace)
    assert before == dict(os.environ)
