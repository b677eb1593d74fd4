"""Encrypted connections: the certificate is the named host's, whatever address is connected to."""

import ipaddress
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from pipeline.fetch.asking import Ask
from pipeline.fetch.failures import FetchError
from pipeline.fetch.urls import parse
from tests.fetch.site import Site, page, running

HOST = "news.test"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with the key and the certificate of news.test, which signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.DNSName(HOST), x509.IPAddress(ipaddress.ip_address("127.0.0.2"))]
            ),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "news.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + signed.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def encrypted(certificate: Path) -> Iterator[tuple[Site, list[str]]]:
    """Return a site that speaks TLS, and the hosts that it was greeted by."""
    greeted: list[str] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.sni_callback = lambda _socket, name, _context: greeted.append(str(name))
    with running() as site:
        site.server.socket = context.wrap_socket(
            site.server.socket, server_side=True, do_handshake_on_connect=False
        )
        site.pages["/a"] = page("<p>Sales rose.</p>")
        yield site, greeted


def get(site: Site, host: str) -> bytes | None:
    """Return what the site answers under a name."""
    ports = frozenset({site.port})
    url = parse(f"https://{host}:{site.port}/a", ports)
    return site.fetcher(seconds=20).get(Ask(url, ports)).content


def test_the_host_is_greeted_and_checked_by_its_name(
    encrypted: tuple[Site, list[str]], certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though the connection goes to the address that was looked up."""
    site, greeted = encrypted
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert get(site, HOST) == b"<p>Sales rose.</p>"
    assert set(greeted) == {HOST}


def test_a_certificate_of_another_host_is_refused(
    encrypted: tuple[Site, list[str]], certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another name at the same address is another site."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with pytest.raises(FetchError, match="certificate is not valid") as caught:
        get(encrypted[0], "other.test")
    assert not caught.value.passing
    assert encrypted[0].paths == []


def test_a_certificate_that_nobody_vouches_for_is_refused(
    encrypted: tuple[Site, list[str]],
) -> None:
    """Nothing is sent to such a site."""
    with pytest.raises(FetchError, match="certificate is not valid"):
        get(encrypted[0], HOST)
    assert encrypted[0].paths == []
