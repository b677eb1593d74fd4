"""What an operator is told: failures, stale sources, killed runs, revised forecasts; each once."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from pydantic import SecretStr

from pipeline.ingest import ingest
from pipeline.notices import TOLD, Notice, failure, notices_of, stale
from pipeline.notifying import check_addresses, send, tell_of, telling_failures
from pipeline.settings import Settings
from schemas import Run, SettingsError, WarehouseError
from tests.fakes import ARTICLE, FakeProcessor
from warehouse.table import Table

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
TODAY = NOW.replace(tzinfo=None)


class Answers:
    """Stands for a reader: gives the same rows to every question of one kind."""

    def __init__(self, **rows: list[tuple[Any, ...]]) -> None:
        self.rows = rows

    def sql(self, query: str, _parameters: object = ()) -> Table:
        """Return the rows of the view that the question is about."""
        for view in ("forecast_revisions", "channels", "runs"):
            if f"FROM {view}" in query:
                return Table((), (), self.rows.get(view, []))
        raise AssertionError(query)


def channel(**fields: object) -> tuple[Any, ...]:
    """Return a source as it is asked for; one that does well unless told otherwise."""
    found = {
        "channel": "press",
        "kind": "feed",
        "state": "ok",
        "failures": 0,
        "detail": None,
        "next_at": TODAY,
        "newest": TODAY,
        **fields,
    }
    return tuple(found.values())


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({}, None, id="well"),
        pytest.param({"state": "failed", "failures": 2, "detail": "404"}, None, id="two failures"),
        pytest.param({"state": "failed", "failures": 3, "detail": "404"}, "404", id="three"),
        pytest.param({"newest": TODAY - timedelta(days=8)}, "nothing new for 8 days", id="silent"),
        pytest.param({"newest": TODAY - timedelta(days=6)}, None, id="silent for a while"),
        pytest.param({"newest": None}, None, id="nothing yet"),
        pytest.param({"next_at": TODAY - timedelta(days=9)}, "due 9 days ago", id="overdue"),
        pytest.param({"kind": "folder", "next_at": TODAY - timedelta(days=99)}, None, id="folder"),
    ],
)
def test_a_stale_source_is_one_that_brings_nothing(
    settings: Settings, fields: dict[str, object], expected: str | None
) -> None:
    """It fails again and again, nobody reads it, or it has nothing new for long."""
    found = list(stale(Answers(channels=[channel(**fields)]), settings, NOW))  # type: ignore[arg-type]
    assert len(found) == (expected is not None)
    if expected:
        assert expected in found[0].body
        assert "press" in found[0].title


@pytest.fixture
def run(settings: Settings, articles: Path) -> Run:
    """Return a run that has published an article."""
    (articles / "a.txt").write_text(ARTICLE)
    return ingest([], settings, FakeProcessor(), command="run")


@contextmanager
def answered(monkeypatch: pytest.MonkeyPatch, answers: Answers) -> Iterator[None]:
    """Let notices read these answers within the block."""

    class Held:
        @contextmanager
        def reader(self) -> Iterator[Answers]:
            yield answers

    with monkeypatch.context() as patch:
        patch.setattr("pipeline.notices.store_of", lambda _settings: Held())
        yield


def test_what_stands_is_told_once(
    settings: Settings, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And again where it had ended in between."""
    bad = Answers(
        channels=[channel(state="failed", failures=9, detail="gone")],
        runs=[("r0", "serve", TODAY)],
    )
    with answered(monkeypatch, bad):
        titles = [each.title for each in notices_of(run, settings, NOW)]
        assert titles == ["Foretell: source press is stale", "Foretell: run r0 was killed"]
        assert notices_of(run, settings, NOW) == []
    with answered(monkeypatch, Answers()):
        assert notices_of(run, settings, NOW) == []
    with answered(monkeypatch, bad):
        assert len(notices_of(run, settings, NOW)) == 2


