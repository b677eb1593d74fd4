"""A web site on this machine, and an address book that leads there under names of its own."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from pipeline.fetch.addresses import AddressBook, is_public
from pipeline.fetch.asking import Limits
from pipeline.fetch.fetcher import Fetcher

Answering = Callable[[BaseHTTPRequestHandler], None]


class Handler(BaseHTTPRequestHandler):
    """Answers as the site's pages say."""

    server: "Server"

    def do_GET(self) -> None:
        """Write down what is asked for, and answer it."""
        self.server.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        answer = self.server.pages.get(self.path) or reply(404)
        try:
            answer(self)
        except (BrokenPipeError, ConnectionResetError):
            return  # the fetcher has heard enough

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Serves pages from memory, each request in a thread of its own."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, Answering] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def handle_error(self, *_: object) -> None:
        """Say nothing of those who hang up."""


def reply(status: int, body: bytes = b"", **headers: str) -> Answering:
    """Return what answers with a status, a body and headers (Retry_After: "1")."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def page(body: bytes | str, kind: str = "text/html; charset=utf-8", **headers: str) -> Answering:
    """Return what answers with a page; a second time 304, where it has an ETag."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        etag = headers.get("ETag")
        if etag and handler.headers.get("If-None-Match") == etag:
            reply(304)(handler)
        else:
            content = body.encode() if isinstance(body, str) else body
            reply(200, content, Content_Type=kind, **headers)(handler)

    return answer


def in_turn(*answers: Answering) -> Answering:
    """Return what answers each time with the next of these; the last one for ever."""
    left = list(answers)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(handler)

    return answer


@dataclass(frozen=True)
class LocalBook(AddressBook):
    """Leads the names in `local` to this machine, and checks all others as every run does.

    `looked_up` are the hosts in the order they were looked up.
    """

    local: Sequence[str] = ("news.test", "other.test")
    looked_up: list[str] = field(default_factory=list)

    def look_up(self, host: str, port: int) -> list[str]:
        """Return this machine for our own names."""
        self.looked_up.append(host)
        if host in self.local:
            return ["127.0.0.1"]
        return super().look_up(host, port)


def book(names: Mapping[str, Sequence[str]] | None = None) -> LocalBook:
    """Return an address book that knows these names; no others are looked up anywhere."""

    def resolve(host: str, _port: int) -> Sequence[str]:
        if names and host in names:
            return names[host]
        if host.replace(".", "").isdigit() or ":" in host:
            return [host]
        raise OSError(-2, "Name or service not known")

    return LocalBook(resolve=resolve, allows=is_public)


@dataclass
class Site:
    """A running site.

    `slept` are the seconds that its fetchers would have slept.
    """

    server: Server
    slept: list[float] = field(default_factory=list)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server.server_address[1])

    @property
    def pages(self) -> dict[str, Answering]:
        """Path to answer; what is missing is a 404."""
        return self.server.pages

    @property
    def paths(self) -> list[str]:
        """What was asked for so far, but for robots.txt."""
        return [path for path, _ in self.server.asked if path != "/robots.txt"]

    def url(self, path: str, host: str = "news.test") -> str:
        """Return the address of a page."""
        return f"http://{host}:{self.port}{path}"

    def fetcher(
        self, *, seconds: float = 5, max_bytes: int = 100_000, addresses: AddressBook | None = None
    ) -> Fetcher:
        """Return a fetcher that finds the site, and never really sleeps."""
        limits = Limits(max_bytes=max_bytes, seconds=seconds)
        return Fetcher("Foretell/test", limits, book=addresses or book(), sleep=self.slept.append)


@contextmanager
def running() -> Iterator[Site]:
    """Run a site for the block, on a free port."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield Site(server)
        finally:
            server.shutdown()
            thread.join()


__all__ = ["Site", "book", "in_turn", "page", "reply", "running"]
