"""What commands cost together, with their children; nothing is asserted of how much."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.watching import spending_of

BUSY = (
    "import time; block = bytearray(50_000_000); end = time.time() + 1.5\n"
    "while time.time() < end: pass"
)


def test_children_count_too(tmp_path: Path) -> None:
    """A child of two commands spends and holds; what they print is kept out of the way."""
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BUSY!r}])"
    cost = spending_of([[sys.executable, "-c", code]] * 2, tmp_path)
    assert cost.seconds > 1.5
    assert cost.processor_seconds > 0
    assert cost.megabytes > 50


def test_a_command_that_fails_is_told(tmp_path: Path) -> None:
    """But not one that only rejected inputs."""
    spending_of([[sys.executable, "-c", "raise SystemExit(3)"]], tmp_path)
    with pytest.raises(subprocess.CalledProcessError):
        spending_of([[sys.executable, "-c", "raise SystemExit(1)"]], tmp_path)
