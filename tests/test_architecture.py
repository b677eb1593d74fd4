"""The shape of the code: imports run one way, files stay small, importing does nothing."""

import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from pipeline.settings import CODE

ROOT = CODE.parent
MOST_LINES = 300
FILES = sorted(
    path
    for folder in ("schemas", "pipeline", "warehouse", "tests")
    for path in (ROOT / folder).rglob("*.py")
)


def test_imports_run_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every contract of pyproject.toml is kept."""
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_too_long(path: Path) -> None:
    """What does not fit on a few screens is two things."""
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= MOST_LINES


def test_importing_does_nothing_heavy() -> None:
    """Records, settings, grammar and readers load no model, no warehouse, no Prefect."""
    code = (
        "import sys\n"
        "import schemas, pipeline.settings, pipeline.sources, pipeline.readers, pipeline.lexicon\n"
        "heavy = {'spacy', 'duckdb', 'pyarrow', 'prefect', 'chardet', 'rich', 'typer'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert (answer.stdout, answer.returncode) == ("[]\n", 0)
