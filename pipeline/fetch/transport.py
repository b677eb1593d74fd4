"""One request over one connection, to an address that was checked, within one span of time.

A host is looked up once; the connection goes to the address found, and the certificate is
checked against the host's name. So a name that points elsewhere a moment later (rebinding)
gains nothing. Every read and write gets only the time that is left: a server that drips a
byte now and then is cut off like one that is silent.
"""

import ssl
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpcore

from pipeline.fetch.addresses import AddressBook
from pipeline.fetch.failures import FetchError, gone, unreachable
from pipeline.fetch.urls import Url

TOO_SLOW = "no whole answer within {seconds:g} seconds"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A span of `seconds` from now on, of which some are `spent` already."""

    seconds: float
    spent: float = 0.0
    started: float = field(default_factory=time.monotonic)

    def left(self) -> float:
        """Return the seconds that are left.

        Raises:
            FetchError: None are.
        """
        left = self.started + self.seconds - self.spent - time.monotonic()
        if left <= 0:
            raise unreachable(TOO_SLOW.format(seconds=self.seconds))
        return left


@dataclass(frozen=True, slots=True)
class Reply:
    """The head of an answer, and its body as it comes, still packed.

    Attributes:
        headers: Names in small letters; of several of one name the first.
    """

    status: int
    headers: Mapping[str, str]
    chunks: Iterator[bytes]


class TimedStream(httpcore.NetworkStream):
    """A connection that waits no longer than its deadline allows."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        """Return what has come, waiting for the time that is left."""
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """Send, within the time that is left."""
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """Return the connection encrypted, the certificate being that of `server_hostname`."""
        left = self._deadline.left()
        return TimedStream(
            self._stream.start_tls(ssl_context, server_hostname, left), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        """Return what is known about the connection."""
        return self._stream.get_extra_info(info)


class CheckedBackend(httpcore.NetworkBackend):
    """Connects to addresses that the book allows, and to nothing else."""

    def __init__(self, book: AddressBook, deadline: Deadline) -> None:
        self._book = book
        self._deadline = deadline
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to the first address of `host` that answers."""
        *firsts, last = self._book.look_up(host, port)
        for address in firsts:
            try:
                return self._connect(address, port, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(last, port, local_address, socket_options)

    def _connect(
        self,
        address: str,
        port: int,
        local_address: str | None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None,
    ) -> httpcore.NetworkStream:
        """Return a connection to one address, which needs no more looking up."""
        left = self._deadline.left()
        stream = self._system.connect_tcp(address, port, left, local_address, socket_options)
        return TimedStream(stream, self._deadline)


@contextmanager
def exchange(
    url: Url,
    headers: Mapping[str, str],
    *,
    book: AddressBook,
    deadline: Deadline,
    tls: ssl.SSLContext,
) -> Iterator[Reply]:
    """Open a GET request for the block; its body is read only as far as the block asks.

    Raises:
        FetchError: The host may not be asked, does not answer in time, or not as HTTP says.
    """
    request = httpcore.Request(
        "GET",
        httpcore.URL(scheme=url.scheme, host=url.host, port=url.port, target=url.target),
        headers=_encoded({"Host": url.netloc, "Connection": "close", **headers}),
    )
    origin = httpcore.Origin(url.scheme.encode(), url.host.encode(), url.port)
    with (
        _told(url, deadline),
        httpcore.HTTPConnection(
            origin, ssl_context=tls, network_backend=CheckedBackend(book, deadline)
        ) as connection,
    ):
        response = connection.handle_request(request)
        try:
            yield Reply(response.status, _first(response.headers), response.iter_stream())
        finally:
            response.close()


@contextmanager
def _told(url: Url, deadline: Deadline) -> Iterator[None]:
    """Turn what the library raises into what it means; its own texts may hold anything."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise unreachable(f"{url.host}: {TOO_SLOW.format(seconds=deadline.seconds)}") from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise _meaning(url, error) from error


def _meaning(url: Url, error: Exception) -> FetchError:
    """Return what a broken connection means: a wrong certificate will not mend by itself."""
    if isinstance(error.__cause__, ssl.SSLCertVerificationError):
        return gone(f"{url.host}: its certificate is not valid ({error.__cause__.verify_message})")
    if isinstance(error, httpcore.ProtocolError):
        return unreachable(f"{url.host}: it does not answer as HTTP says")
    return unreachable(f"{url.host}: no connection ({type(error).__name__})")


def _encoded(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """Return headers as they are sent; what a server gave us goes back as it came."""
    return [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]


def _first(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return the headers by name; of several of one name the first."""
    found: dict[str, str] = {}
    for name, value in headers:
        found.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
    return found
