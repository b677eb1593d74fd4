"""The container's files: what linters say of them, and that they name what is there."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.settings import CODE, PREFIX, variables

ROOT = CODE.parent
BIN = Path(sys.executable).parent


def linted(*words: str) -> tuple[int, str]:
    """Return the exit code and the words of a linter of this environment."""
    found = subprocess.run(
        [str(BIN / words[0]), *words[1:]], capture_output=True, text=True, check=False, timeout=60
    )
    return found.returncode, found.stdout + found.stderr


def test_the_dockerfile_is_clean() -> None:
    """Hadolint has nothing to say of it, not even in passing."""
    assert linted("hadolint", str(ROOT / "Dockerfile")) == (0, "")


def test_hadolint_would_find_something(tmp_path: Path) -> None:
    """The check can fail."""
    (tmp_path / "Dockerfile").write_text("FROM python\nRUN cd /tmp\n")
    code, told = linted("hadolint", str(tmp_path / "Dockerfile"))
    assert code == 1
    assert "DL3006" in told


def compose() -> dict[str, Any]:
    """Return the compose file."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
    return found


@pytest.mark.parametrize(("wrong", "code"), [(None, 0), ("memory", 1)])
def test_the_compose_file_is_of_its_schema(tmp_path: Path, wrong: str | None, code: int) -> None:
    """That of the compose specification; a key of no meaning is found."""
    found = compose()
    if wrong:
        found["services"]["worker"][wrong] = "3g"
    path = tmp_path / "compose.yaml"
    path.write_text(yaml.safe_dump(found))
    schema = ("--builtin-schema", "vendor.compose-spec")
    assert linted("check-jsonschema", *schema, str(path))[0] == code


def test_services_fit_together() -> None:
    """One image, a worker that waits for a healthy server, and a page for this machine alone."""
    services = compose()["services"]
    server, worker = services["server"], services["worker"]
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert server["image"] == worker["image"] == f"foretell:{version}"
    assert worker["depends_on"] == {"server": {"condition": "service_healthy"}}
    assert "healthcheck" in server
    assert all(port.startswith("127.0.0.1:") for port in server["ports"])
    assert worker["environment"]["PREFECT_API_URL"] == "http://server:4200/api"
    ours = {name for name in worker["environment"] if name.startswith(PREFIX)}
    assert ours <= set(variables())


def test_the_image_is_made_of_what_is_there() -> None:
    """Each file that is copied exists, and the image leaves out what only tests need."""
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    copied = [
        word
        for line in lines
        if line.startswith("COPY ") and "--from" not in line
        for word in line.split()[1:-1]
    ]
    assert [word for word in copied if not (ROOT / word).exists()] == []
    assert "tests" in (ROOT / ".dockerignore").read_text().split()