def test_large_revisions_are_told(
    settings: Settings, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one notice for a run, each with its words and where they stand."""
    row = ("Gartner", "server sales", None, "2026", Decimal(120), Decimal(150), "USD",
           Decimal(25), "$150 billion", "ab12")  # fmt: skip
    with answered(monkeypatch, Answers(forecast_revisions=[row, row])):
        (notice,) = notices_of(run, settings, NOW)
    assert notice.title == "Foretell: 2 forecasts revised by 20 % or more"
    assert notice.body.startswith("Gartner: server sales 2026: 120 to 150 USD (25 %)")
    assert "foretell show ab12" in notice.body


def test_the_questions_are_ones_that_the_warehouse_answers(settings: Settings, run: Run) -> None:
    """Against the real views; nothing is the matter."""
    assert notices_of(run, settings, datetime.now(UTC)) == []
    assert notices_of(run, settings.model_copy(update={"stale_days": 1}), NOW) == []


def test_a_note_that_cannot_be_written_is_told(settings: Settings, run: Run) -> None:
    """Else the same would be told for ever."""
    (settings.home / TOLD).mkdir()
    with pytest.raises(WarehouseError, match=r"told\.json"):
        notices_of(run, settings, NOW)


@contextmanager
def listening(status: int = 200) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield an address for notices, and what arrives there."""
    arrived: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            arrived.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as http:
        Thread(target=http.serve_forever, daemon=True).start()
        yield f"json://127.0.0.1:{http.server_port}/hook", arrived
        http.shutdown()


def told_to(settings: Settings, *addresses: str) -> Settings:
    """Return settings that name these addresses."""
    return settings.model_copy(update={"notify": SecretStr(" ".join(addresses))})


def test_a_notice_arrives(settings: Settings) -> None:
    """At everyone that the settings name."""
    with listening() as (here, first), listening() as (there, second):
        assert send([Notice("k", "Title", "Body")], told_to(settings, here, there))
    for arrived in (first, second):
        assert [(each["title"], each["message"]) for each in arrived] == [("Title", "Body")]


def test_nobody_named_is_nobody_told(settings: Settings) -> None:
    """It is no failure."""
    assert send([failure("run", "no room")], settings)


def test_a_notice_that_is_lost_is_logged(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """A run never fails for it, and the address, which may hold a password, is not told."""
    with listening(500) as (here, _), caplog.at_level(logging.ERROR, "pipeline"):
        secret = here.replace("json://", "json://user:hunter2@")
        assert not send([failure("run", "no room")], told_to(settings, secret))
    told = [each.getMessage() for each in caplog.records if each.name.startswith("pipeline")]
    assert told == ["1 of 1 notices did not reach everybody; look at `notify` in the settings"]


@pytest.mark.parametrize("address", ["nonsense", "htp://x", "json://"])
def test_a_wrong_address_is_told_before_anything_starts(settings: Settings, address: str) -> None:
    """By its place, never with what it holds."""
    with pytest.raises(SettingsError, match="address 2") as raised:
        check_addresses(told_to(settings, "json://127.0.0.1/ok", f"{address}"))
    assert "127.0.0.1" not in str(raised.value)


def test_a_failure_is_told_and_goes_on(settings: Settings) -> None:
    """What ended the run, with its kind."""
    with (
        listening() as (here, arrived),
        pytest.raises(OSError, match="disk"),
        telling_failures("serve", told_to(settings, here)),
    ):
        raise OSError("disk full")
    assert arrived[0]["title"] == "Foretell: serve failed"
    assert arrived[0]["message"].startswith("OSError: disk full")


def test_trouble_with_telling_is_no_failure(
    settings: Settings, run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged, and the run stands."""
    (settings.home / TOLD).mkdir()
    with caplog.at_level(logging.ERROR, "pipeline"):
        tell_of(run, settings)
    assert "nobody was notified" in caplog.text
