"""Fetching as a site meets it: what is asked, how often, and what is not asked at all."""

import gzip
import time
import zlib
from http.server import BaseHTTPRequestHandler

import pytest

from pipeline.fetch.asking import Answer, Ask
from pipeline.fetch.failures import FetchError
from pipeline.fetch.fetcher import content_type
from pipeline.fetch.urls import parse
from schemas import RejectionReason, Validators
from tests.fetch.site import Answering, Site, book, in_turn, page, reply


def get(site: Site, path: str, host: str = "news.test", **options: object) -> Answer:
    """Return what the site answers to one request of a fetcher with these limits."""
    ports = frozenset({site.port})
    ask = Ask(parse(site.url(path, host), ports), ports)
    return site.fetcher(**options).get(ask)  # type: ignore[arg-type]


def refusal(site: Site, path: str, **options: object) -> FetchError:
    """Return the error that a request ends in."""
    with pytest.raises(FetchError) as caught:
        get(site, path, **options)
    return caught.value


def test_a_page_comes_with_its_form_and_what_to_ask_it_by(site: Site) -> None:
    """Bytes, media type, charset and validators; the request says who asks, and which host."""
    site.pages["/a"] = page("<p>Sales rose.</p>", ETag='"1"', Last_Modified="yesterday")
    answer = get(site, "/a")
    assert (answer.content, answer.media_type, answer.charset) == (
        b"<p>Sales rose.</p>",
        "text/html",
        "utf-8",
    )
    assert answer.validators == Validators(etag='"1"', last_modified="yesterday")
    _, headers = site.server.asked[-1]
    assert headers["host"] == f"news.test:{site.port}"
    assert headers["user-agent"] == "Foretell/test"


def test_a_page_that_is_the_same_is_not_sent_again(site: Site) -> None:
    """A server that knows the ETag answers 304, and there is no content."""
    site.pages["/a"] = page("<p>Sales rose.</p>", ETag='"1"')
    ports = frozenset({site.port})
    ask = Ask(parse(site.url("/a"), ports), ports, validators=Validators(etag='"1"'))
    assert site.fetcher().get(ask).content is None


def test_redirects_are_followed_and_counted(site: Site) -> None:
    """Five hops are many enough; a circle ends."""
    site.pages["/a"] = reply(301, Location="/b")
    site.pages["/b"] = reply(302, Location=site.url("/c", "other.test"))
    site.pages["/c"] = page("here")
    site.pages["/round"] = reply(302, Location="/round")
    assert get(site, "/a").content == b"here"
    error = refusal(site, "/round")
    assert (error.passing, "redirects" in error.detail) == (False, True)
    assert site.paths.count("/round") == 6


FORBIDDEN_TARGETS = [
    pytest.param("http://127.0.0.1:{port}/secret", id="this machine"),
    pytest.param("http://169.254.169.254/latest/meta-data", id="a cloud's own service"),
    pytest.param("http://[::1]:{port}/secret", id="this machine in IPv6"),
    pytest.param("http://[::ffff:127.0.0.1]:{port}/secret", id="mapped IPv4"),
    pytest.param("http://0.0.0.0:{port}/secret", id="nowhere"),
    pytest.param("http://10.0.0.1/secret", id="a private network"),
    pytest.param("http://2130706433:{port}/secret", id="one number"),
    pytest.param("http://0x7f.1:{port}/secret", id="a hexadecimal number"),
    pytest.param("http://inner.test:{port}/secret", id="a name with a private address"),
    pytest.param("http://both.test:{port}/secret", id="a name with a public one as well"),
    pytest.param("file:///etc/passwd", id="a file"),
    pytest.param("ftp://news.test/secret", id="another scheme"),
    pytest.param("http://user:pw@news.test:{port}/secret", id="a password"),
    pytest.param("http://news.test:22/secret", id="another port"),
    pytest.param("//127.0.0.1:{port}/secret", id="without a scheme"),
]


