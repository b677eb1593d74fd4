"""`sources`, and pages of the web on the command line."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.settings import Settings
from tests.cli.conftest import Foretell
from tests.fakes import ARTICLE
from tests.fetch.site import Site, page, reply, running
from warehouse.store import Store

TEXT = "text/plain; charset=utf-8"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Return a running site, which the command finds."""
    with running() as started:
        monkeypatch.setattr("pipeline.collect.open_fetcher", lambda _: started.fetcher())
        yield started


@pytest.fixture
def listed(workspace: Path, site: Site) -> Site:
    """Name a folder, a feed and a page in sources.toml, and return the site."""
    (workspace / "seeds" / "sources.toml").write_text(
        '[[folder]]\nname = "inbox"\npath = "seeds/articles"\n'
        f'[[feed]]\nname = "press"\nurl = "{site.url("/feed")}"\nports = [{site.port}]\n'
        f'[[page]]\nname = "outlook"\nurl = "{site.url("/outlook")}"\nports = [{site.port}]\n'
    )
    site.pages["/outlook"] = page(ARTICLE, TEXT)
    items = "".join(
        f"<item><guid>{name}</guid><link>{site.url('/' + name)}?token=hunter2</link></item>"
        for name in ("pumps", "taps")
    )
    site.pages["/feed"] = page(f"<rss version='2.0'><channel>{items}</channel></rss>")
    return site


def rows(text: str) -> dict[str, dict[str, object]]:
    """Return the printed rows by their source."""
    return {row["source"]: row for row in json.loads(text)}


def test_list_says_how_each_source_stands(foretell: Foretell, listed: Site) -> None:
    """No site is asked."""
    result = foretell("sources", "-f", "json")
    assert result.exit_code == 0
    press = rows(result.stdout)["press"]
    assert (press["kind"], press["every"], press["state"]) == ("feed", "1h", "never read")
    assert (press["next_due"], press["credentials"]) == ("now", "not needed")
    assert listed.server.asked == []


def test_check_asks_each_source_and_fetches_no_article(
    foretell: Foretell, listed: Site, workspace: Path
) -> None:
    """What would be fetched is told without what its address keeps secret."""
    result = foretell("sources", "check", "-f", "json")
    assert result.exit_code == 0
    found = rows(result.stdout)
    assert {name: row["state"] for name, row in found.items()} == {
        "inbox": "ok",
        "press": "ok",
        "outlook": "ok",
    }
    assert found["press"]["would_fetch"] == f"2 of 2, first {listed.url('/pumps')}"
    assert found["press"]["robots"] == "allowed"
    assert found["inbox"]["would_fetch"] == "0 files to look at"
    assert sorted(listed.paths) == ["/feed", "/outlook"]
    assert list((workspace / "warehouse").iterdir()) == []


def test_check_ends_in_5_where_a_source_fails(foretell: Foretell, listed: Site) -> None:
    """With what is wrong; the others are asked all the same."""
    listed.pages["/robots.txt"] = page("User-agent: *\nDisallow: /outlook\n", "text/plain")
    listed.pages["/feed"] = reply(404)
    result = foretell("sources", "check", "-f", "json")
    assert result.exit_code == 5
    found = rows(result.stdout)
    assert (found["press"]["state"], "404" in str(found["press"]["what_to_do"])) == ("FAIL", True)
    assert (found["outlook"]["robots"], found["outlook"]["state"]) == ("forbidden", "FAIL")
    assert "2 sources of 3 cannot be read" in result.stderr


def test_one_source_can_be_named(foretell: Foretell, listed: Site) -> None:
    """An unknown name is told with the known ones."""
    assert foretell("sources", "check", "outlook", "-f", "json").exit_code == 0
    assert listed.paths == ["/outlook"]
    result = foretell("sources", "list", "outlok")
    assert result.exit_code == 2
    assert "inbox, press, outlook" in result.stderr


def test_a_wrong_file_is_told(foretell: Foretell, workspace: Path) -> None:
    """Before anything is asked."""
    (workspace / "seeds" / "sources.toml").write_text('[[feed]]\nname = "press"\n')
    result = foretell("sources")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "[[feed]] press: url: is missing" in result.stderr


def test_a_page_can_be_added(
    foretell: Foretell, site: Site, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its article is shown like that of a file; the second time it is unchanged."""
    monkeypatch.setattr("pipeline.fetch.urls.PORTS", {"http": site.port, "https": 443})
    site.pages["/pumps"] = page(ARTICLE, TEXT, ETag='"1"')
    address = "http://news.test/pumps"
    result = foretell("add", address)
    assert result.exit_code == 0
    assert "2 figures" in result.stdout
    with Store(Settings(home=workspace).home).reader() as reader:
        found = reader.sql("SELECT source_uri, origin_uri FROM articles").rows
    assert found == [(address, address)]
    again = foretell("add", address)
    assert (again.exit_code, again.stdout) == (0, result.stdout)
    assert "0 loaded, 1 unchanged" in again.stderr


@pytest.mark.parametrize(
    "words", [("add",), ("add", "--dry-run"), ("extract",)], ids=["add", "dry run", "extract"]
)
def test_a_page_that_may_not_be_read_is_told(foretell: Foretell, words: tuple[str, ...]) -> None:
    """Like a file that is refused."""
    result = foretell(*words, "http://127.0.0.1/pumps?token=hunter2")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "error: http://127.0.0.1/pumps: forbidden: " in result.stderr
    assert "hunter2" not in result.stderr


def test_a_flow_takes_no_address(foretell: Foretell) -> None:
    """Prefect would keep it in clear."""
    result = foretell("ingest", "https://user:hunter2@example.org/")
    assert result.exit_code == 2
    assert "foretell add URL" in result.stderr
    assert "hunter2" not in result.stderr
