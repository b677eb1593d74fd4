"""Flags of `foretell ingest` that the flow must know of, too."""

from pathlib import Path

import pytest

from pipeline.cli.ingest import EngineName, _let_count
from pipeline.settings import load_settings


def test_flags_count_before_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The flow reads the settings by itself; a flag that is not given leaves them alone."""
    monkeypatch.setenv("FORETELL_ENGINE", "local")
    monkeypatch.setenv("FORETELL_SCHEDULER", "tcp://10.0.0.5:8786")
    _let_count(engine=EngineName.DASK, scheduler=None)
    settings = load_settings(home=tmp_path)
    assert (settings.engine, settings.scheduler) == ("dask", "tcp://10.0.0.5:8786")