@pytest.mark.parametrize("target", FORBIDDEN_TARGETS)
def test_a_redirect_leads_nowhere_that_is_not_public(site: Site, target: str) -> None:
    """Every hop is checked before a connection is made, and nothing is tried again."""
    names = {"inner.test": ["192.168.1.7"], "both.test": ["93.184.216.34", "10.1.1.1"]}
    site.pages["/secret"] = page("secret")
    site.pages["/a"] = reply(302, Location=target.format(port=site.port))
    error = refusal(site, "/a", addresses=book(names))
    assert (error.reason, error.passing) == (RejectionReason.FORBIDDEN, False)
    assert site.paths == ["/a"]


def test_a_name_is_looked_up_once_a_request_and_that_address_is_connected_to(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that points elsewhere a moment after it was checked gains nothing by it."""
    import httpcore

    turns = iter([["93.184.216.34"], ["127.0.0.1"], ["127.0.0.1"]])
    connected: list[str] = []

    def connect(_self: object, host: str, *_: object) -> None:
        connected.append(host)
        raise httpcore.ConnectError

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    addresses = book()
    rebound = type(addresses)(resolve=lambda *_: next(turns), allows=addresses.allows, local=())
    error = refusal(site, "/a", addresses=rebound)
    assert connected == ["93.184.216.34"]
    # One connection to what was checked; what the name says later is checked anew, and refused.
    assert (error.reason, next(turns, None)) == (RejectionReason.FORBIDDEN, None)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"HTTP/1.1 200 OK\r\n\r\n" + b"x", id="in the body"),
        pytest.param(b"HTTP/1.1 200 OK\r\nX-Head: ", id="in the head"),
        pytest.param(b"H", id="from the start"),
    ],
)
def test_a_slow_drip_is_cut_off(site: Site, answer: bytes) -> None:
    """A byte now and then keeps no connection open for longer than the whole is given."""

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(answer)
        for _ in range(200):
            time.sleep(0.02)
            handler.wfile.write(b"x")

    site.pages["/a"] = drip
    error = refusal(site, "/a", seconds=0.2)
    assert (error.passing, "within 0.2 seconds" in error.detail) == (True, True)


def endless(head: bytes, block: bytes) -> Answering:
    """Return what answers with one block for ever."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n\r\n")
        while True:
            handler.wfile.write(block)

    return answer


BOMB = gzip.compress(bytes(5_000_000))
TOO_LARGE = [
    pytest.param(endless(b"X: y", b"x" * 4096), id="endless"),
    pytest.param(reply(200, b"x" * 100_001), id="too long"),
    pytest.param(reply(200, BOMB, Content_Encoding="gzip"), id="gzip bomb"),
    pytest.param(reply(200, zlib.compress(bytes(9_000_000)), Content_Encoding="deflate"), id="zip"),
    pytest.param(endless(b"Content-Encoding: gzip", gzip.compress(b"")), id="endless nothing"),
    pytest.param(reply(200, gzip.compress(b"x") * 20_000, Content_Encoding="gzip"), id="parts"),
]


@pytest.mark.parametrize("answer", TOO_LARGE)
def test_no_answer_becomes_larger_than_allowed(site: Site, answer: Answering) -> None:
    """Neither as it comes nor as it unpacks."""
    site.pages["/a"] = answer
    error = refusal(site, "/a", seconds=30)
    assert (error.reason, error.passing) == (RejectionReason.TOO_LARGE, False)


def test_packed_pages_are_unpacked(site: Site) -> None:
    """Also in several parts; a packing that we did not offer is refused."""
    parts = gzip.compress(b"Sales ") + gzip.compress(b"rose.")
    site.pages["/a"] = reply(200, parts, Content_Encoding="gzip")
    site.pages["/b"] = reply(200, b"\x0b\x02\x80", Content_Encoding="br")
    site.pages["/c"] = reply(200, parts[:-4], Content_Encoding="gzip")
    assert get(site, "/a").content == b"Sales rose."
    assert "did not offer" in refusal(site, "/b").detail
    assert "too early" in refusal(site, "/c").detail


