"""`serve`: when it runs, and which Prefect server it uses."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from pipeline.cli import serve as serving
from pipeline.cli import server as module
from pipeline.cli.deployments import Wish
from pipeline.cli.serve import parse_interval
from pipeline.cli.server import answers, server
from pipeline.settings import Settings
from schemas import ForetellError, UsageError
from tests.cli.conftest import Foretell
from tests.fakes import ARTICLE

SERVE = serving._serve
"""What serves; the tests of the words of the command put another in its place."""


@contextmanager
def listening(body: bytes) -> Iterator[str]:
    """Yield the address of a server that answers everything with `body`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as http:
        Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}/api"
        http.shutdown()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15m", timedelta(minutes=15)),
        ("1h", timedelta(hours=1)),
        ("1d", timedelta(days=1)),
        (" 90m ", timedelta(minutes=90)),
    ],
)
def test_an_interval_is_a_number_and_a_letter(text: str, expected: timedelta) -> None:
    """Minutes, hours, days."""
    assert parse_interval(text) == expected


@pytest.mark.parametrize("text", ["", "0h", "1", "h", "1w", "-1h", "1.5h", "1h30m", "999999d"])
def test_any_other_interval_is_refused(text: str) -> None:
    """The message shows how it is written."""
    with pytest.raises(UsageError, match="15m, 1h or 1d"):
        parse_interval(text)


@pytest.mark.parametrize("words", [["--every", "1h", "--cron", "0 6 * * *"], ["--every", "often"]])
def test_when_is_said_once(foretell: Foretell, articles: Path, words: list[str]) -> None:
    """Not twice, and in words that are known."""
    (articles / "a.txt").write_text(ARTICLE)
    result = foretell("serve", *words)
    assert (result.exit_code, result.stdout) == (2, "")


@pytest.fixture(autouse=True)
def nothing_is_served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Return what would have been served; no test starts a server."""
    served: list[tuple[Any, ...]] = []
    monkeypatch.setattr("pipeline.cli.serve._serve", lambda *given: served.append(given))
    return served


def test_a_wrong_path_is_told_before_anything_starts(
    foretell: Foretell, nothing_is_served: list[tuple[Any, ...]]
) -> None:
    """Not in an hour, when the first run fails."""
    result = foretell("serve", "--every", "1h", "nowhere")
    assert (result.exit_code, nothing_is_served) == (2, [])
    assert "nowhere" in result.stderr


def test_paths_are_served_from_the_root(
    foretell: Foretell, articles: Path, nothing_is_served: list[tuple[Any, ...]]
) -> None:
    """A run starts in another folder than the command."""
    result = foretell("serve", "--cron", "0 6 * * 1-5", "seeds/articles")
    assert result.exit_code == 0
    ((settings, wish),) = nothing_is_served
    assert settings.home == articles.parent.parent
    assert wish == Wish([str(articles)], None, "0 6 * * 1-5")


def test_without_words_the_file_says_when(
    foretell: Foretell, nothing_is_served: list[tuple[Any, ...]]
) -> None:
    """The schedule of prefect.yaml holds."""
    assert foretell("serve").exit_code == 0
    ((_, wish),) = nothing_is_served
    assert wish == Wish([], None, None)


def test_everything_is_served_at_the_server_that_answers(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """All deployments, one run at a time; where the pages are is said."""
    served: list[Any] = []
    monkeypatch.setattr("prefect.serve", lambda *given, **options: served.append((given, options)))
    monkeypatch.setattr("signal.signal", lambda *_: None)
    with listening(b"true") as url:
        monkeypatch.setenv("PREFECT_API_URL", url)
        SERVE(settings, Wish())
    ((deployments, options),) = served
    flows = {"ingest", "reextract", "backup", "maintain"}
    assert {each.flow_name for each in deployments} == flows
    assert options["limit"] == 1
    told = capsys.readouterr().err
    assert f"Prefect at {url.removesuffix('/api')}" in told
    assert "ingest: every 15m" in told
    assert "backup: cron 30 3 * * * UTC" in told


@pytest.mark.parametrize("cron", ["x y", "", "61 * * * *", "0 6 * *"])
def test_a_wrong_cron_is_told_before_anything_starts(
    foretell: Foretell, nothing_is_served: list[tuple[Any, ...]], cron: str
) -> None:
    """One line says which word is wrong and how it is written."""
    result = foretell("serve", "--cron", cron)
    assert (result.exit_code, result.stdout, nothing_is_served) == (2, "", [])
    assert result.stderr.startswith(f"error: --cron {cron!r}: ")
    assert "0 6 * * 1-5" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(("body", "healthy"), [(b"true", True), (b"<html>", False)])
def test_a_server_answers_or_does_not(body: bytes, healthy: bool) -> None:
    """Another program on the port is no Prefect server."""
    with listening(body) as url:
        assert answers(url) is healthy


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/api", "file:///etc/hostname", "nonsense"])
def test_no_server_is_no_error(url: str) -> None:
    """Asking never raises, and asks only over HTTP."""
    assert answers(url) is False


def test_the_server_that_is_there_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """None is started beside it."""
    with listening(b"true") as url:
        monkeypatch.setenv("PREFECT_API_URL", url)
        with server() as used:
            assert used == url


def test_a_named_server_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """None is started in its place."""
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    with pytest.raises(ForetellError, match="PREFECT_API_URL"), server():
        pass


def test_a_server_that_ends_at_once_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own server that cannot start is no endless wait, and leaves no process."""
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setattr(module, "OURS", "http://127.0.0.1:9/api")
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def start(*_: object, **__: object) -> subprocess.Popen[bytes]:
        started.append(popen([sys.executable, "-c", "pass"]))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    with pytest.raises(ForetellError, match="prefect server start"), server():
        pass
    assert started[0].poll() == 0
