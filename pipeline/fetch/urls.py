"""Addresses taken apart strictly: what no browser and no server would read in two ways."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from pipeline.fetch.failures import forbidden

PORTS = {"http": 80, "https": 443}
"""The schemes that are read, each with the port that belongs to it."""

MOST_CHARACTERS = 2048
"""No longer address is asked for; servers refuse those, too."""

# "news.example.org", "xn--bcher-kva.example"
LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
HOST = re.compile(rf"(?=.{{1,253}}\Z)(?:{LABEL}\.){{0,126}}{LABEL}\.?")
# The last part of "2130706433", "0x7f.1", "127.1": the system would take the whole for a number.
# Source: WHATWG URL Standard, "ends in a number checker".
NUMBER = re.compile(r"(?:[0-9]{1,253}|0x[0-9a-f]{0,253})")

# Names of query parameters whose value opens a door, and says nothing about which page it is.
# Source: AWS Signature Version 4, Google Cloud signed URLs, Azure SAS, OAuth 2.0 (RFC 6750).
CREDENTIALS = frozenset(
    "access_token api-key api_key apikey auth_token awsaccesskeyid client_secret id_token jwt "
    "passwd password pwd refresh_token secret sig signature token x-amz-credential "
    "x-amz-security-token x-amz-signature x-goog-credential x-goog-signature".split()
)
# Names whose value may be a credential as well as the name of a page.
DOUBTFUL = frozenset("auth code key session sessionid sid".split())


@dataclass(frozen=True, slots=True)
class Url:
    """An address in its parts, as it is sent; printing it shows no credentials.

    Attributes:
        scheme: http or https.
        host: In ASCII and small letters; an IPv6 address without brackets.
        port: Never None.
        target: Path and query, escaped; it may hold credentials.
    """

    scheme: str
    host: str
    port: int
    target: str = field(repr=False)

    @property
    def origin(self) -> tuple[str, str, int]:
        """What decides who gets a credential."""
        return self.scheme, self.host, self.port

    @property
    def netloc(self) -> str:
        """Host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def full(self) -> str:
        """The whole address; for the wire alone."""
        return f"{self.scheme}://{self.netloc}{self.target}"

    @property
    def public(self) -> str:
        """The address without credentials, as the warehouse and the log have it."""
        return public(self.full)

    def with_query(self, name: str, value: str) -> "Url":
        """Return the address with one parameter more, unless it has that parameter."""
        path, _, query = self.target.partition("?")
        if name in dict(parse_qsl(query, keep_blank_values=True)):
            return self
        added = urlencode({name: value})
        return replace(self, target=f"{path}?{query}&{added}" if query else f"{path}?{added}")


def parse(text: str, ports: Collection[int] = ()) -> Url:
    """Return an address taken apart.

    Args:
        text: The address as written; what follows "#" is dropped.
        ports: Ports that are allowed beside 80 and 443.

    Raises:
        FetchError: It is none of http or https, names credentials or a port that is not
            allowed, or its host is no name and no plain address.
    """
    text = text.strip()
    if len(text) > MOST_CHARACTERS or re.search(r"[\x00-\x20\x7f\\]", text):
        raise forbidden("the address is too long, or has blanks or control characters in it")
    try:
        parts = urlsplit(text)
        scheme, port = parts.scheme.lower(), parts.port
        host = _host(parts.hostname or "")
    except ValueError as error:
        raise forbidden("no address of the web that can be read; check its spelling") from error
    if scheme not in PORTS:
        raise forbidden(f"{scheme or 'no scheme'}: only http and https are read")
    if "@" in parts.netloc:
        raise forbidden("no user or password may stand in an address; see docs/sources.md")
    port = PORTS[scheme] if port is None else port
    if port not in {*PORTS.values(), *ports}:
        raise forbidden(f"port {port} is not asked; a source may name it under `ports`")
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~?[]")
    return Url(scheme, host, port, f"{target}?{query}" if query else target)


def without(address: str, name: str) -> str:
    """Return an address without one parameter of its query; as it is where it has none such."""
    path, mark, rest = address.partition("?")
    query, hash_mark, fragment = rest.partition("#")
    kept = [pair for pair in query.split("&") if pair.partition("=")[0] != name]
    if not mark or "&".join(kept) == query:
        return address
    return path + ("?" if kept else "") + "&".join(kept) + hash_mark + fragment


def joined(base: Url, reference: str, ports: Collection[int] = ()) -> Url:
    """Return the address that a page at `base` means by `reference`.

    Raises:
        FetchError: It is none that may be asked.
    """
    try:
        return parse(urljoin(base.full, reference.strip()), ports)
    except ValueError as error:
        raise forbidden("no address of the web that can be read") from error


def public(text: str) -> str:
    """Return an address without user, password, fragment, and credentials in its query.

    A value that may be a credential or the name of a page is given as its hash: so no two
    pages become one.
    """
    parts = urlsplit(text)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, _shown(name, value)) for name, value in pairs if not is_credential(name)]
    query = parts.query if kept == pairs else urlencode(kept)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, query, ""))


def is_credential(name: str) -> bool:
    """Tell whether the value of a query's parameter is a credential, by its name."""
    return name.lower() in CREDENTIALS


def _shown(name: str, value: str) -> str:
    """Return a parameter's value, or its hash where it may be a credential."""
    if name.lower() not in DOUBTFUL or not value:
        return value
    return f"hash-{sha256(value.encode()).hexdigest()[:12]}"


def _host(host: str) -> str:
    """Return a host as it is asked for.

    Raises:
        ValueError: It is no name, and no address in its one usual spelling.
    """
    if "%" in host:
        raise ValueError("an escape, or the zone of a local address, as in fe80::1%eth0")
    if ":" in host:
        return str(IPv6Address(host))
    name = _ascii(host)
    if NUMBER.fullmatch(name.rstrip(".").rpartition(".")[2]):
        return str(ip_address(name))  # "127.1", "0177.0.0.1", "0x7f000001" raise
    if not HOST.fullmatch(name):
        raise ValueError("no host")
    return name.rstrip(".")


def _ascii(host: str) -> str:
    """Return a host's name in ASCII and small letters: "bücher.example" has "xn--" in it.

    Raises:
        ValueError: It cannot be written so.
    """
    if host.isascii():
        return host.lower()
    import idna  # 50 ms that few names need

    return idna.encode(host, uts46=True).decode("ascii")