def test_robots_are_asked_once_and_obeyed(site: Site) -> None:
    """What robots.txt forbids is not asked for; its delay is kept."""
    rules = "User-agent: *\nDisallow: /private/\nCrawl-delay: 7\n"
    site.pages["/robots.txt"] = page(rules, "text/plain")
    site.pages["/a"] = page("open")
    ports = frozenset({site.port})
    fetcher = site.fetcher()
    for _ in range(2):
        fetcher.get(Ask(parse(site.url("/a"), ports), ports))
    with pytest.raises(FetchError, match=r"robots\.txt") as caught:
        fetcher.get(Ask(parse(site.url("/private/b"), ports), ports))
    assert (caught.value.reason, caught.value.passing) == (RejectionReason.FORBIDDEN, False)
    assert site.paths == ["/a", "/a"]
    assert len(site.server.asked) == 3
    # Time stands still while these fetchers sleep.
    assert [round(seconds) for seconds in site.slept] == [7, 14]


def test_a_site_that_cannot_say_its_rules_is_left_alone_for_now(site: Site) -> None:
    """Nothing of it is read, and it is tried again later."""
    site.pages["/robots.txt"] = reply(503)
    site.pages["/a"] = page("open")
    error = refusal(site, "/a")
    assert (error.passing, site.paths) == (True, [])


PASSING = [
    pytest.param(in_turn(reply(503), page("now")), [1], id="unavailable once"),
    pytest.param(in_turn(reply(429, Retry_After="9"), page("now")), [9], id="asked to wait"),
    pytest.param(in_turn(reply(500), reply(502), page("now")), [1, 4], id="twice"),
]


@pytest.mark.parametrize(("answer", "slept"), PASSING)
def test_a_passing_failure_is_tried_again(
    site: Site, answer: Answering, slept: list[float]
) -> None:
    """After a second, then four, or as long as the server asks."""
    site.pages["/a"] = answer
    assert get(site, "/a").content == b"now"
    assert site.slept == slept


def test_a_failure_that_stays_is_given_up_for_this_run(site: Site) -> None:
    """Three tries; a server that asks for more patience than a minute is left at once."""
    site.pages["/a"] = reply(503)
    site.pages["/b"] = reply(429, Retry_After="3600")
    assert refusal(site, "/a").passing
    later = refusal(site, "/b")
    assert (later.passing, later.retry_after) == (True, 3600)
    assert site.paths == ["/a"] * 3 + ["/b"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_final_failure_is_not_tried_again(site: Site, status: int) -> None:
    """Once is enough; the message has the status."""
    site.pages["/a"] = reply(status)
    error = refusal(site, "/a")
    assert (error.passing, str(status) in error.detail) == (False, True)
    assert (site.paths, site.slept) == (["/a"], [])


def test_what_is_no_http_is_a_passing_failure(site: Site) -> None:
    """A broken answer may be whole next time; its words are not repeated."""
    site.pages["/a"] = lambda handler: handler.wfile.write(b"password=hunter2\r\n\r\n")
    error = refusal(site, "/a")
    assert (error.passing, "hunter2" in str(error)) == (True, False)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("text/html", ("text/html", None)),
        ('Text/HTML; Charset="UTF-8"', ("text/html", "utf-8")),
        ("application/rss+xml;q=1; charset=latin-1", ("application/rss+xml", "latin-1")),
        ("", ("application/octet-stream", None)),
        ("; charset=", ("application/octet-stream", None)),
    ],
)
def test_a_content_type_is_taken_apart(header: str, expected: tuple[str, str | None]) -> None:
    """Media type and charset in small letters, however they are written."""
    assert content_type(header) == expected
