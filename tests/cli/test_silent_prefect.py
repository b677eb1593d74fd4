"""A Prefect server that does not answer: told in one line, with what to do next."""

import sys
from pathlib import Path

import pytest

from pipeline.cli.quiet_prefect import telling_silence
from schemas import ForetellError
from tests.cli.conftest import Foretell


class Refused(Exception):
    """An error of the library by which Prefect asks its server."""

    __module__ = "httpx"


@pytest.mark.parametrize(
    ("error", "url", "told"),
    [
        (
            RuntimeError("Timed out while attempting to connect to ephemeral Prefect API server."),
            None,
            "did not answer in 7 s",
        ),
        (
            RuntimeError("Failed to reach API at http://host/api/"),
            "http://ann:secret@host/api",
            "PREFECT_API_URL",
        ),
        (Refused("All connection attempts failed"), "http://host/api", "PREFECT_API_URL"),
    ],
    ids=["temporary", "named", "gone"],
)
def test_silence_is_told(
    monkeypatch: pytest.MonkeyPatch, error: Exception, url: str | None, told: str
) -> None:
    """With what goes on without Prefect, and without a password."""
    monkeypatch.setenv("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "7")
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    if url:
        monkeypatch.setenv("PREFECT_API_URL", url)
    with pytest.raises(ForetellError, match=told) as raised, telling_silence():
        raise error
    assert "foretell add" in str(raised.value)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("error", [RuntimeError("a bug"), ForetellError("a disk is full")])
def test_other_errors_are_left_alone(error: Exception) -> None:
    """They say themselves what is wrong."""
    with pytest.raises(type(error), match=str(error)), telling_silence():
        raise error


def test_the_command_ends_with_a_message(
    foretell: Foretell, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And with the exit code of an error."""

    class Flows:
        """The flows, whose server is silent."""

        @staticmethod
        def ingest_articles(**_: object) -> None:
            raise RuntimeError("Failed to reach API at http://127.0.0.1:9/api/")

    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    monkeypatch.setitem(sys.modules, "pipeline.flows", Flows)  # type: ignore[arg-type]
    (workspace / "seeds" / "articles" / "a.txt").write_text("Norvale sold 30,000 pumps.")
    result = foretell("ingest")
    assert result.exit_code == 1
    assert "error: the Prefect server that PREFECT_API_URL names" in result.stderr
    assert "Traceback" not in result.stderr
