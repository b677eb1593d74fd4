"""`seeds/sources.toml`: what it may say, and how a mistake in it is told."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.fetch.credentials import secret
from pipeline.fetch.failures import FetchError
from pipeline.fetch.listing import (
    DEFAULT,
    FILE,
    Feed,
    Folder,
    Network,
    Page,
    Sitemap,
    load_listing,
)
from pipeline.fetch.urls import parse
from pipeline.settings import CODE
from schemas import ChannelKind, SettingsError

FULL = """
[[folder]]
name = "inbox"
path = "seeds/articles"
every = "30m"

[[feed]]
name = "press"
url = "https://example.org/feed.xml"
every = "2h"
publisher = "Example"
ports = [8443]
pause_seconds = 2.5
most_articles = 20
full_articles = false
credentials = { kind = "basic", user = "PRESS_USER", password = "PRESS_PASSWORD" }

[[page]]
name = "outlook"
url = "https://example.org/outlook"

[[sitemap]]
name = "archive"
url = "https://example.org/sitemap.xml"
only = "/news/"

[network]
contact = "https://example.org/us"
seconds = 30
"""


def write(workspace: Path, text: str) -> Path:
    """Write the file, and return the workspace."""
    (workspace / FILE).write_text(text, encoding="utf-8")
    return workspace


def test_every_key_is_read(workspace: Path) -> None:
    """Each kind with its own; the order is folders, feeds, pages, sitemaps."""
    listing = load_listing(write(workspace, FULL))
    inbox, press, outlook, archive = listing.channels()
    assert [each.kind for each in listing.channels()] == list(ChannelKind)
    assert (inbox.every, outlook.every) == (timedelta(minutes=30), timedelta(days=1))
    assert isinstance(press, Feed)
    assert (press.every, press.full_articles, press.most_articles) == (
        timedelta(hours=2),
        False,
        20,
    )
    assert archive.address == "https://example.org/sitemap.xml"
    assert listing.named(["archive", "inbox"]) == [archive, inbox]


def test_without_the_file_the_articles_are_read(workspace: Path) -> None:
    """As ever."""
    assert load_listing(workspace) == DEFAULT


def test_the_repository_reads_nothing_but_its_own_folder() -> None:
    """The examples in its file are comments; and each of them could be taken as it stands."""
    listing = load_listing(CODE.parent)
    assert [(each.name, each.address) for each in listing.channels()] == [
        ("inbox", "seeds/articles")
    ]


def test_the_examples_of_the_repository_are_right(workspace: Path) -> None:
    """Whoever takes the comment signs away has a file that works."""
    text = (CODE.parent / FILE).read_text(encoding="utf-8")
    lines = [line.removeprefix("# ") for line in text.splitlines() if not line.startswith("#:")]
    listing = load_listing(write(workspace, "\n".join(lines)))
    assert {each.kind for each in listing.channels()} == set(ChannelKind)


FEED = '[[feed]]\nname = "press"\nurl = "{url}"\n{more}'
WRONG = [
    ("[[feed]]\nname = 'press'", "[[feed]] press: url: is missing"),
    ("[[feeds]]\nname = 'press'", "feeds: unknown key"),
    (FEED.format(url="https://example.org/", more="evry = '1h'"), "press: evry: unknown key"),
    (FEED.format(url="https://example.org/", more="every = '1 hour'"), "every: write a number"),
    (FEED.format(url="ftp://example.org/", more=""), "only http and https"),
    (FEED.format(url="http://example.org:81/", more=""), "port 81"),
    (FEED.format(url="https://u:hunter2@example.org/", more=""), "no user or password"),
    (FEED.format(url="https://example.org/?token=hunter2", more=""), "into the environment"),
    (
        FEED.format(
            url="http://example.org/", more='credentials = { kind = "bearer", token = "T" }'
        ),
        "over https alone",
    ),
    (
        FEED.format(
            url="https://example.org/",
            more='credentials = { kind = "bearer", token = "hunter2-secret" }',
        ),
        "press: credentials: token: String should match pattern",
    ),
    (
        FEED.format(
            url="https://example.org/?userkey=hunter2",
            more='credentials = { kind = "query", name = "userkey", value = "T" }',
        ),
        "into the environment",
    ),
    ("[[feed]]\nname = 'My feed'\nurl = 'https://example.org/'", "My feed: name: String should"),
    ("[[folder]]\nname = 'add'\npath = 'x'", "the name add is taken"),
    ("feed = 7", "feed: "),
    ("feed = [7]", "[[feed]] number 1: "),
    ("[[feed]", "not readable as TOML"),
    ("[[folder]]\nname='a'\npath='x'\n[[folder]]\nname='a'\npath='y'", "the name a is taken"),
]


@pytest.mark.parametrize(("text", "told"), WRONG)
def test_a_mistake_is_told_with_its_place_and_never_with_its_value(
    workspace: Path, text: str, told: str
) -> None:
    """A value may be a secret that stands in the wrong place."""
    with pytest.raises(SettingsError) as caught:
        load_listing(write(workspace, text))
    assert str(caught.value).startswith(FILE)
    assert told in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_an_unknown_name_is_told_with_the_known_ones(workspace: Path) -> None:
    """So a typo is seen."""
    with pytest.raises(SettingsError, match=r"no source pres; it has .*press"):
        load_listing(write(workspace, FULL)).named(["pres"])


URL = parse("https://example.org/feed.xml")
OTHERS = [
    "https://other.example/feed.xml",
    "http://example.org/feed.xml",
    "https://www.example.org/feed.xml",
]
KINDS = [
    ('{ kind = "bearer", token = "KEY" }', {"Authorization": "Bearer hunter2"}, ""),
    (
        '{ kind = "basic", user = "KEY", password = "KEY" }',
        {"Authorization": "Basic aHVudGVyMjpodW50ZXIy"},
        "",
    ),
    ('{ kind = "header", name = "X-Key", value = "KEY" }', {"X-Key": "hunter2"}, ""),
    ('{ kind = "query", name = "key", value = "KEY" }', {}, "?key=hunter2"),
]


@pytest.mark.parametrize(("credentials", "headers", "query"), KINDS)
def test_credentials_are_for_one_origin(
    workspace: Path, credentials: str, headers: dict[str, str], query: str
) -> None:
    """Neither another host nor a plain connection gets them; printing shows none."""
    text = FEED.format(url=URL.full, more=f"credentials = {credentials}")
    (feed,) = load_listing(write(workspace, text)).feed
    found = secret(feed.credentials, URL, {"KEY": " hunter2\n"})
    assert found is not None
    assert dict(found.headers_for(URL)) == headers
    assert found.seal(URL).full == URL.full + query
    for other in map(parse, OTHERS):
        assert not found.headers_for(other)
        assert found.seal(other) == other
    assert "hunter2" not in f"{found} {feed!r}"


@pytest.mark.parametrize("environ", [{}, {"KEY": "  "}, {"KEY": "hunter2\r\nX: y"}, {"KEY": "hü"}])
def test_credentials_that_cannot_be_sent_are_told_by_name(
    workspace: Path, environ: dict[str, str]
) -> None:
    """And never by value."""
    text = FEED.format(url=URL.full, more='credentials = { kind = "bearer", token = "KEY" }')
    (feed,) = load_listing(write(workspace, text)).feed
    with pytest.raises(FetchError, match="KEY") as caught:
        secret(feed.credentials, URL, environ)
    assert "hunter2" not in str(caught.value)


PAGE = (CODE.parent / "docs" / "sources.md").read_text(encoding="utf-8")


def test_every_key_is_in_the_documentation() -> None:
    """And nothing else is."""
    keys = {name for kind in (Folder, Feed, Page, Sitemap, Network) for name in kind.model_fields}
    table = PAGE.partition("| key | of |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == keys


def test_the_example_of_the_documentation_is_right(workspace: Path) -> None:
    """Whoever copies it has a file that works, and knows each kind."""
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    listing = load_listing(write(workspace, example))
    assert {each.kind for each in listing.channels()} == set(ChannelKind)


@pytest.mark.parametrize("credentials", re.findall(r"^\| `(\{ kind.*?\})`", PAGE, re.MULTILINE))
def test_the_credentials_of_the_documentation_are_right(workspace: Path, credentials: str) -> None:
    """Each of the four kinds."""
    text = FEED.format(url=URL.full, more=f"credentials = {credentials}")
    assert load_listing(write(workspace, text)).feed[0].credentials is not None
