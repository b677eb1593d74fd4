"""The compose file of a cluster: of its schema, and of settings that there are."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from pipeline.settings import CODE, PREFIX, variables

ROOT = CODE.parent
FILE = ROOT / "compose.scale.yaml"


def services() -> dict[str, Any]:
    """Return the services by name."""
    found: dict[str, Any] = yaml.safe_load(FILE.read_text())["services"]
    return found


def test_the_compose_file_is_of_its_schema() -> None:
    """That of the compose specification."""
    linter = Path(sys.executable).with_name("check-jsonschema")
    told = subprocess.run(
        [str(linter), "--builtin-schema", "vendor.compose-spec", str(FILE)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert told.returncode == 0, told.stdout


def test_driver_and_workers_are_told_the_same() -> None:
    """One image and one environment, by settings that there are; one thread a worker."""
    found = services()
    driver, worker = found["driver"], found["worker"]
    assert driver["image"] == worker["image"] == found["scheduler"]["image"]
    assert driver["environment"] == worker["environment"]
    ours = {name for name in driver["environment"] if name.startswith(PREFIX)}
    assert ours <= set(variables())
    assert driver["volumes"] == worker["volumes"]
    assert worker["command"][:2] == ["--nthreads", "1"]


def test_what_depends_on_a_service_names_one_that_is_there() -> None:
    """The store is reached by the name of its service, and so is the scheduler."""
    found = services()
    for each in found.values():
        assert set(each.get("depends_on", ())) <= set(found)
    told = found["driver"]["environment"]
    assert told["FORETELL_SCHEDULER"] == "tcp://scheduler:8786"
    assert told["FSSPEC_S3_ENDPOINT_URL"].startswith("http://store:")
