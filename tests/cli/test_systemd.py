"""Unit files: what they start, and that systemd finds nothing wrong with them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli.systemd import units
from tests.cli.conftest import Foretell


def test_units_are_printed(foretell: Foretell, workspace: Path) -> None:
    """Each under the name of its file; nothing is started."""
    result = foretell("serve", "--systemd")
    assert result.exit_code == 0
    for name in ("foretell.service", "foretell-run.service", "foretell-run.timer"):
        assert f"# /etc/systemd/system/{name}\n[Unit]" in result.stdout
    assert f"Environment=FORETELL_HOME={workspace}" in result.stdout
    assert "foretell serve\n" in result.stdout
    assert "foretell run --once\n" in result.stdout


def test_words_that_systemd_would_change_are_kept() -> None:
    """A percent sign and a space of a path."""
    service = units(Path("/srv/5% press"), command=Path("/opt/a b/foretell"), user="press")[
        "foretell.service"
    ]
    assert "WorkingDirectory=/srv/5%% press\n" in service
    assert 'Environment="FORETELL_HOME=/srv/5%% press"\n' in service
    assert 'ExecStart="/opt/a b/foretell" serve\n' in service
    assert "User=press\n" in service


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd's own check")
@pytest.mark.parametrize("folder", ["press", "5% press"])
def test_systemd_finds_nothing_wrong(tmp_path: Path, folder: str) -> None:
    """Of the files as they are printed."""
    home = tmp_path / folder
    home.mkdir()
    written = units(home, command=Path(sys.executable), user="root")
    for name, text in written.items():
        (tmp_path / name).write_text(text)
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / name) for name in written)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    ours = [line for line in checked.stderr.splitlines() if "foretell" in line]
    assert (ours, checked.returncode) == ([], 0)
