"""Pages fetched with all due care: checked at every hop, at the site's pace, tried again."""

import logging
import os
import ssl
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus

from pipeline.fetch.addresses import PUBLIC, AddressBook
from pipeline.fetch.asking import Answer, Ask, Limits
from pipeline.fetch.body import ACCEPTED, read_body
from pipeline.fetch.failures import FetchError, gone, too_large
from pipeline.fetch.retrying import pause, status_error
from pipeline.fetch.robots import Robots
from pipeline.fetch.transport import Deadline, Reply, exchange
from pipeline.fetch.urls import Url, joined
from schemas import Validators

LOG = logging.getLogger(__name__)

REDIRECTS = (301, 302, 303, 307, 308)
MOST_REDIRECTS = 5

UNKNOWN = "application/octet-stream"


class Fetcher:
    """Fetches pages for one run: knows each site's rules and when it was last asked."""

    def __init__(
        self,
        user_agent: str,
        limits: Limits,
        *,
        book: AddressBook = PUBLIC,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._headers = {"User-Agent": user_agent, "Accept": "*/*", "Accept-Encoding": ACCEPTED}
        self._limits = limits
        self._book = book
        self._sleep = sleep
        self._tls = ssl.create_default_context(cafile=_certificates())
        self._asked: dict[str, float] = {}
        self.robots = Robots(self._robots_txt)

    def get(self, ask: Ask) -> Answer:
        """Return what an address answers.

        Raises:
            FetchError: It gives nothing that can be used; all tries of this run are spent.
        """
        return self._trying(lambda: self._follow(ask, obeying=True))

    def _trying(self, attempt: Callable[[], Answer]) -> Answer:
        """Return what an attempt gives; make another where the failure is a passing one."""
        tried = 0
        while True:
            tried += 1
            try:
                return attempt()
            except FetchError as error:
                seconds = pause(error, tried)
                if seconds is None:
                    raise
                LOG.info("%s; trying again in %g s", error.detail, seconds)
                self._sleep(seconds)

    def _robots_txt(self, url: Url) -> bytes:
        """Return a site's robots.txt, to which no rules apply."""
        answer = self._trying(lambda: self._follow(Ask(url, frozenset({url.port})), obeying=False))
        return answer.content or b""

    def _follow(self, ask: Ask, *, obeying: bool) -> Answer:
        """Return the answer at the end of the redirects, every one of which is checked."""
        url, spent = ask.url, 0.0
        for _ in range(MOST_REDIRECTS + 1):
            delay = ask.delay
            if obeying:
                rules = self.robots.rules(url)
                rules.check(url)
                delay = max(delay, rules.delay)
            self._keep_pace(url.host, delay)
            # Waiting for a host's turn is no fault of its answer.
            deadline = Deadline(self._limits.seconds, spent)
            found = self._hop(ask, url, deadline)
            spent += time.monotonic() - deadline.started
            if isinstance(found, Answer):
                return found
            url = found
        raise gone(f"more than {MOST_REDIRECTS} redirects; name the page where they end")

    def _hop(self, ask: Ask, url: Url, deadline: Deadline) -> Answer | Url:
        """Return what one request gives: an answer, or where to go on."""
        headers = dict(self._headers)
        sealed = url
        if ask.secret:
            headers |= ask.secret.headers_for(url)
            sealed = ask.secret.seal(url)
        headers |= _conditions(ask.validators)
        with exchange(sealed, headers, book=self._book, deadline=deadline, tls=self._tls) as reply:
            if reply.status in REDIRECTS and "location" in reply.headers:
                return joined(url, reply.headers["location"], ask.ports)
            return self._answer(reply, conditional=bool(_conditions(ask.validators)))

    def _answer(self, reply: Reply, *, conditional: bool) -> Answer:
        """Return a reply that is no redirect, read to its end."""
        media_type, charset = content_type(reply.headers.get("content-type", ""))
        validators = Validators(
            etag=reply.headers.get("etag"), last_modified=reply.headers.get("last-modified")
        )
        if reply.status == HTTPStatus.NOT_MODIFIED and conditional:
            return Answer(None, media_type, charset, validators)
        if reply.status != HTTPStatus.OK:
            raise status_error(reply.status, reply.headers.get("retry-after"))
        length = reply.headers.get("content-length", "")
        if length.isdigit() and int(length[:20]) > self._limits.max_bytes:
            raise too_large(self._limits.max_bytes)
        packing = reply.headers.get("content-encoding", "")
        content = read_body(reply.chunks, packing, self._limits.max_bytes)
        return Answer(content, media_type, charset, validators)

    def _keep_pace(self, host: str, delay: float) -> None:
        """Wait until the host was left alone for `delay` seconds."""
        now = time.monotonic()
        ready = self._asked.get(host, now - delay) + delay
        if ready > now:
            self._sleep(ready - now)
        self._asked[host] = max(ready, now)


def content_type(header: str) -> tuple[str, str | None]:
    """Return the media type and the charset of a header: "text/html; charset=utf-8"."""
    kind, *parameters = header.lower().split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip():
            return kind.strip() or UNKNOWN, value.strip().strip("\"'") or None
    return kind.strip() or UNKNOWN, None


def _conditions(validators: Validators) -> Mapping[str, str]:
    """Return the headers that ask for a page only if it is another than last time."""
    asked = {
        "If-None-Match": validators.etag,
        "If-Modified-Since": validators.last_modified,
    }
    return {name: value for name, value in asked.items() if value is not None}


def _certificates() -> str:
    """Return the file of the certificate authorities that are trusted: ours, or SSL_CERT_FILE."""
    import certifi

    return os.environ.get("SSL_CERT_FILE") or certifi.where()
