"""`doctor`: each check, well and ill, and that it knows what pyproject.toml asks for."""

import json
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from pipeline.cli import doctor
from pipeline.cli.doctor import PINS, Check, check_package
from pipeline.settings import CODE, Settings
from schemas import ModelError
from tests.cli.conftest import Foretell
from warehouse.store import Store


@pytest.fixture(autouse=True)
def no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask for a Prefect server where none can be."""
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")


def checks(foretell: Foretell) -> tuple[int, dict[str, dict[str, str]]]:
    """Return the exit code and the checks by name."""
    result = foretell("doctor", "-f", "json")
    return result.exit_code, {row["check"]: row for row in json.loads(result.stdout)}


def test_a_fresh_workspace_is_well(foretell: Foretell) -> None:
    """What is only not there yet is a note with what to do."""
    code, found = checks(foretell)
    assert code == 0
    states = {name: row["state"] for name, row in found.items()}
    assert states["articles"] == states["warehouse"] == states["prefect server"] == "note"
    assert {
        states[name] for name in ("python", "model", "reading net", "writer", "disk", *PINS)
    } == {"ok"}
    assert all(row["what to do"] for row in found.values() if row["state"] != "ok")


@pytest.mark.parametrize(
    ("more", "state", "told"),
    [
        ("", "ok", ""),
        (
            'credentials = { kind = "bearer", token = "PRESS_TOKEN" }',
            "note",
            "set PRESS_TOKEN in the environment",
        ),
        ("evry = '1h'", "FAIL", "correct the file"),
    ],
    ids=["right", "no credentials", "wrong"],
)
def test_sources_are_looked_over(
    foretell: Foretell, workspace: Path, more: str, state: str, told: str
) -> None:
    """The file is read, and the variables that it names are looked for; no site is asked."""
    (workspace / "seeds" / "sources.toml").write_text(
        f'[[feed]]\nname = "press"\nurl = "https://example.org/feed"\n{more}\n'
    )
    _, found = checks(foretell)
    assert (found["sources"]["state"], found["sources"]["what to do"]) == (state, told)


def test_a_warehouse_tells_what_it_holds(loaded: Foretell) -> None:
    """Counts of the published file."""
    assert "1 article, 2 figures, 1 forecast" in checks(loaded)[1]["warehouse"]["found"]


def test_who_writes_is_told(loaded: Foretell, workspace: Path) -> None:
    """A run under way is no fault."""
    with Store(workspace).writer(command="ingest", extractor_version="1", model_version="1"):
        code, found = checks(loaded)
    assert code == 0
    assert found["writer"]["state"] == "note"
    assert "(ingest, since" in found["writer"]["found"]


def test_a_broken_warehouse_fails(loaded: Foretell, workspace: Path) -> None:
    """A file that does not open ends in 5 with what to do."""
    Store(workspace).published.write_bytes(b"no warehouse")
    code, found = checks(loaded)
    assert (code, found["warehouse"]["state"]) == (5, "FAIL")
    assert found["warehouse"]["what to do"]


def test_a_missing_net_fails(
    foretell: Foretell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without the reading net's files nothing can be extracted, and the folder is named."""
    monkeypatch.setattr("pipeline.encoder.FOLDER", tmp_path)
    code, found = checks(foretell)
    assert code == 5
    assert str(tmp_path) in found["reading net"]["found"]


def test_a_changed_model_fails(foretell: Foretell, monkeypatch: pytest.MonkeyPatch) -> None:
    """The model must be the one that was measured."""

    def changed(_settings: Settings) -> str:
        raise ModelError("its files were changed")

    monkeypatch.setattr("pipeline.model_files.check_model", changed)
    code, found = checks(foretell)
    assert (code, found["model"]["found"]) == (5, "its files were changed")


@pytest.mark.parametrize(
    ("found", "state"),
    [
        pytest.param("0.138.9", "FAIL", id="too old"),
        pytest.param("0.139.0", "ok", id="the first that works"),
        pytest.param("0.154.1rc1", "ok", id="the last that works"),
        pytest.param("0.155.0", "FAIL", id="the first that does not"),
        pytest.param("1.0", "FAIL", id="far too new"),
    ],
)
def test_a_package_must_be_in_its_range(
    monkeypatch: pytest.MonkeyPatch, found: str, state: str
) -> None:
    """Prefect's flows die with the wrong fastapi, so its version is looked at."""
    monkeypatch.setattr(doctor, "version", lambda _name: found)
    assert check_package("fastapi").state == state


def test_a_missing_package_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not installed is told."""
    monkeypatch.setitem(PINS, "no-such-package", ("1", "2"))
    assert check_package("no-such-package") == Check(
        "FAIL", "no-such-package", "not installed", doctor.INSTALL
    )


def test_little_room_fails(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is told before a run meets it."""
    monkeypatch.setattr(doctor, "FREE_BYTES", 10**30)
    assert doctor.check_disk(settings).state == "FAIL"


def test_an_old_python_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another Python than those tested is told."""
    monkeypatch.setattr(doctor, "PYTHONS", ((3, 0), (3, 1)))
    assert doctor.check_python().state == "FAIL"


def test_the_ranges_are_those_of_pyproject() -> None:
    """Each range is the one that an installation is resolved with."""
    project = tomllib.loads((CODE.parent / "pyproject.toml").read_text())["project"]
    wanted = {each.name: each.specifier for each in map(Requirement, project["dependencies"])}
    for name, (least, below) in PINS.items():
        assert wanted[name].contains(least)
        assert not wanted[name].contains(below)
