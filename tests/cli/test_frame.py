"""The command's frame: help, version, wrong words, and how fast it answers."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.cli.app import app
from schemas import ForetellError
from tests.cli.conftest import Foretell

COMMANDS = [
    command.callback.__name__.replace("_", "-")
    for command in app.registered_commands
    if command.callback
]


def test_help_lists_every_command_and_the_exit_codes(foretell: Foretell) -> None:
    """A newcomer sees what there is and what the codes mean."""
    result = foretell("--help")
    assert result.exit_code == 0
    for word in (*COMMANDS, "Exit codes", "130"):
        assert word in result.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_each_command_ends_in_examples(foretell: Foretell, command: str) -> None:
    """Each command shows how it is used, in lines that stay as they are written."""
    result = foretell(command, "--help")
    assert result.exit_code == 0
    examples = result.stdout.partition("Examples:\n")[2].splitlines()
    assert examples
    assert all(line.strip().startswith(("foretell ", "cat ")) for line in examples if line)


def test_no_command_has_a_first_line_that_the_list_cuts(foretell: Foretell) -> None:
    """The list of commands can be read."""
    commands = foretell("--help").stdout.partition("Commands:")[2]
    assert "..." not in commands


def test_the_version_is_told(foretell: Foretell) -> None:
    """It is the package's."""
    assert foretell("--version").stdout.startswith("foretell ")


@pytest.mark.parametrize(
    "words", [["ad"], ["add"], ["sql", "-f", "xml", "FROM figures"], ["--hme", "x", "show"]]
)
def test_a_wrong_word_is_wrong_use(foretell: Foretell, words: list[str]) -> None:
    """Typing errors end in 2, told on stderr."""
    result = foretell(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr


def test_a_wrong_workspace_is_told(foretell: Foretell) -> None:
    """The flag wins over the environment, and a misspelt one is refused."""
    result = foretell("--home", "nowhere", "show")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: nowhere: ")


def test_a_wrong_setting_is_told(foretell: Foretell, workspace: Path) -> None:
    """A mistake in foretell.toml is no traceback."""
    (workspace / "foretell.toml").write_text("batch = 1")
    result = foretell("show")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "batch" in result.stderr


def test_a_variable_that_is_no_setting_is_told(
    loaded: Foretell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A typo in the environment is a warning that names what there is."""
    monkeypatch.setenv("FORETELL_BATCHSIZE", "7")
    result = loaded("describe")
    assert result.exit_code == 0
    assert result.stderr.startswith("warning: FORETELL_BATCHSIZE: ")
    assert "FORETELL_BATCH_SIZE" in result.stderr


def test_an_error_cannot_steer_the_terminal(foretell: Foretell) -> None:
    """What a name holds is shown, not obeyed."""
    result = foretell("sql", "--file", "\x1b[31mred")
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr


def test_ctrl_c_ends_in_130(foretell: Foretell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopping is told as such."""

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.settings.load_settings", stopped)
    result = foretell("show")
    assert result.exit_code == 130
    assert "stopped" in result.stderr


FORETELL = [sys.executable, "-c", "from pipeline.cli import main; main()"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("words", [["ask"], ["ask", "-f", "json"], ["--help"], ["--version"]])
def test_an_answer_that_cannot_be_written_is_told_in_one_line(words: list[str]) -> None:
    """A full disk is no bug."""
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run([*FORETELL, *words], stdout=full, stderr=subprocess.PIPE, text=True)
    assert ended.returncode == 1
    assert ended.stderr.startswith("error: the answer: No space left")
    assert ended.stderr.count("\n") == 1


def test_a_reader_that_goes_away_is_no_error() -> None:
    """`foretell ask | head -0` says nothing."""
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run([*FORETELL, "ask"], stdout=writing, stderr=subprocess.PIPE, text=True)
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (1, "")


def test_any_expected_error_ends_in_its_own_code(
    foretell: Foretell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error says its exit code; a bug is left to crash."""

    class OddError(ForetellError):
        """An error that no command has."""

        exit_code = 42

    def fail(error: Exception) -> None:
        def raising(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr("pipeline.settings.load_settings", raising)

    fail(OddError("what — where — what to do"))
    result = foretell("show")
    assert (result.exit_code, result.stderr) == (42, "error: what — where — what to do\n")
    fail(ZeroDivisionError("a bug"))
    assert isinstance(foretell("show").exception, ZeroDivisionError)


def test_help_loads_nothing_heavy() -> None:
    """The answer to --help waits for no model, no warehouse and no Prefect."""
    code = (
        "import sys\n"
        "from pipeline.cli.app import app\n"
        "heavy = {'spacy', 'duckdb', 'pyarrow', 'prefect', 'pydantic', 'rich.console'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    start = time.monotonic()
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (answer.stdout, answer.returncode) == ("[]\n", 0)
    assert time.monotonic() - start < 5
