"""The notebook of docs/ runs whole, on a small warehouse, without a browser."""

import importlib.util
import sys
from pathlib import Path

import pytest

from pipeline.ingest import ingest
from pipeline.settings import CODE, Settings
from tests.fakes import FakeProcessor

NOTEBOOK = CODE.parent / "docs" / "notebook.py"
TEXT = (
    "Acme Ltd said sales rose 12% to $3.5 billion in 2023. Its plant has 120 MW of capacity. "
    "Belden Ltd expects sales of $4 billion in 2026.\n"
)


@pytest.fixture
def home(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace with one published article, the one that the notebook opens."""
    (workspace / "seeds" / "articles").mkdir(parents=True, exist_ok=True)
    (workspace / "seeds" / "articles" / "acme.txt").write_text(TEXT)
    ingest([], Settings(home=workspace), FakeProcessor(), command="add")
    monkeypatch.setenv("FORETELL_HOME", str(workspace))
    return workspace


@pytest.mark.usefixtures("home")
@pytest.mark.filterwarnings("default")  # marimo's own warnings are none of ours
def test_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every cell runs, and what the cells say of the warehouse is so."""
    spec = importlib.util.spec_from_file_location("foretell_notebook", NOTEBOOK)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    _, found = module.app.run()
    assert {"figures", "forecasts", "rates", "problems"} <= set(found["views"])
    assert set(found["meanings"]) >= {"value_usd", "unit_si", "permalink"}
    assert found["wrong"] == []
    assert found["stored"].article.raw_text == TEXT
    assert len(found["links"]) == min(3, len(found["stored"].facts.figures)) > 0
    assert found["newest"].to_arrow().num_rows == 1
    assert "value_usd" in found["amounts"].columns
    assert found["physical"].column_names == ["quote", "value_si", "unit_si"]
    found["warehouse"].close()


def test_the_page_of_python_names_the_notebook() -> None:
    """Whoever reads docs/python.md finds the notebook."""
    assert "(notebook.py)" in (NOTEBOOK.parent / "python.md").read_text(encoding="utf-8")


def test_nothing_beside_the_notebook_hides_a_package() -> None:
    """In marimo what is beside the notebook comes first: no folder there is named as a package."""
    beside = {path.stem for path in NOTEBOOK.parent.iterdir()}
    assert beside & {path.parent.name for path in CODE.parent.glob("*/__init__.py")} == set()
